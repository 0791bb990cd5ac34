import { pathAt } from '../../../program/edit-path-at.ts'
import type { Path } from '../../../program/findings.ts'
import type { Finding } from '../../../program/index.ts'
import { offsetAt } from '../programs/offset-at.ts'

/** A finding with the word of the document that it is about. */
export type PlacedFinding = Finding & { path: Path }

export function placed(source: string, findings: readonly Finding[]): PlacedFinding[] {
  return findings.flatMap(finding => {
    const path = pathAt(source, offsetAt(source, finding))
    return path ? [{ ...finding, path }] : []
  })
}

/** What is found at a word, or anywhere within it. */
export function findingsWithin(findings: readonly PlacedFinding[], path: Path): PlacedFinding[] {
  return findings.filter(finding => path.every((key, index) => finding.path[index] === key))
}
