import { checkShare, discountOf } from './check-share.ts'
import { canonical } from './compare-conditions.ts'
import type { LevelsBlock } from './document.ts'
import type { Finding } from './findings.ts'
import type { ParsedProgram } from './parse.ts'

/** Whether levels and points give back more than the shop can want, and whether rising in levels is worth it. */
export function checkGenerosity(parsed: ParsedProgram): Finding[] {
  const ladders = laddersOf(parsed)
  return [...checkShare(parsed), ...ladders.flatMap(ladder => checkSteps(parsed, ladder))]
}

type Level = LevelsBlock['ladder'][number]
type Ladder = { path: readonly (string | number)[]; levels: readonly Level[] }

function laddersOf({ document }: ParsedProgram): Ladder[] {
  const { levels } = document
  if (Array.isArray(levels))
    return levels.map((block: LevelsBlock, index) => ({ path: ['levels', index, 'ladder'], levels: block.ladder }))
  return levels ? [{ path: ['levels', 'ladder'], levels: levels.ladder }] : []
}

/** Each level against the one below it. */
function checkSteps({ document, at }: ParsedProgram, { path, levels }: Ladder): Finding[] {
  return levels.slice(1).flatMap((level, index) => {
    const below = levels[index]
    if (!below) return []
    const values = { level: level.level, below: below.level }
    const here = [...path, index + 1]
    const isWorse = (word: 'discount' | 'times') =>
      word === 'discount' ? hasWorsePrice(level, below) : (level.times ?? 1) < (below.times ?? 1)
    const worse = (['discount', 'times'] as const).filter(isWorse)
    if (worse.length > 0) return worse.map(word => at(here, 'level-worse', { ...values, word }, 'warning'))
    return isSame(level, below) && !isNamedElsewhere(document, level.level)
      ? [at(here, 'level-same', values, 'warning')]
      : []
  })
}

/** Some goods cost more than a level below. Prices for different goods cannot be compared. */
function hasWorsePrice(level: Level, below: Level): boolean {
  const [here, there] = [goodsOf(level), goodsOf(below)]
  if (here === '' || here === there) return discountOf(level) < discountOf(below)
  return there === '' && discountOf(below) > 0
}

/** For which goods a level price is, as a text; empty: for all. */
function goodsOf({ discount }: Level): string {
  return typeof discount === 'object' && discount.when ? canonical(discount.when) : ''
}

function isSame(a: Level, b: Level): boolean {
  const givenBy = ({ discount, times, benefits }: Level) =>
    JSON.stringify([discount ?? null, times ?? 1, benefits ?? []])
  return givenBy(a) === givenBy(b)
}

/** A level that a rule, an offer or a benefit names differs by that. */
function isNamedElsewhere({ levels: _, ...rest }: object & { levels?: unknown }, level: string): boolean {
  return new RegExp(`"${level}"`).test(JSON.stringify(rest))
}
