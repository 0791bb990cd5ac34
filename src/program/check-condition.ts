import { isDay } from '../shared/calendar.ts'
import type { Condition } from './document.ts'
import { type Finding, nearestWord, type Path } from './findings.ts'
import { levelCodesOf } from './level-codes.ts'
import type { ParsedProgram } from './parse.ts'
import { readHours } from './scalars.ts'

/** What a condition, and the conditions within it, can have wrong in their meaning. */
export function checkCondition(condition: Condition | undefined, path: Path, parsed: ParsedProgram): Finding[] {
  if (!condition) return []
  const parts = (['all', 'any', 'none', 'basket-has'] as const).flatMap(word =>
    (condition[word] ?? []).flatMap((part, index) => checkCondition(part, [...path, word, index], parsed)),
  )
  return [
    ...checkLevelNames(condition, path, parsed),
    ...checkAssetNames(condition, path, parsed),
    ...checkTimes(condition, path, parsed),
    ...parts,
  ]
}

function checkLevelNames(condition: Condition, path: Path, { document, at }: ParsedProgram): Finding[] {
  const levels = levelCodesOf(document)
  return (condition.level ?? []).flatMap((level, index) =>
    levels.includes(level)
      ? []
      : [at([...path, 'level', index], 'unknown-level', { level, suggestion: nearestWord(level, levels) })],
  )
}

function checkAssetNames(condition: Condition, path: Path, { document, at }: ParsedProgram): Finding[] {
  const assets = Object.keys(document.assets)
  const held = condition['points-held-from']
  return Object.keys(typeof held === 'object' ? held : {}).flatMap(asset =>
    assets.includes(asset)
      ? []
      : [at([...path, 'points-held-from', asset], 'unknown-asset', { asset, suggestion: nearestWord(asset, assets) })],
  )
}

function checkTimes({ from, through, hours }: Condition, path: Path, { at }: ParsedProgram): Finding[] {
  const findings: Finding[] = []
  if (from !== undefined && !isDay(from)) findings.push(at([...path, 'from'], 'not-a-day', { value: from }))
  if (through !== undefined && !isDay(through)) findings.push(at([...path, 'through'], 'not-a-day', { value: through }))
  if (findings.length === 0 && from && through && from > through)
    findings.push(at([...path, 'from'], 'days-reversed', { from, through }))
  if (hours !== undefined && !readHours(hours))
    findings.push(at([...path, 'hours'], 'hours-reversed', { value: hours }))
  return findings
}

/** Whether the first condition surely holds where the second does: it asks for nothing, or for a part of the same. */
export function holdsWhenever(first: Condition | undefined, second: Condition | undefined): boolean {
  const asked = new Map(Object.entries(second ?? {}))
  return Object.entries(first ?? {}).every(([word, value]) => {
    const other = asked.get(word)
    return other !== undefined && canonical(other) === canonical(value)
  })
}

/** The same text for conditions that say the same in another order. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  const members = Object.entries(value).map(([key, inner]) => `${key}:${canonical(inner)}`)
  return `{${members.sort().join()}}`
}
