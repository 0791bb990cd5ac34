import type { Day } from '../shared/calendar.ts'
import type { SaleChannel } from '../shared/channels.ts'
import type { Texts } from '../shared/languages.ts'
import type { CompiledLimit, Gift } from './compiled.ts'
import type { Test } from './conditions.ts'

export type BenefitOccasion = 'birthday' | 'month' | 'joining' | 'level' | 'activity'

/** When something issued can be used: days around the birthday, so many days after it was issued, or the usual. */
export type Usable =
  | { kind: 'around'; before: number; after: number }
  | { kind: 'days'; days: number }
  | { kind: 'usual' }

/** How often a service can be had, in the year or month of the calendar. */
export type Share = { amount: number; period: 'year' | 'month' }

export type BenefitKind =
  /** `activity` is its code, null on other occasions; limits bound what activities bring. */
  | {
      kind: 'issued'
      on: BenefitOccasion
      activity: string | null
      gives: BenefitGift
      usable: Usable
      limits: readonly CompiledLimit[]
    }
  /** By level, or `everybody` who has the benefit alike. */
  | { kind: 'counted'; shares: Readonly<Record<string, Share>>; everybody: Share | null }
  /** `days` for every level that has it, unless a level has its own. */
  | { kind: 'early'; days: number; daysOfLevel: Readonly<Record<string, number>> | null }
  | { kind: 'words' }

export type BenefitGift = Exclude<Gift, { kind: 'level-up' }>

export type CompiledBenefit = {
  benefit: string
  name: Texts
  /** null: every member. */
  levels: readonly string[] | null
  content: BenefitKind
  test: Test
  when: Texts | null
}

/** One way of joining. Days are both included; null: no bound. */
export type CompiledWay = {
  way: string
  name: Texts
  from: Day | null
  through: Day | null
  /** Through which channels it can be taken; null: any. */
  channels: readonly SaleChannel[] | null
  /** In 分: a receipt of at least so much; null: none is needed for itself. */
  receiptFromCents: number | null
  /** In 分, and the goods that it is sold as; null: no fee. */
  fee: { cents: number; sku: string } | null
  /** Somebody of the shop has to agree; whoever waits for that is no member yet. */
  needsApproval: boolean
}
