import type { EarnRule, LevelsBlock } from './document.ts'
import type { Finding } from './findings.ts'
import type { OfferBlock } from './offers-schema.ts'
import type { ParsedProgram } from './parse.ts'
import { isOfPurchase, plainGift, plainUse } from './plain-rules.ts'
import { readDiscount, readMoney, readPercent } from './scalars.ts'

type Document = ParsedProgram['document']
type Level = LevelsBlock['ladder'][number]

/** Shares are hundredths of a per cent. Where a file names no guard, giving back more than this is worth a second look. */
const shareMax = 5_000
const whole = 10_000

/**
 * The most that one yuan gives back, against what the guard leaves: the largest level price and the largest offer
 * without a bound, and of the rest the points at the best value of a point. Not counted, because they depend on prices
 * that a file does not know: points by the piece or by the receipt, gifts, member prices, sums off.
 */
export function checkShare({ document, at }: ParsedProgram, levels: readonly Level[]): Finding[] {
  const reduced = reducedShare(document, levels)
  const points = Object.keys(document.assets).reduce((sum, asset) => sum + pointsShare(document, { asset, levels }), 0)
  const back = (whole - reduced) * points
  const limit = guardedShare(document)
  if (reduced + back <= limit) return []
  const shown = (share: number) => `${Math.round(share) / 100} %`
  const values = { share: shown(reduced + back), price: shown(reduced), points: shown(back), limit: shown(limit) }
  return [at([document.redemption ? 'redemption' : 'levels'], 'gives-back-too-much', values, 'warning')]
}

/** Level price and offer together: one after the other, unless the offer excludes the level price. */
function reducedShare({ offers = [], guard }: Document, levels: readonly Level[]): number {
  const price = Math.max(0, ...levels.map(discountOf))
  const shares = offers.map(offer => {
    const share = offerShare(offer)
    return offer['level-price'] === 'not together' ? share : price + ((whole - price) * share) / whole
  })
  // The till cuts reductions to the guard; points come on top of that.
  return Math.min(Math.max(price, ...shares), readPercent(guard?.discount) ?? whole)
}

function offerShare({ discount, most, limit }: OfferBlock): number {
  return most === undefined && limit === undefined ? (readDiscount(discount) ?? 0) : 0
}

/** What a yuan earns, as a part of it: the rules that always count, and the best of those that count at times. */
function pointsShare(
  { assets, earning, redemption = [] }: Document,
  { asset, levels }: { asset: string; levels: readonly Level[] },
): number {
  const [firstAsset = ''] = Object.keys(assets)
  const rules = (earning?.rules ?? [])
    .map(plainGift)
    .filter(rule => isOfPurchase(rule) && (rule.asset ?? firstAsset) === asset)
  const always = rules.filter(rule => !rule.when).reduce((sum, rule) => sum + pointsPerCent(rule), 0)
  const atTimes = Math.max(0, ...rules.filter(rule => rule.when && !rule.limit).map(pointsPerCent))
  const worth = redemption
    .map(plainUse)
    .filter(rule => (rule.asset ?? firstAsset) === asset && rule.off !== undefined)
    .map(({ off, points = 1 }) => {
      const values = typeof off === 'object' ? Object.values(off) : [off]
      return Math.max(...values.map(value => readMoney(value) ?? 0)) / points
    })
  const ofLevels = Math.max(1, ...(asset === firstAsset ? levels : []).map(level => level.times ?? 1))
  const ofRules = rules.map(rule => rule.times ?? 1)
  const times =
    earning?.multipliers === 'all'
      ? ofRules.reduce((product, factor) => product * Math.max(1, factor), ofLevels)
      : Math.max(ofLevels, ...ofRules)
  return (always + atTimes) * times * Math.max(0, ...worth)
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
