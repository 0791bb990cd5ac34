import { addPeriod, anniversaryIn, isDay } from '../shared/calendar.ts'
import type { Finding } from './findings.ts'
import type { ParsedProgram } from './parse.ts'
import { readPeriod } from './scalars.ts'

/** What the terms of points can have wrong in their meaning. */
export function checkValidity(parsed: ParsedProgram): Finding[] {
  return Object.keys(parsed.document.assets).flatMap(asset => [
    ...checkEnds(parsed, asset),
    ...checkPending(parsed, asset),
  ])
}

/** A term in several words says exactly once when points end. */
function checkEnds({ document, at }: ParsedProgram, asset: string): Finding[] {
  const valid = document.assets[asset]?.valid
  if (typeof valid !== 'object') return []
  const path = ['assets', asset, 'valid'] as const
  const ends = [valid.to, valid.each, valid.inactive].filter(word => word !== undefined)
  const findings = ends.length === 1 ? [] : [at(path, 'validity-incomplete')]
  if (valid.inactive !== undefined && valid.for !== undefined)
    findings.push(at([...path, 'for'], 'word-of-other-validity', { word: 'for', needed: 'to, each' }))
  if (valid.inactive === undefined && valid['kept-by'] !== undefined)
    findings.push(at([...path, 'kept-by'], 'word-of-other-validity', { word: 'kept-by', needed: 'inactive' }))
  // 2000 has a 29 February.
  if (valid.each !== undefined && !isDay(anniversaryIn(2000, valid.each)))
    findings.push(at([...path, 'each'], 'not-a-day', { value: valid.each }))
  return findings
}

/** Points whose whole time is over before anybody could use them count it from their first day: not what people expect. */
function checkPending({ document, at }: ParsedProgram, asset: string): Finding[] {
  const { valid, pending } = document.assets[asset] ?? {}
  const said = typeof valid === 'object' ? valid.inactive : valid
  const [length, wait] = [readPeriod(said), readPeriod(pending)]
  if (!length || !wait || addPeriod(longMonthOn, wait) < addPeriod(longMonthOn, length)) return []
  return [at(['assets', asset, 'pending'], 'pending-outlasts-validity', { pending, valid: said }, 'warning')]
}

/** From 1 July two months are longest: 62 days. */
const longMonthOn = '2026-07-01'
