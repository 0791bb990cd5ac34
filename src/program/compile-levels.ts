import type { Texts } from '../shared/languages.ts'
import type { CompiledLevel, CompiledLevels, Window } from './compiled.ts'
import { compileCondition } from './conditions.ts'
import { describeCondition } from './describe-condition.ts'
import type { LevelsBlock, Measure } from './document.ts'
import { completeTexts } from './names.ts'
import { must, readDiscount, readMoney, readPeriod } from './scalars.ts'

/** The names of the levels by code, for sentences. */
export function levelNamesOf(block: LevelsBlock | undefined): ReadonlyMap<string, Texts> {
  return new Map((block?.ladder ?? []).map(level => [level.level, completeTexts(level.name)]))
}

export function compileLevels(block: LevelsBlock): CompiledLevels {
  const names = levelNamesOf(block)
  const ladder = block.ladder.map(level => compileLevel(level, block.measure ?? 'net-spend', names))
  const used = new Set(ladder.flatMap(level => level.from.map(threshold => threshold.measure)))
  return {
    track: block.track ?? 'main',
    window: compileWindow(block.window),
    review: block.review ?? 'yearly',
    grace: readPeriod(block.grace) ?? null,
    fallsOneStep: block.down === 'one step',
    ladder,
    measures: [...used],
  }
}

function compileWindow(window: LevelsBlock['window']): Window {
  if (window === 'calendar year' || window === 'year since joining' || window === 'since joining')
    return { kind: window }
  return { kind: 'rolling', period: readPeriod(window) ?? { count: 12, unit: 'months' } }
}

function compileLevel(
  level: LevelsBlock['ladder'][number],
  measure: Measure,
  names: ReadonlyMap<string, Texts>,
): CompiledLevel {
  const { discount } = level
  const when = typeof discount === 'object' ? discount.when : undefined
  const percent = readDiscount(typeof discount === 'object' ? discount.percent : discount)
  return {
    level: level.level,
    name: completeTexts(level.name),
    from: thresholdsOf(level.from, measure),
    discount:
      percent === undefined
        ? null
        : { basisPoints: percent, test: compileCondition(when), when: describeCondition(when, names) },
    benefits: (level.benefits ?? []).map(completeTexts),
  }
}

/** The thresholds of a level: a bare value is of the track's own measure, money only where that is money. */
export function thresholdsOf(
  from: LevelsBlock['ladder'][number]['from'],
  measure: Measure,
): { measure: Measure; value: number }[] {
  if (from === undefined) return []
  if (typeof from !== 'object') {
    const value = measure === 'net-spend' ? must(readMoney(from), 'from is money') : Number(from)
    return [{ measure, value }]
  }
  const thresholds: { measure: Measure; value: number }[] = []
  const spend = readMoney(from['net-spend'])
  if (spend !== undefined) thresholds.push({ measure: 'net-spend', value: spend })
  if (from['points-earned'] !== undefined) thresholds.push({ measure: 'points-earned', value: from['points-earned'] })
  if (from.visits !== undefined) thresholds.push({ measure: 'visits', value: from.visits })
  return thresholds
}
