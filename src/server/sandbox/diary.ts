import type { Reason } from '../../program/index.ts'
import type { Day } from '../../shared/calendar.ts'
import type { EntryKind } from '../modules/ledger/index.ts'

/** What a day brought, as facts. */
export type DiaryFacts =
  | { kind: 'released'; programCode: string; number: number; version: number }
  | { kind: 'birthday'; memberId: number }
  | {
      kind: 'entry'
      memberId: number
      assetId: number
      entry: EntryKind
      amount: number
      balance: number
      reasons: Reason[]
    }
  | {
      kind: 'reviewed'
      memberId: number
      programCode: string
      level: string
      /** Where the member stood before; null when the level was kept. */
      from: string | null
      nextReviewOn: Day | null
      reasons: Reason[]
    }
