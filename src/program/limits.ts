import { addDays, type Day, startOfMonth, startOfYear, weekdayOf } from '../shared/calendar.ts'
import type { Texts } from '../shared/languages.ts'
import type { CompiledLimit } from './compiled.ts'
import type { Used } from './facts.ts'
import { moneyText } from './reasons.ts'
import type { LimitPeriod } from './scalars.ts'
import { inLanguages } from './summary-words.ts'

/**
 * What a decision used of limits: of a rule by its code, of an asset over all its rules by "asset/" and its code, of an
 * offer by "offer/" and its code. The points of an offer are the 分 that it took off.
 */
export type UsedNow = { scope: string; points: number; times: number }

/** Under which name an offer is counted. */
export function offerScope(offer: string): string {
  return `offer/${offer}`
}

/** Under which name the facts of a member carry what was used of a limit in the running period. */
export function limitKey({ scope, period }: Pick<CompiledLimit, 'scope' | 'period'>): string {
  return `${scope}|${period}`
}

/** The first day of the period that holds a day: weeks begin on Monday. What counts for ever has one day of its own. */
export function limitPeriodStart(period: LimitPeriod, on: Day): Day {
  switch (period) {
    case 'receipt':
    case 'day':
      return on
    case 'week':
      return addDays(on, -((weekdayOf(on) + 6) % 7))
    case 'month':
      return startOfMonth(on)
    case 'year':
      return startOfYear(on)
    case 'life':
    case 'all':
      return '0001-01-01'
  }
}

export type Room = { points: number; times: number }

/** What all limits together leave, and of each count the limit that leaves least, for the sentence. */
export type RoomOfLimits = {
  room: Room
  tightest: Readonly<Record<CompiledLimit['counts'], CompiledLimit | null>>
}

const unlimited: RoomOfLimits = {
  room: { points: Number.MAX_SAFE_INTEGER, times: Number.MAX_SAFE_INTEGER },
  tightest: { points: null, times: null },
}

export function roomOf(limits: readonly CompiledLimit[], used: Readonly<Record<string, Used>>): RoomOfLimits {
  if (limits.length === 0) return unlimited
  const room = { ...unlimited.room }
  const tightest = { ...unlimited.tightest }
  for (const limit of limits) {
    const left = leftOf(limit, used)
    if (left >= room[limit.counts]) continue
    room[limit.counts] = left
    tightest[limit.counts] = limit
  }
  return { room, tightest }
}

/** Which limit is told where less is given than was earned: without times left, points do not matter. */
export function bindingOf({ room, tightest }: RoomOfLimits): CompiledLimit | null {
  return room.times === 0 ? tightest.times : tightest.points
}

export function leftOf(limit: CompiledLimit, used: Readonly<Record<string, Used>>): number {
  // A receipt is a period of its own: nothing was used of it.
  const before = limit.period === 'receipt' ? 0 : (used[limitKey(limit)]?.[limit.counts] ?? 0)
  return Math.max(limit.amount - before, 0)
}

const periodTexts = {
  receipt: inLanguages('每单', '每單', 'a receipt'),
  day: inLanguages('每天', '每天', 'a day'),
  week: inLanguages('每周', '每週', 'a week'),
  month: inLanguages('每月', '每月', 'a month'),
  year: inLanguages('每年', '每年', 'a year'),
  life: inLanguages('每位会员终身', '每位會員終身', 'in the life of a member'),
  all: inLanguages('全部会员合计', '全部會員合計', 'for all members together'),
} as const satisfies Record<LimitPeriod, Texts>

export function limitText(limit: Pick<CompiledLimit, 'amount' | 'counts' | 'period' | 'isMoney'> | null): Texts {
  if (!limit) return inLanguages('', '', '')
  const { amount, counts, period } = limit
  const span = periodTexts[period]
  if (limit.isMoney) {
    const money = moneyText(amount)
    return inLanguages(`${span['zh-CN']} ${money}`, `${span['zh-TW']} ${money}`, `${money} ${span.en}`)
  }
  const [cn, tw, en] = counts === 'points' ? ['分', '分', 'points'] : ['次', '次', 'times']
  return inLanguages(
    `${span['zh-CN']} ${amount} ${cn}`,
    `${span['zh-TW']} ${amount} ${tw}`,
    `${amount} ${amount === 1 ? en.slice(0, -1) : en} ${span.en}`,
  )
}
