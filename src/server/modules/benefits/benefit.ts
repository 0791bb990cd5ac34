import type { BenefitGift, Reason } from '../../../program/index.ts'
import type { Day } from '../../../shared/calendar.ts'
import type { Texts } from '../../../shared/languages.ts'

export type IssueState = 'to-use' | 'given' | 'used' | 'not-issued'

/** A gift of one period for one member, or why there is none. */
export type Issue = {
  memberId: number
  issueId: string
  programCode: string
  programVersion: number
  benefit: string
  period: string
  name: Texts
  gives: BenefitGift
  state: IssueState
  usableFrom: Day
  usableThrough: Day | null
  issuedAt: Date
  issuedOn: Day
  whyNot: Reason | null
  costCents: number | null
}

export type Use = {
  memberId: number
  useId: string
  programCode: string
  benefit: string
  name: Texts
  issueId: string | null
  period: string | null
  usedAt: Date
  usedOn: Day
  storeId: number | null
  usedBy: string
  note: string | null
  costCents: number | null
  undoneAt: Date | null
  undoneBy: string | null
  undoReason: string | null
}

/** The period of what one activity brought. */
export function activityPeriod(activityId: string): string {
  return `${activityWord}${activityId}`
}

export function isOfActivity({ period }: Pick<Issue, 'period'>): boolean {
  return period.startsWith(activityWord)
}

const activityWord = 'activity/'

export const undoMsMax = 24 * 3_600_000

/** Both ends included. */
export function isUsableOn({ state, usableFrom, usableThrough }: Issue, on: Day): boolean {
  return state === 'to-use' && usableFrom <= on && (usableThrough === null || on <= usableThrough)
}
