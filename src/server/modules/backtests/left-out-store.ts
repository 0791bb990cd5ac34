import type { Day } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'

/** What was recorded of one kind in a period; cost null where none is kept. */
export type Recorded = {
  what: 'coupons' | 'rewards' | 'benefits' | 'activity-gifts' | 'given-levels' | 'transfers'
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
    `with brought as (
       -- What gifts and coupons for activities cost: given at once, or used; null where there were none.
       select sum(cost_cents)::float8 as cost, count(*) filter (where cost_cents is null)::int as unknown
       from (
         select cost_cents from benefits.published_issue
         where program_code = $1 and state = 'given' and period like 'activity/%' and issued_on between $2 and $3
         union all
         select cost_cents from benefits.published_use u
         where program_code = $1 and used_on between $2 and $3 and not is_undone
           and exists (
             select 1 from benefits.published_issue i
             where i.member_id = u.member_id and i.program_code = u.program_code and i.benefit = u.benefit and i.period like 'activity/%')
       ) parts
       having count(*) > 0
     )
     select 'coupons' as what, count(*)::int as times, count(distinct member_id)::int as members,
       null::float8 as "costCents", null::int as "timesWithoutCost"
     from coupons.published_coupon where program_code = $1 and state <> 'used' and (claimed_at at time zone $4)::date between $2 and $3
     union all
     select 'rewards', count(*)::int, count(distinct member_id)::int, null, null
     from rewards.published_redemption where program_code = $1 and redeemed_on between $2 and $3
     union all
     select 'benefits', count(*)::int, count(distinct member_id)::int, sum(cost_cents)::float8, count(*) filter (where cost_cents is null)::int
     from benefits.published_use u where program_code = $1 and used_on between $2 and $3 and not is_undone
       and not exists (
         select 1 from benefits.published_issue i
         where i.member_id = u.member_id and i.program_code = u.program_code and i.benefit = u.benefit)
     union all
     select 'activity-gifts', count(*)::int, count(distinct member_id)::int, (select cost from brought), (select unknown from brought)
     from benefits.published_issue where program_code = $1 and period like 'activity/%' and issued_on between $2 and $3
     union all
     select 'given-levels', count(*)::int, count(distinct member_id)::int, null, null
     from levels.published_grant where program_code = $1 and way not in ('goods', 'event') and granted_on between $2 and $3
     union all
     select 'transfers', count(*)::int, count(distinct member_id)::int, null, null
     from ledger.published_movement where program_code = $1 and kind = 'transfer-out' and business_on between $2 and $3`,
    [programCode, from, to, zone],
  )
}

/** Gifts and coupons that were issued at least thirty days ago, and how many of them were used. */
export async function readGiftUse(
  tx: Transaction,
  { programCode, today, zone }: { programCode: string; today: Day; zone: string },
): Promise<{ issued: number; used: number }> {
  const row = await tx.row<{ issued: number; used: number }>(
    `select count(*)::int as issued, count(*) filter (where state = 'used')::int as used
     from (
       select state from benefits.published_issue
       where program_code = $1 and state in ('to-use', 'used') and issued_on <= $2::date - 30
       union all
       select state from coupons.published_coupon
       where program_code = $1 and source = 'issued' and state in ('open', 'used') and (claimed_at at time zone $3)::date <= $2::date - 30
     ) given`,
    [programCode, today, zone],
  )
  return row ?? { issued: 0, used: 0 }
}
