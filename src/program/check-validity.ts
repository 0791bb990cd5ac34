import { anniversaryIn, isDay } from '../shared/calendar.ts'
import type { Finding } from './findings.ts'
import type { ParsedProgram } from './parse.ts'

/** What the terms of points can have wrong in their meaning. */
export function checkValidity(parsed: ParsedProgram): Finding[] {
  return Object.keys(parsed.document.assets).flatMap(asset => checkEnds(parsed, asset))
}

/** A term in several words says exactly once when points end. */
function checkEnds({ document, at }: ParsedProgram, asset: string): Finding[] {
  const valid = document.assets[asset]?.valid
  if (typeof valid !== 'object') return []
  const path = ['assets', asset, 'valid'] as const
  const ends = [valid.to, valid.each].filter(word => word !== undefined)
  const findings = ends.length === 1 ? [] : [at(path, 'validity-incomplete')]
  // 2000 has a 29 February.
  if (valid.each !== undefined && !isDay(anniversaryIn(2000, valid.each)))
    findings.push(at([...path, 'each'], 'not-a-day', { value: valid.each }))
  return findings
}
