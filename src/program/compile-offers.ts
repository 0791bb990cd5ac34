import type { Texts } from '../shared/languages.ts'
import type { CompiledLimit } from './compiled.ts'
import type { CompiledGuard, CompiledOffer, OfferGift } from './compiled-offers.ts'
import { compileCondition } from './conditions.ts'
import { compileCoupon } from './coupons.ts'
import { describeCondition } from './describe-condition.ts'
import { offerScope } from './limits.ts'
import { completeTexts } from './names.ts'
import type { GuardBlock, OfferBlock } from './offers-schema.ts'
import { must, readDiscount, readMoney, readOfferLimit, readPercent } from './scalars.ts'

/** Offers in the order in which they are applied, whatever the order of the file. */
export function compileOffers(
  offers: readonly OfferBlock[] | undefined,
  levelNames: ReadonlyMap<string, Texts>,
): CompiledOffer[] {
  return (offers ?? []).map(offer => compileOffer(offer, levelNames)).toSorted(inOrderOfUse)
}

/** Prices of single goods come first, what is taken off the whole receipt after them, shipping last. */
const stages: readonly OfferGift['kind'][] = [
  'prices',
  'exchange',
  'gift',
  'pay',
  'percent',
  'steps',
  'off',
  'free-shipping',
]

export function inOrderOfUse(a: CompiledOffer, b: CompiledOffer): number {
  const byStage = stages.indexOf(a.gives.kind) - stages.indexOf(b.gives.kind)
  return byStage === 0 ? (a.offer < b.offer ? -1 : a.offer > b.offer ? 1 : 0) : byStage
}

function compileOffer(offer: OfferBlock, levelNames: ReadonlyMap<string, Texts>): CompiledOffer {
  return {
    offer: offer.offer,
    name: completeTexts(offer.name),
    test: compileCondition(offer.when),
    when: describeCondition(offer.when, levelNames),
    gives: compileGift(offer),
    isAlone: offer.stacks === 'alone',
    group: offer.group ?? null,
    keepsLevelPrice: offer['level-price'] !== 'the better one',
    limits: compileOfferLimits(offer),
    coupon: compileCoupon(offer.coupon),
  }
}

function compileOfferLimits({ offer, limit = [], coupon }: OfferBlock): CompiledLimit[] {
  if (coupon) return []
  return [limit]
    .flat()
    .map(text => ({ scope: offerScope(offer), ...must(readOfferLimit(text), 'a limit is understood') }))
}

function compileGift({ off, every, discount, most, steps, pay, prices, gift, exchange }: OfferBlock): OfferGift {
  if (off !== undefined)
    return { kind: 'off', cents: must(readMoney(off), 'off is money'), everyCents: readMoney(every) ?? null }
  if (discount !== undefined) {
    const basisPoints = must(readDiscount(discount), 'a discount is understood')
    return { kind: 'percent', basisPoints, mostCents: readMoney(most) ?? null }
  }
  if (steps) return { kind: 'steps', steps: readSteps(steps) }
  if (pay !== undefined) return { kind: 'pay', ...must(readPay(pay), 'pay is "2 of 3"') }
  if (prices) {
    const cents = Object.entries(prices).map(
      ([sku, price]) => [sku, must(readMoney(price), 'prices are money')] as const,
    )
    return { kind: 'prices', cents: new Map(cents) }
  }
  if (gift !== undefined) return { kind: 'gift', sku: gift }
  if (exchange) return { kind: 'exchange', sku: exchange.goods, cents: must(readMoney(exchange.for), 'for is money') }
  return { kind: 'free-shipping' }
}

/** From the lowest to the highest. */
export function readSteps(steps: NonNullable<OfferBlock['steps']>): { fromCents: number; offCents: number }[] {
  return Object.entries(steps)
    .map(([from, off]) => ({
      fromCents: must(readMoney(from), 'a step begins at money'),
      offCents: must(readMoney(off), 'a step takes money off'),
    }))
    .toSorted((a, b) => a.fromCents - b.fromCents)
}

/** "2 of 3". */
export function readPay(pay: string): { paid: number; of: number } | undefined {
  const match = /^(\d+) of (\d+)$/.exec(pay)
  return match ? { paid: Number(match[1]), of: Number(match[2]) } : undefined
}

export function compileGuard(guard: GuardBlock | undefined): CompiledGuard | null {
  if (!guard) return null
  return {
    marginBasisPoints: readPercent(guard.margin) ?? null,
    discountBasisPoints: readPercent(guard.discount) ?? null,
  }
}
