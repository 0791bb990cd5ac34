import { checkLimits, type ReadLimit } from './check-limits.ts'
import { readSteps } from './compile-offers.ts'
import type { OfferBlock } from './document.ts'
import type { Finding } from './findings.ts'
import type { ParsedProgram } from './parse.ts'
import { readMoney, readOfferLimit } from './scalars.ts'

/** Limits of an offer that contradict each other, or that nothing can ever reach. */
export function checkOfferLimits({ at }: ParsedProgram, offer: OfferBlock, index: number): Finding[] {
  if (offer.limit === undefined) return []
  const path = ['offers', index, 'limit'] as const
  if (offer.coupon) return [at(path, 'offer-limit-coupon', { offer: offer.offer })]
  const isList = Array.isArray(offer.limit)
  const limits = [offer.limit].flat().flatMap((text, place): ReadLimit[] => {
    const read = readOfferLimit(text)
    return read ? [{ text, place: isList ? place : undefined, ...read }] : []
  })
  if (limits.some(({ amount }) => amount === 0))
    return [at(path, 'offer-gives-nothing', { offer: offer.offer, word: 'limit' })]
  const most = mostCentsOnce(offer)
  const once = most === null ? null : { once: most, text: wordsOfMost(offer) }
  return checkLimits(at, { rule: offer.offer, path, limits, once: 'receipt', most: once }, 'error')
}

/** The most that one use takes off, in 分; null where nobody can say before the receipt. */
export function mostCentsOnce({ off, every, discount, most, steps }: OfferBlock): number | null {
  if (off !== undefined && every === undefined) return readMoney(off) ?? null
  if (discount !== undefined && most !== undefined) return readMoney(most) ?? null
  return steps ? Math.max(...readSteps(steps).map(({ offCents }) => offCents)) : null
}

function wordsOfMost({ off, most, steps }: OfferBlock): string {
  if (off !== undefined) return `off: ${off}`
  return most === undefined ? `steps: ${Object.values(steps ?? {}).at(-1)}` : `most: ${most}`
}
