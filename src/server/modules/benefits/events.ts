import { EventKind } from '../../platform/events.ts'

type Benefit = { memberId: number; programCode: string; benefit: string }

export const benefitIssued = new EventKind<Benefit & { issueId: string; period: string; usableThrough: string | null }>(
  'benefits/issued',
  1,
)

export const benefitUsed = new EventKind<Benefit & { useId: string; storeId: number | null }>('benefits/used', 1)
