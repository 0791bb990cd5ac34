import { readSteps } from './compile-offers.ts'
import type { OfferBlock } from './document.ts'
import type { Finding } from './findings.ts'
import type { ParsedProgram } from './parse.ts'
import { type LimitPeriod, readMoney, readOfferLimit } from './scalars.ts'

type Read = { text: string } & NonNullable<ReturnType<typeof readOfferLimit>>

/** Limits of an offer that contradict each other, or that nothing can ever reach. */
export function checkOfferLimits({ at }: ParsedProgram, offer: OfferBlock, index: number): Finding[] {
  if (offer.limit === undefined) return []
  const path = ['offers', index, 'limit'] as const
  if (offer.coupon) return [at(path, 'offer-limit-coupon', { offer: offer.offer })]
  const limits = [offer.limit].flat().flatMap((text): Read[] => {
    const read = readOfferLimit(text)
    return read ? [{ text, ...read }] : []
  })
  const most = mostCentsOnce(offer)
  return limits.flatMap((limit, place) => {
    const { amount, text } = limit
    if (amount === 0) return [at(path, 'offer-gives-nothing', { offer: offer.offer, word: 'limit' })]
    const values = { offer: offer.offer, limit: text }
    if (limits.slice(0, place).some(other => isSameSpan(limit, other))) return [at(path, 'limit-twice', values)]
    if (limit.period === 'receipt' && limit.counts === 'times')
      return [at(path, 'limit-once-anyway', values, 'warning')]
    const first = reachedBefore(limit, limits, most)
    return first === null ? [] : [at(path, 'limit-never', { ...values, other: first }, 'warning')]
  })
}

function isSameSpan(a: Read, b: Read): boolean {
  return a.counts === b.counts && a.period === b.period
}

/** What keeps a limit from ever being reached. */
function reachedBefore(limit: Read, limits: readonly Read[], most: number | null): string | null {
  if (limit.period === 'receipt' && most !== null && most <= limit.amount) return 'off / steps / most'
  return limits.find(other => other.counts === limit.counts && neverBinds(limit, other))?.text ?? null
}

/** Which spans lie whole within which, and how many fit at most. A week may lie in two months, or in two years. */
const fits: Readonly<Record<LimitPeriod, Partial<Record<LimitPeriod, number>>>> = {
  receipt: {},
  day: { receipt: Infinity },
  week: { receipt: Infinity, day: 7 },
  month: { receipt: Infinity, day: 31 },
  year: { receipt: Infinity, day: 366, month: 12 },
  life: { receipt: Infinity, day: Infinity, week: Infinity, month: Infinity, year: Infinity },
  all: { receipt: Infinity, day: Infinity, week: Infinity, month: Infinity, year: Infinity, life: Infinity },
}

/** A span within another that allows no less is never reached first; nor is one that the spans within it cannot fill. */
function neverBinds(limit: Read, other: Read): boolean {
  if (fits[other.period][limit.period] !== undefined) return limit.amount >= other.amount
  const within = fits[limit.period][other.period]
  return within !== undefined && other.amount * within <= limit.amount
}

/** The most that one use takes off, in 分; null where nobody can say before the receipt. */
function mostCentsOnce({ off, every, discount, most, steps }: OfferBlock): number | null {
  if (off !== undefined && every === undefined) return readMoney(off) ?? null
  if (discount !== undefined && most !== undefined) return readMoney(most) ?? null
  return steps ? Math.max(...readSteps(steps).map(({ offCents }) => offCents)) : null
}
