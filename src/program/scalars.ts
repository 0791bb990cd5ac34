import type { Period } from '../shared/calendar.ts'

/** The small notations of a program document: ¥3000 · 5 % · 2 years · ×1.2. Each reader returns undefined for anything else. */

/** For what the check of the program has let through: not being there is a bug of the check. */
export function must<Value>(value: Value | undefined, statement: string): Value {
  if (value === undefined) throw new Error(`the check of the program let something through: ${statement}`)
  return value
}

/** "¥3000", "¥ 3,000.50" or a bare number of yuan → 分. */
export function readMoney(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : ''
  const match = /^[¥￥]?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (!match) return undefined
  const cents = Number((match[1] ?? '').replaceAll(',', '')) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return Number.isSafeInteger(cents) ? cents : undefined
}

/** "5 %" or "2.5%" → hundredths of a percent: 500, 250. */
export function readPercent(value: unknown): number | undefined {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?\s*[%％]$/.exec(typeof value === 'string' ? value.trim() : '')
  if (!match) return undefined
  const basisPoints = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return basisPoints <= 10_000 ? basisPoints : undefined
}

/** "5 %" off, or what is left to pay: "9.5 折" and "95 折" → 500, "8 折" → 2000. */
export function readDiscount(value: unknown): number | undefined {
  const match = /^([1-9])(?:\.(\d{1,2})|([1-9]))?\s*折$/.exec(typeof value === 'string' ? value.trim() : '')
  if (!match) return readPercent(value)
  return 10_000 - Number(match[1]) * 1_000 - Number((match[2] ?? match[3] ?? '').padEnd(2, '0')) * 10
}

/** "2 years", "30 days". */
export function readPeriod(value: unknown): Period | undefined {
  const match = /^(\d{1,4}) (day|week|month|year)s?$/.exec(typeof value === 'string' ? value.trim() : '')
  if (!match || Number(match[1]) === 0) return undefined
  const units = { day: 'days', week: 'weeks', month: 'months', year: 'years' } as const
  const word = match[2]
  const unit = word === 'day' || word === 'week' || word === 'month' || word === 'year' ? units[word] : undefined
  return unit ? { count: Number(match[1]), unit } : undefined
}

/** A number of at most four decimals as an exact fraction: 1.2 → 6/5. */
export function readFraction(value: number): Fraction | undefined {
  const scaled = Math.round(value * 10_000)
  if (!Number.isFinite(value) || value < 0 || Math.abs(scaled / 10_000 - value) > 1e-9) return undefined
  return fraction(scaled, 10_000)
}

export const limitPeriods = ['receipt', 'day', 'week', 'month', 'year', 'life', 'all'] as const
export type LimitPeriod = (typeof limitPeriods)[number]

/** "500 points a day" → so many, of what, in which span. */
export function readLimit(
  value: string,
): { amount: number; counts: 'points' | 'times'; period: LimitPeriod } | undefined {
  const match = /^(\d{1,10}) (point|time)s? (?:a|in) (receipt|day|week|month|year|life|all)$/.exec(value)
  const period = limitPeriods.find(candidate => candidate === match?.[3])
  if (!match || !period) return undefined
  return { amount: Number(match[1]), counts: match[2] === 'time' ? 'times' : 'points', period }
}

/** "2 times a month", "¥200 a month": how often an offer may count, or how many 分 it may take off, in which span. */
export function readOfferLimit(
  value: string,
): { amount: number; counts: 'points' | 'times'; period: LimitPeriod; isMoney: boolean } | undefined {
  const times = readLimit(value)
  if (times?.counts === 'times') return { ...times, isMoney: false }
  const match = /^([¥￥]\S+) (?:a|in) (receipt|day|week|month|year|life|all)$/.exec(value)
  const period = limitPeriods.find(candidate => candidate === match?.[2])
  const amount = readMoney(match?.[1])
  if (amount === undefined || !period) return undefined
  return { amount, counts: 'points', period, isMoney: true }
}

export type Fraction = { num: number; den: number }

export function fraction(num: number, den: number): Fraction {
  const divisor = greatestCommonDivisor(num, den)
  return { num: num / divisor, den: den / divisor }
}

export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? Math.max(a, 1) : greatestCommonDivisor(b, a % b)
}

export function leastCommonMultiple(a: number, b: number): number {
  return (a / greatestCommonDivisor(a, b)) * b
}

/** "10:00-14:30" → minutes since midnight, the end exclusive. "24:00" is the end of the day. */
export function readHours(value: unknown): { fromMinute: number; toMinute: number } | undefined {
  const match = /^(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$/.exec(typeof value === 'string' ? value.trim() : '')
  if (!match) return undefined
  const fromMinute = Number(match[1]) * 60 + Number(match[2])
  const toMinute = Number(match[3]) * 60 + Number(match[4])
  return fromMinute < toMinute && toMinute <= 1440 ? { fromMinute, toMinute } : undefined
}
