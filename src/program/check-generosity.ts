import type { EarnRule, LevelsBlock } from './document.ts'
import type { Finding } from './findings.ts'
import type { ParsedProgram } from './parse.ts'
import { isOfPurchase, plainGift, plainUse } from './plain-rules.ts'
import { readDiscount, readMoney, readPercent } from './scalars.ts'

/** Where a file names no guard: giving back more than this is worth a second look, in hundredths of a per cent. */
const shareBasisPointsMax = 5_000

/** Whether levels and points give back more than the shop can want, and whether rising in levels is worth it. */
export function checkGenerosity(parsed: ParsedProgram): Finding[] {
  const ladders = laddersOf(parsed)
  return [...checkShare(parsed, ladders), ...ladders.flatMap(ladder => checkSteps(parsed, ladder))]
}

type Level = LevelsBlock['ladder'][number]
type Ladder = { path: readonly (string | number)[]; levels: readonly Level[] }

function laddersOf({ document }: ParsedProgram): Ladder[] {
  const { levels } = document
  if (Array.isArray(levels))
    return levels.map((block: LevelsBlock, index) => ({ path: ['levels', index, 'ladder'], levels: block.ladder }))
  return levels ? [{ path: ['levels', 'ladder'], levels: levels.ladder }] : []
}

/**
 * The most that one yuan gives back: the largest level price, and of the rest the points of every rule that asks for
 * nothing, times the largest multiplier, at the best value of a point.
 */
function checkShare({ document, at }: ParsedProgram, ladders: readonly Ladder[]): Finding[] {
  const levels = ladders.flatMap(ladder => ladder.levels)
  const price = Math.max(0, ...levels.map(level => discountOf(level) ?? 0))
  const [firstAsset = ''] = Object.keys(document.assets)
  const rules = (document.earning?.rules ?? []).map(plainGift).filter(isOfPurchase)
  const points = Object.keys(document.assets).reduce((sum, asset) => {
    const ofAsset = rules.filter(rule => (rule.asset ?? firstAsset) === asset)
    const rate = ofAsset.reduce((total, rule) => total + (rule.when ? 0 : pointsPerCent(rule)), 0)
    const times = [
      ...ofAsset.map(rule => rule.times ?? 1),
      ...(asset === firstAsset ? levels : []).map(level => level.times ?? 1),
    ]
    const worth = (document.redemption ?? [])
      .map(plainUse)
      .filter(rule => (rule.asset ?? firstAsset) === asset && rule.off !== undefined)
      .map(({ off, points: cost = 1 }) => {
        const values = typeof off === 'object' ? Object.values(off) : [off]
        return Math.max(...values.map(value => readMoney(value) ?? 0)) / cost
      })
    return sum + rate * Math.max(1, ...times) * Math.max(0, ...worth)
  }, 0)
  const back = (10_000 - price) * points
  const limit = guardedShare(document) ?? shareBasisPointsMax
  if (price + back <= limit) return []
  const shown = (basisPoints: number) => `${Math.round(basisPoints) / 100} %`
  const values = { share: shown(price + back), price: shown(price), points: shown(back), limit: shown(limit) }
  return [at([document.redemption ? 'redemption' : 'levels'], 'gives-back-too-much', values, 'warning')]
}

function guardedShare(document: object): number | undefined {
  const guard: unknown = Reflect.get(document, 'guard')
  return typeof guard === 'object' && guard !== null ? readPercent(Reflect.get(guard, 'discount')) : undefined
}

function pointsPerCent({ points, per }: EarnRule): number {
  const cents = readMoney(per)
  return points === undefined || !cents ? 0 : points / cents
}

function discountOf({ discount }: Level): number | undefined {
  return readDiscount(typeof discount === 'object' ? discount.percent : discount)
}

/** Each level against the one below it. Prices for some goods only cannot be compared. */
function checkSteps({ document, at }: ParsedProgram, { path, levels }: Ladder): Finding[] {
  return levels.slice(1).flatMap((level, index) => {
    const below = levels[index]
    if (!below || typeof level.discount === 'object' || typeof below.discount === 'object') return []
    const values = { level: level.level, below: below.level }
    const here = [...path, index + 1]
    const isWorse = (word: 'discount' | 'times') =>
      word === 'discount'
        ? (discountOf(level) ?? 0) < (discountOf(below) ?? 0)
        : (level.times ?? 1) < (below.times ?? 1)
    const worse = (['discount', 'times'] as const).filter(isWorse)
    if (worse.length > 0) return worse.map(word => at(here, 'level-worse', { ...values, word }, 'warning'))
    return isSame(level, below) && !isNamedElsewhere(document, level.level)
      ? [at(here, 'level-same', values, 'warning')]
      : []
  })
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
