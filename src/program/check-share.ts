import { type EarnRule, type LevelsBlock, type RedeemRule, tracksOf } from './document.ts'
import type { Finding, Path } from './findings.ts'
import type { OfferBlock } from './offers-schema.ts'
import type { ParsedProgram } from './parse.ts'
import { isOfPurchase, plainGift, plainUse } from './plain-rules.ts'
import { readDiscount, readMoney, readPercent } from './scalars.ts'

type Document = ParsedProgram['document']
type Level = LevelsBlock['ladder'][number]

/** Shares are hundredths of a per cent. Where a file names no guard, giving back more than this is worth a second look. */
const shareMax = 5_000
const whole = 10_000

/** What a line of the file gives back of a price. */
type Weight = { share: number; path: Path }

/** What is given back, and by which lines; only the whole is exact. */
type Weighed = { share: number; weights: readonly Weight[] }

/**
 * The most that one yuan gives back, against what the guard leaves: the largest level price and the largest offer
 * without a bound, and of the rest the points at the best value of a point. Not counted, because they depend on prices
 * that a file does not know: points by the piece or by the receipt, gifts, member prices, sums off without an amount that
 * must be reached. The line that gives back most is pointed at: a price, the value of a point, or what multiplies points.
 */
export function checkShare({ document, at }: ParsedProgram): Finding[] {
  const levels = placedLevels(document)
  const price = priceShare(document, levels)
  const points = Object.keys(document.assets).map(asset => pointsShare(document, { asset, levels }))
  const left = whole - price.share
  const back = left * points.reduce((sum, { share }) => sum + share, 0)
  const limit = guardedShare(document)
  if (price.share + back <= limit) return []
  const shown = (share: number) => `${Math.round(share) / 100} %`
  const values = {
    share: shown(price.share + back),
    price: shown(price.share),
    points: shown(back),
    limit: shown(limit),
  }
  const weights = [
    ...price.weights,
    ...points.flatMap(asset => asset.weights.map(({ share, path }) => ({ share: left * share, path }))),
  ]
  return [at(heaviest(weights)?.path ?? ['levels'], 'gives-back-too-much', values, 'warning')]
}

/** Of equal ones the first. */
function heaviest<Held extends { share: number }>(weights: readonly Held[]): Held | undefined {
  return weights.reduce<Held | undefined>((best, one) => (best && best.share >= one.share ? best : one), undefined)
}

type PlacedLevel = { level: Level; path: Path }

function placedLevels({ levels }: Document): PlacedLevel[] {
  return tracksOf(levels).flatMap(({ block, path }) =>
    block.ladder.map((level, index) => ({ level, path: [...path, 'ladder', index] })),
  )
}

/** Level price and offer together: one after the other, unless the offer excludes the level price. */
function priceShare({ offers = [], guard }: Document, levels: readonly PlacedLevel[]): Weighed {
  const price = heaviest(levels.map(({ level, path }) => ({ share: discountOf(level), path: [...path, 'discount'] })))
  const ways = offers.map((offer, index): Weight[] => {
    const own = { share: offerShare(offer), path: ['offers', index, wordOf(offer)] }
    if (offer['level-price'] === 'the better one' || !price) return [own]
    return [price, { ...own, share: ((whole - price.share) * own.share) / whole }]
  })
  const best = heaviest(
    [price ? [price] : [], ...ways].map(weights => ({
      share: weights.reduce((sum, one) => sum + one.share, 0),
      weights,
    })),
  )
  if (!best) return { share: 0, weights: [] }
  // The till cuts reductions to the guard; points come on top of that.
  const share = Math.min(best.share, readPercent(guard?.discount) ?? whole)
  return { share, weights: best.weights.map(one => ({ ...one, share: (one.share * share) / Math.max(best.share, 1) })) }
}

function wordOf({ steps, every }: OfferBlock): string {
  return steps ? 'steps' : every === undefined ? 'discount' : 'off'
}

