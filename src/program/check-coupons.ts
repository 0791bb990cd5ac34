import { isDay } from '../shared/calendar.ts'
import { hasNoDay } from './check-days.ts'
import { checkLimits, type ReadLimit } from './check-limits.ts'
import { mostCentsOnce } from './check-offer-limits.ts'
import { askedBy } from './compare-conditions.ts'
import { readCouponLimits } from './coupons.ts'
import type { OfferBlock } from './document.ts'
import type { Finding } from './findings.ts'
import type { ParsedProgram } from './parse.ts'
import { readMoney } from './scalars.ts'

/** What the terms of a coupon can have wrong in their meaning. */
export function checkCoupon({ at }: ParsedProgram, offer: OfferBlock, index: number): Finding[] {
  const { coupon } = offer
  if (!coupon) return []
  const path = ['offers', index, 'coupon'] as const
  const findings: Finding[] = []
  const { valid } = coupon
  if (typeof valid === 'object') {
    for (const word of ['from', 'through'] as const) {
      const value = valid[word]
      if (value !== undefined && !isDay(value)) findings.push(at([...path, 'valid', word], 'not-a-day', { value }))
    }
    const { from, through } = valid
    if (from && through && from > through)
      findings.push(at([...path, 'valid', 'from'], 'days-reversed', { from, through }))
  }
  for (const [place, value] of (coupon.blackout ?? []).entries())
    if (!isDay(value)) findings.push(at([...path, 'blackout', place], 'not-a-day', { value }))
  return [...findings, ...checkCouponDays({ at }, offer, index), ...checkCouponLimits({ at }, offer, index)]
}

/** Nobody can ever use it: its own days, its blackout and the condition of its offer leave none. */
function checkCouponDays(
  { at }: Pick<ParsedProgram, 'at'>,
  { offer, when, coupon }: OfferBlock,
  index: number,
): Finding[] {
  const asked = askedBy(when ?? {})
  const blackout = coupon?.blackout ?? []
  const { from, through } = typeof coupon?.valid === 'object' ? coupon.valid : {}
  const own = { ...(from === undefined ? {} : { from }), ...(through === undefined ? {} : { through }) }
  const all = [...asked, { words: own, path: [] }]
  const days = [...all.flatMap(({ words }) => [words.from ?? [], words.through ?? []]).flat(), ...blackout]
  const isReversed = from !== undefined && through !== undefined && from > through
  // What days have wrong by themselves, or the condition without the coupon, is told there.
  if (!days.every(isDay) || isReversed || hasNoDay(asked, [])) return []
  if (!hasNoDay(all, blackout)) return []
  const word = hasNoDay(all, []) ? 'valid' : 'blackout'
  return [at(['offers', index, 'coupon', word], 'coupon-no-day', { offer }, 'warning')]
}

function checkCouponLimits({ at }: Pick<ParsedProgram, 'at'>, offer: OfferBlock, index: number): Finding[] {
  const path = ['offers', index, 'coupon', 'limit'] as const
  const limit = offer.coupon?.limit
  const kinds = (typeof limit === 'string' ? [limit] : (limit ?? [])).map(text => text.replace(/[\d.]+/, ''))
  const twice = kinds.find((kind, place) => kinds.indexOf(kind) !== place)
  if (twice !== undefined) return [at(path, 'word-twice', { word: twice.trim() })]
  const isKnown =
    (offer.off !== undefined && offer.every === undefined) ||
    (offer.discount !== undefined && offer.most !== undefined) ||
    offer.steps !== undefined
  if (readCouponLimits(limit).budgetCents !== null && !isKnown)
    return [at(path, 'budget-unknown', { offer: offer.offer })]
  const cost = mostCentsOnce(offer)
  const read = [limit ?? []].flat().map((text, place) => readOne(text, typeof limit === 'string' ? undefined : place))
  const most = cost === null ? null : { once: cost, text: `${cost}`, isExact: true }
  const ofAll = read.filter(({ period }) => period !== 'day')
  const limited = { rule: offer.offer, path, once: null, most }
  return [
    ...checkLimits(at, { ...limited, limits: ofAll }),
    // A day is one of all members together: what one member may have says nothing of it.
    ...checkLimits(at, {
      ...limited,
      limits: read.filter(({ period }) => period === 'day'),
      outer: ofAll.filter(({ period }) => period === 'all'),
    }),
  ]
}

const spans = { member: 'life', day: 'day', all: 'all' } as const

/** Coupons are counted as limits of rules are: so many of them, or the money that they can cost. */
function readOne(text: string, place: number | undefined): ReadLimit {
  const [amount = '', , word] = text.split(' ')
  const period = word === 'member' || word === 'day' || word === 'all' ? spans[word] : 'all'
  const cents = /^[¥￥]/.test(amount) ? readMoney(amount) : undefined
  return { text, place, period, counts: cents === undefined ? 'times' : 'points', amount: cents ?? Number(amount) }
}
