import type { Day } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'

/** What was recorded of one kind in a period; cost null where none is kept. */
export type Recorded = {
  what: 'coupons' | 'rewards' | 'benefits' | 'activities' | 'given-levels' | 'transfers'
  times: number
  members: number
  costCents: number | null
  timesWithoutCost: number | null
}

/** What happened beside receipts under a program: it is told, and never replayed. Walks what one period holds. */
export async function readBesideReceipts(
  tx: Transaction,
  { programCode, from, to, zone }: { programCode: string; from: Day; to: Day; zone: string },
): Promise<Recorded[]> {
  return tx.rows<Recorded>(
    `select 'coupons' as what, count(*)::int as times, count(distinct member_id)::int as members,
       null::float8 as "costCents", null::int as "timesWithoutCost"
     from coupons.published_coupon where program_code = $1 and state <> 'used' and (claimed_at at time zone $4)::date between $2 and $3
     union all
     select 'rewards', count(*)::int, count(distinct member_id)::int, null, null
     from rewards.published_redemption where program_code = $1 and redeemed_on between $2 and $3
     union all
     select 'benefits', count(*)::int, count(distinct member_id)::int, sum(cost_cents)::float8, count(*) filter (where cost_cents is null)::int
     from (
       select member_id, cost_cents from benefits.published_issue where program_code = $1 and issued_on between $2 and $3
       union all
       select member_id, cost_cents from benefits.published_use where program_code = $1 and used_on between $2 and $3 and not is_undone
     ) given
     union all
     select 'activities', count(*)::int, count(distinct member_id)::int, null, null
     from activities.published_activity where program_code = $1 and happened_on between $2 and $3
     union all
     select 'given-levels', count(*)::int, count(distinct member_id)::int, null, null
     from levels.published_grant where program_code = $1 and way <> 'goods' and granted_on between $2 and $3
     union all
     select 'transfers', count(*)::int, count(distinct member_id)::int, null, null
     from ledger.published_movement where program_code = $1 and kind = 'transfer-out' and business_on between $2 and $3`,
    [programCode, from, to, zone],
  )
}