/** Of a sum off, the part of what it takes to get it: there the offer gives back most. */
function offerShare({ discount, most, limit, off, every, steps }: OfferBlock): number {
  if (most !== undefined || limit !== undefined) return 0
  const sums: [unknown, unknown][] = [
    ...Object.entries(steps ?? {}),
    ...(every === undefined ? [] : [[every, off] as const]),
  ].map(([from, cents]) => [from, cents])
  const shares = sums.map(([from, cents]) => (whole * (readMoney(cents) ?? 0)) / Math.max(readMoney(from) ?? 1, 1))
  return Math.max(readDiscount(discount) ?? 0, ...shares)
}

type Earned = { asset: string; levels: readonly PlacedLevel[] }

/** What a yuan earns, as a part of it: the rules that always count, and the best of those that count at times. */
function pointsShare(document: Document, { asset, levels }: Earned): Weighed {
  const { assets, earning, redemption = [] } = document
  const [firstAsset = ''] = Object.keys(assets)
  const rules = (earning?.rules ?? []).flatMap((rule, index) => {
    const plain = plainGift(rule)
    const isOfAsset = isOfPurchase(plain) && (plain.asset ?? firstAsset) === asset
    return isOfAsset ? [{ rule: plain, path: ['earning', 'rules', index, 'times'] }] : []
  })
  const always = rules.filter(({ rule }) => !rule.when).reduce((sum, { rule }) => sum + pointsPerCent(rule), 0)
  const atTimes = Math.max(0, ...rules.map(({ rule }) => (rule.when && !rule.limit ? pointsPerCent(rule) : 0)))
  const worth = heaviest(
    redemption.flatMap((rule, index) => {
      const plain = plainUse(rule)
      const isOfAsset = (plain.asset ?? firstAsset) === asset && plain.off !== undefined
      return isOfAsset ? [{ share: worthOf(plain), path: ['redemption', index, 'off'] }] : []
    }),
  )
  if (!worth) return { share: 0, weights: [] }
  const plain = (always + atTimes) * worth.share
  const ofLevels = heaviest(
    (asset === firstAsset ? levels : []).map(({ level, path }) => ({
      share: level.times ?? 1,
      path: [...path, 'times'],
    })),
  )
  const multipliers = [
    ...(ofLevels ? [ofLevels] : []),
    ...rules.map(({ rule, path }) => ({ share: rule.times ?? 1, path })),
  ]
  const factors = multipliers.map(({ share }) => Math.max(1, share))
  const times = earning?.multipliers === 'all' ? factors.reduce((a, b) => a * b, 1) : Math.max(1, ...factors)
  const most = heaviest(multipliers)
  const weights = [{ share: plain, path: worth.path }]
  if (most) weights.push({ share: plain * (times - 1), path: most.path })
  return { share: (always + atTimes) * times * worth.share, weights }
}

/** The 分 that a point is worth at best. */
function worthOf({ off, points = 1 }: RedeemRule): number {
  const values = typeof off === 'object' ? Object.values(off) : [off]
  return Math.max(...values.map(value => readMoney(value) ?? 0)) / points
}

/** What may be given back: the discount guard, or what the margin guard leaves of goods that cost nothing. */
function guardedShare({ guard }: Document): number {
  const discount = readPercent(guard?.discount)
  const margin = readPercent(guard?.margin)
  if (discount === undefined && margin === undefined) return shareMax
  return Math.min(discount ?? whole, whole - (margin ?? 0))
}

function pointsPerCent({ points, per }: EarnRule): number {
  const cents = readMoney(per)
  return points === undefined || !cents ? 0 : points / cents
}

/** Prices for some goods only count like prices for all: those goods may be all that is bought. */
export function discountOf({ discount }: Level): number {
  return readDiscount(typeof discount === 'object' ? discount.percent : discount) ?? 0
}
