import type { LevelDeed } from '../../../backtest/index.ts'
import type { LineKind } from '../../../program/index.ts'
import type { Day } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'

/** SKU, class, brand, kind, weighed, units, gross, manual discount, tax, cost: as JSON, which is read faster than arrays. */
export type SoldLine = [
  string,
  string | null,
  string | null,
  LineKind,
  boolean,
  number,
  number,
  number,
  number,
  number | null,
]
/** The line of the sale, from 0, and how many units came back. */
export type ReturnedLine = [number, number]

/** The offer of a coupon that a receipt used, and when it was claimed; null: the coupon came back and is elsewhere. */
export type UsedCoupon = [string, string | null]

/** Points moved by hand: their code, how many, when they end, whether by inactivity, whether to another member. */
export type MovedByHand = [string, number, string | null, boolean, boolean]

/** A level that staff gave: its code, what was done, and its last day. */
export type LevelByHand = [string, LevelDeed, Day | null]

export type HistoryRow = {
  member_id: number
  /** Of an activity: its own id. */
  receipt_id: string
  store_id: number | null
  at: Date
  comes_back: number
  promoter: string | null
  channel: string
  tenders: { kind: string }[]
} & (
  | { kind: 'sale'; lines: SoldLine[]; coupons: UsedCoupon[] | null }
  | { kind: 'refund' | 'void'; lines: ReturnedLine[] }
  | { kind: 'activity'; lines: null; code: string }
  | { kind: 'movement'; lines: MovedByHand[] }
  | { kind: 'level'; lines: LevelByHand[] }
)

/**
 * What is read beside receipts, as far as a shop has any; the activities, by their codes, that are not; and the program
 * whose points and levels were moved by hand.
 */
export type Asked = {
  hasCoupons: boolean
  hasOthers: boolean
  without: readonly string[]
  programCode: string
  zone: string
}

/** So many rows at a time travel from the database: some megabytes. */
const batchRows = 5_000

/**
 * What happened on one business day, in the order of time, a batch at a time through a cursor of the database. It walks
 * the indexes by day of receipts and refunds. A refund that was recorded before its sale follows it.
 * Coupons, activities and what was moved by hand are looked for only in a shop that has some; of one instant, an activity follows the receipt.
 */
export async function* readDay(
  tx: Transaction,
  day: Day,
  { hasCoupons, hasOthers, without, programCode, zone }: Asked,
): AsyncGenerator<HistoryRow[]> {
  const values = hasOthers ? [day, without, programCode, zone] : [day]
  await tx.run(
    `declare backtest_day no scroll cursor for
     select 'sale' as kind, s.member_id, s.receipt_id, s.store_id, s.sold_at as at, s.promoter, s.channel, s.tenders,
       (select count(*)::int from checkout.published_refund f where f.member_id = s.member_id and f.receipt_id = s.receipt_id) as comes_back,
       (select json_agg(json_build_array(l.sku, l.class, l.brand, l.kind, l.is_weighed, l.units, l.gross_cents, l.manual_discount_cents, l.tax_cents, l.cost_cents) order by l.line_number)
        from checkout.published_sale_line l where l.member_id = s.member_id and l.receipt_id = s.receipt_id) as lines,
       ${hasCoupons ? couponsOfSale : 'null::json'} as coupons${hasOthers ? ', null as code' : ''}
     from checkout.published_sale s where s.business_on = $1
     union all
     select case when f.is_void then 'void' else 'refund' end, f.member_id, f.receipt_id, s.store_id, greatest(f.refunded_at, s.sold_at), null, '', '[]'::jsonb, 0,
       (select json_agg(json_build_array((select count(*) from checkout.published_sale_line l where l.member_id = f.member_id and l.receipt_id = f.receipt_id and l.line_number < r.line_number), r.units) order by r.line_number)
        from checkout.published_refund_line r where r.member_id = f.member_id and r.refund_id = f.refund_id), null${hasOthers ? ', null' : ''}
     from checkout.published_refund f join checkout.published_sale s using (member_id, receipt_id)
     where (f.business_on = $1 and s.business_on <= $1) or (s.business_on = $1 and f.business_on < $1)
     ${hasOthers ? othersOfDay : ''}
     order by at, kind desc, receipt_id`,
    values,
  )
  for (;;) {
    const rows = await tx.rows<HistoryRow>(`fetch ${batchRows} from backtest_day`)
    if (rows.length > 0) yield rows
    if (rows.length < batchRows) break
  }
  await tx.run('close backtest_day')
}

const couponsOfSale = `(select json_agg(json_build_array(u.offer_code, c.claimed_at) order by u.offer_code)
  from checkout.published_coupon_use u
  left join coupons.published_coupon c on c.member_id = u.member_id and c.receipt_id = u.receipt_id and c.offer_code = u.offer_code
  where u.member_id = s.member_id and u.receipt_id = s.receipt_id)`

