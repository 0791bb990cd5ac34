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
    ...checkWayNames(condition, path, parsed),
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

function checkWayNames(condition: Condition, path: Path, { document, at }: ParsedProgram): Finding[] {
  const ways = (document.joining ?? []).map(({ way }) => way)
  return (condition['joined-by'] ?? []).flatMap((way, index) =>
    ways.includes(way)
      ? []
      : [at([...path, 'joined-by', index], 'unknown-way', { way, suggestion: nearestWord(way, ways) })],
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
