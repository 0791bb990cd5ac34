import { checkCondition } from './check-condition.ts'
import { thresholdsOf } from './compile-levels.ts'
import type { LevelsBlock, Measure } from './document.ts'
import type { Finding } from './findings.ts'
import type { ParsedProgram } from './parse.ts'
import { readFraction } from './scalars.ts'

/** What a ladder of the right form can still have wrong in its meaning. */
export function checkLevels(parsed: ParsedProgram): Finding[] {
  const ladder = parsed.document.levels?.ladder ?? []
  return ladder.flatMap((level, index) => [
    ...checkThresholds(parsed, ladder, index),
    ...checkLevelTimes(parsed, level, index),
    ...(ladder.slice(0, index).some(other => other.level === level.level)
      ? [parsed.at(['levels', 'ladder', index, 'level'], 'name-twice', { word: level.level })]
      : []),
    ...(typeof level.discount === 'object'
      ? checkCondition(level.discount.when, ['levels', 'ladder', index, 'discount', 'when'], parsed)
      : []),
  ])
}

function checkThresholds({ document, at }: ParsedProgram, ladder: readonly LevelBlock[], index: number): Finding[] {
  const level = ladder[index]
  if (!level) return []
  const path = ['levels', 'ladder', index] as const
  const measure = document.levels?.measure ?? 'net-spend'
  if (!isOfMeasure(level.from, measure))
    return [at([...path, 'from'], 'not-understood', { value: level.from?.toString(), expected: '10000' })]
  const thresholds = thresholdsOf(level.from, measure)
  if (index === 0 && thresholds.length > 0)
    return [at([...path, 'from'], 'lowest-level-has-from', { level: level.level })]
  if (index === 0) return []
  if (thresholds.length === 0) return [at(path, 'level-without-from', { level: level.level })]
  if (thresholds.every(({ value }) => value === 0))
    return [at([...path, 'from'], 'threshold-zero', { level: level.level })]
  const above = ladder
    .slice(index + 1)
    .find(higher =>
      isReachedBy(isOfMeasure(higher.from, measure) ? thresholdsOf(higher.from, measure) : [], thresholds),
    )
  if (!above) return []
  return [at([...path, 'from'], 'level-unreachable', { level: level.level, above: above.level })]
}

type LevelBlock = LevelsBlock['ladder'][number]
type Thresholds = readonly { measure: Measure; value: number }[]

/** A bare threshold of points or visits is a whole number: ¥ is for money. */
function isOfMeasure(from: LevelBlock['from'], measure: Measure): boolean {
  return from === undefined || typeof from === 'object' || measure === 'net-spend' || typeof from === 'number'
}

/** Whether everybody who meets `lower` also meets `higher`: then nobody ever stays in the lower level. */
function isReachedBy(higher: Thresholds, lower: Thresholds): boolean {
  return (
    higher.length > 0 &&
    lower.length > 0 &&
    higher.every(need => lower.some(has => has.measure === need.measure && has.value >= need.value))
  )
}

function checkLevelTimes({ at }: ParsedProgram, { times }: LevelBlock, index: number): Finding[] {
  if (times === undefined || readFraction(times)) return []
  return [at(['levels', 'ladder', index, 'times'], 'too-many-decimals', { word: 'times' })]
}