const othersOfDay = `union all
     select 'activity', a.member_id, a.activity_id, a.store_id, a.happened_at, null, a.channel, '[]'::jsonb, 0, null, null, a.code
     from activities.published_activity a where a.happened_on = $1 and a.code <> all($2::text[])
     union all
     select 'movement', h.member_id, null, null, h.posted_at, null, '', '[]'::jsonb, 0,
       json_build_array(json_build_array(h.asset, h.amount, h.expires_at, h.is_idle, h.kind <> 'adjust')), null, null
     from ledger.published_by_hand h where h.business_on = $1 and h.program_code = $3
     union all
     select 'level', l.member_id, null, null, coalesce(l.done_at, ((l.done_on + 1)::timestamp at time zone $4) - interval '1 second'), null, '', '[]'::jsonb, 0,
       json_build_array(json_build_array(l.level, l.deed, l.through_on)), null, null
     from levels.published_by_hand l where l.done_on = $1 and l.program_code = $3`

/** Whether anything but receipts was ever recorded that is replayed. */
export async function hasAnyOther(tx: Transaction): Promise<boolean> {
  const row = await tx.row<{ has: boolean }>(
    `select exists (select 1 from activities.published_activity) or exists (select 1 from ledger.published_by_hand)
       or exists (select 1 from levels.published_by_hand) as has`,
  )
  return row?.has ?? false
}

/** Whether levels were given by hand on days that are replayed. */
export async function hasLevelsByHand(
  tx: Transaction,
  { programCode, from, through }: { programCode: string; from: Day; through: Day },
): Promise<boolean> {
  const row = await tx.row<{ has: boolean }>(
    `select exists (select 1 from levels.published_by_hand where program_code = $1 and done_on between $2 and $3) as has`,
    [programCode, from, through],
  )
  return row?.has ?? false
}

export async function hasAnyCoupon(tx: Transaction): Promise<boolean> {
  const row = await tx.row<{ has: boolean }>('select exists (select 1 from coupons.published_coupon) as has')
  return row?.has ?? false
}

/** How much there is to replay, for the progress. */
export async function countHistory(
  tx: Transaction,
  { from, through, without, programCode }: { from: Day; through: Day } & Pick<Asked, 'without' | 'programCode'>,
): Promise<number> {
  const row = await tx.row<{ events: number }>(
    `select (select count(*) from checkout.published_sale where business_on between $1 and $2)
       + (select count(*) from checkout.published_refund where business_on between $1 and $2)
       + (select count(*) from activities.published_activity where happened_on between $1 and $2 and code <> all($3::text[]))
       + (select count(*) from ledger.published_by_hand where business_on between $1 and $2 and program_code = $4)
       + (select count(*) from levels.published_by_hand where done_on between $1 and $2 and program_code = $4) as events`,
    [from, through, without, programCode],
  )
  return row?.events ?? 0
}

export async function firstDayOfHistory(tx: Transaction): Promise<Day | null> {
  const row = await tx.row<{ day: Day | null }>(
    `select least(min(business_on), (select min(happened_on) from activities.published_activity)) as day
     from checkout.published_sale`,
  )
  return row?.day ?? null
}

/** All members, in the order of their ids. */
export async function listMemberIds(tx: Transaction): Promise<number[]> {
  const rows = await tx.rows<{ member_id: number }>('select member_id from members.published_member order by member_id')
  return rows.map(row => row.member_id)
}

/** The numbers by which the shop knows members. */
export async function numbersOf(tx: Transaction, memberIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await tx.rows<{ member_id: number; member_number: string }>(
    'select member_id, member_number from members.published_member where member_id = any($1)',
    [memberIds],
  )
  return new Map(rows.map(row => [row.member_id, row.member_number]))
}

/** How often points were used, by how many, and which part of what was there. Adjusted and imported points count as there. */
export async function readRedemptions(
  tx: Transaction,
  programCode: string,
): Promise<{
  redemptions: number
  redeemers: number
  earners: number
  usedPercent: number | null
  firstDay: Day | null
  lastDay: Day | null
}> {
  const row = await tx.row<{
    redemptions: number
    redeemers: number
    earners: number
    usedPercent: number | null
    firstDay: Day | null
    lastDay: Day | null
  }>(
    `select count(*) filter (where kind = 'redeem') as redemptions,
       count(distinct member_id) filter (where kind = 'redeem') as redeemers,
       count(distinct member_id) filter (where kind = 'earn') as earners,
       (100.0 * sum(-amount) filter (where kind = 'redeem') / nullif(sum(posted_after - amount) filter (where kind = 'redeem'), 0))::float8 as "usedPercent",
       min(business_on) filter (where kind = 'redeem') as "firstDay", max(business_on) filter (where kind = 'redeem') as "lastDay"
     from ledger.published_movement where program_code = $1 and kind in ('redeem', 'earn')`,
    [programCode],
  )
  return row ?? { redemptions: 0, redeemers: 0, earners: 0, usedPercent: null, firstDay: null, lastDay: null }
}

/** How many points waited for an activity until it was reported, lot by lot, and for how many days at the median. */
export async function readWaits(
  tx: Transaction,
  { programCode, zone }: { programCode: string; zone: string },
): Promise<{ waits: number; medianDays: number | null }> {
  const row = await tx.row<{ waits: number; medianDays: number | null }>(
    `select count(*)::int as waits, (percentile_disc(0.5) within group (
         order by (usable_from at time zone $2)::date - (earned_at at time zone $2)::date))::int as "medianDays"
     from ledger.published_wait where program_code = $1 and usable_from is not null`,
    [programCode, zone],
  )
  return row ?? { waits: 0, medianDays: null }
}
