import { type Finding, readProgram } from '../../../program/index.ts'
import { languages } from '../../../shared/languages.ts'
import type { Transaction } from '../../platform/database.ts'
import { type DomainError, invariant } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import { programErrors } from './errors.ts'
import { programPublished } from './events.ts'
import { insertVersion, listVersions, lockPrograms, type ProgramVersion } from './program-store.ts'

export type PublishRequest = {
  document: string
  /** null: from now on. */
  inForceFrom: Date | null
  note: string | null
  publishedBy: string
  now: Date
  zone: string
  directory: StoreDirectory
}

/**
 * Publishes a document as the next version of its program.
 * @throws programs/has-errors with all findings
 * @throws programs/unknown-store, programs/unknown-brand
 * @throws programs/unchanged, programs/begins-before-last
 */
export async function publishProgram(tx: Transaction, request: PublishRequest): Promise<ProgramVersion> {
  await lockPrograms(tx)
  const checked = readProgram(request.document, { version: 1, zone: request.zone })
  if (!checked.program) {
    throw hasErrors(checked.findings)
  }
  refuseUnknownPlaces(checked.program, request.directory)
  const last = (await listVersions(tx)).findLast(version => version.programCode === checked.program?.code)
  const inForceFrom = request.inForceFrom ?? request.now
  if (last && last.document === request.document) throw programErrors.make('unchanged')
  if (last && inForceFrom <= last.inForceFrom)
    throw programErrors.make('begins-before-last', { lastFrom: last.inForceFrom.toISOString() })
  const version: ProgramVersion = {
    programCode: checked.program.code,
    version: (last?.version ?? 0) + 1,
    document: request.document,
    inForceFrom,
    publishedAt: request.now,
    publishedBy: request.publishedBy,
    note: request.note,
  }
  await insertVersion(tx, version)
  const { programCode, publishedBy } = version
  await publish(tx, [
    programPublished.of(
      { programCode, version: version.version, inForceFrom: inForceFrom.toISOString(), publishedBy },
      request.now,
    ),
  ])
  return version
}

function refuseUnknownPlaces(
  program: { brand: string | null; stores: readonly string[] | null },
  directory: StoreDirectory,
): void {
  const brands = new Set(directory.stores.map(store => store.brandCode))
  if (program.brand !== null && !brands.has(program.brand))
    throw programErrors.make('unknown-brand', { brand: program.brand })
  const unknown = program.stores?.find(code => !directory.storeByCode(code))
  if (unknown !== undefined) throw programErrors.make('unknown-store', { store: unknown })
}

/** The first error in its own language, with all findings in the details. */
function hasErrors(findings: readonly Finding[]): DomainError {
  const first = findings.find(finding => finding.severity === 'error')
  invariant(first, 'a program that is not compiled has an error')
  const error = programErrors.make('has-errors', { line: first.line, column: first.column, findings })
  // The sentence repeats words of the document: given as a function, no "$&" in it means anything.
  for (const language of languages)
    error.texts[language] = error.texts[language].replace('{first}', () => first.texts[language])
  return error
}
