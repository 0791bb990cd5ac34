import { isDay } from '../shared/calendar.ts'
import { readCouponLimits } from './coupons.ts'
import type { OfferBlock } from './document.ts'
import type { Finding } from './findings.ts'
import type { ParsedProgram } from './parse.ts'

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
  return [...findings, ...checkLimits({ at }, offer, index)]
}

function checkLimits({ at }: Pick<ParsedProgram, 'at'>, offer: OfferBlock, index: number): Finding[] {
  const path = ['offers', index, 'coupon', 'limit'] as const
  const limit = offer.coupon?.limit
  const kinds = (typeof limit === 'string' ? [limit] : (limit ?? [])).map(text => text.replace(/[\d.]+/, ''))
  const twice = kinds.find((kind, place) => kinds.indexOf(kind) !== place)
  if (twice !== undefined) return [at(path, 'word-twice', { word: twice.trim() })]
  const isKnown =
    (offer.off !== undefined && offer.every === undefined) ||
    (offer.percent !== undefined && offer.most !== undefined) ||
    offer.steps !== undefined
  if (readCouponLimits(limit).budgetCents !== null && !isKnown)
    return [at(path, 'budget-unknown', { offer: offer.offer })]
  return []
}
