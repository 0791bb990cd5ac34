import { checkCondition } from './check-condition.ts'
import { checkGranted } from './check-granted.ts'
import { checkScore, checkThresholdWords } from './check-thresholds.ts'
import { compileNeed } from './compile-needs.ts'
import type { Need } from './compiled.ts'
import { type LevelsBlock, tracksOf } from './document.ts'
import type { Finding, Path } from './findings.ts'
import { pointKindsOf } from './gauges.ts'
import { countWays, implies, waysMax } from './needs.ts'
import type { ParsedProgram } from './parse.ts'
import { readFraction } from './scalars.ts'

type LevelBlock = LevelsBlock['ladder'][number]

/** What tracks and ladders of the right form can still have wrong in their meaning. */
export function checkLevels(parsed: ParsedProgram): Finding[] {
  const tracks = tracksOf(parsed.document.levels)
  const levels = new Set<string>()
  const codes = new Set<string>()
  return tracks.flatMap(({ block, path }) => {
    const code = block.track ?? 'main'
    const findings = codes.has(code) ? [parsed.at([...path, 'track'], 'name-twice', { word: code })] : []
    codes.add(code)
    return [...findings, ...checkTrack(parsed, block, path), ...checkLadder(parsed, { block, path, levels })]
  })
}

function checkTrack(parsed: ParsedProgram, block: LevelsBlock, path: Path): Finding[] {
  const { at } = parsed
  const findings: Finding[] = []
  if (block.up === 'at review' && block.review === 'never')
    findings.push(at([...path, 'up'], 'never-rises', { track: block.track ?? 'main' }))
  return [...findings, ...checkScore(parsed, block, path)]
}

/** `levels`: the codes met so far, in this track and those before it. */
function checkLadder(
  parsed: ParsedProgram,
  { block, path, levels }: { block: LevelsBlock; path: Path; levels: Set<string> },
): Finding[] {
  const { ladder } = block
  const track = { ...block, kinds: pointKindsOf(parsed.document) }
  const needs = ladder.map(level => (isOfMeasure(level.from, block) ? compileNeed(level.from, track) : null))
  return ladder.flatMap((level, index) => {
    const here = [...path, 'ladder', index]
    const twice = levels.has(level.level) ? [parsed.at([...here, 'level'], 'name-twice', { word: level.level })] : []
    levels.add(level.level)
    return [
      ...checkThreshold(parsed, { block, level, needs, index, here }),
      ...checkGranted(parsed, { level, isLowest: index === 0, higher: ladder.slice(index + 1), path: here }),
      ...checkLevelTimes(parsed, level, here),
      ...twice,
      ...(typeof level.discount === 'object'
        ? checkCondition(level.discount.when, [...here, 'discount', 'when'], parsed)
        : []),
    ]
  })
}

type Rung = { block: LevelsBlock; level: LevelBlock; needs: readonly (Need | null)[]; index: number; here: Path }

function checkThreshold(parsed: ParsedProgram, { block, level, needs, index, here }: Rung): Finding[] {
  const { at } = parsed
  const path = [...here, 'from']
  if (!isOfMeasure(level.from, block))
    return [at(path, 'not-understood', { value: level.from?.toString(), expected: '10000' })]
  const words = typeof level.from === 'object' ? checkThresholdWords(parsed, level.from, { block, path }) : []
  if (words.length > 0) return words
  const need = needs[index]
  if (index === 0) return need ? [at(path, 'lowest-level-has-from', { level: level.level })] : []
  if (!need) return level.granted ? [] : [at(here, 'level-without-from', { level: level.level })]
  if (isTrivial(need)) return [at(path, 'threshold-zero', { level: level.level })]
  if (countWays(need) > waysMax) return [at(path, 'too-many-ways', { level: level.level, max: waysMax })]
  const above = needs.findIndex((higher, place) => place > index && higher && implies(need, higher))
  // Who is given a level without reaching it does stay in it.
  if (above < 0 || level.granted) return []
  return [at(path, 'level-unreachable', { level: level.level, above: block.ladder[above]?.level })]
}

/** A bare threshold of points, visits or a score is a whole number: ¥ is for money. */
function isOfMeasure(from: LevelBlock['from'], { measure = 'net-spend' }: LevelsBlock): boolean {
  return from === undefined || typeof from === 'object' || measure === 'net-spend' || typeof from === 'number'
}

/** Whether every member meets it on joining. */
function isTrivial(need: Need): boolean {
  if (need.kind === 'reach') return need.value === 0
  return need.kind === 'all' ? need.needs.every(isTrivial) : need.needs.some(isTrivial)
}

function checkLevelTimes({ at }: ParsedProgram, { times }: LevelBlock, here: Path): Finding[] {
  if (times === undefined || readFraction(times)) return []
  return [at([...here, 'times'], 'too-many-decimals', { word: 'times' })]
}
