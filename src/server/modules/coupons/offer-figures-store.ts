import type { Day } from '../../../shared/calendar.ts'
import { bigints, days, integers, texts } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'

/** What an offer took off on a day; negative for receipts that never happened. */
export type OfferDelta = { businessOn: Day; programCode: string; offerCode: string; uses: number; offCents: number }

/** Adds up what the offers of a batch of receipts took off. */
export async function insertOfferDeltas(tx: Transaction, deltas: readonly OfferDelta[]): Promise<void> {
  if (deltas.length === 0) return
  await tx.run(
    `insert into coupons.offer_delta (business_on, program_code, offer_code, uses, off_cents)
     select business_on, program_code, offer_code, sum(uses), sum(off_cents)
     from unnest($1::date[], $2::text[], $3::text[], $4::int[], $5::bigint[]) as d (business_on, program_code, offer_code, uses, off_cents)
     group by 1, 2, 3`,
    [
      days(deltas, delta => delta.businessOn),
      texts(deltas, delta => delta.programCode),
      texts(deltas, delta => delta.offerCode),
      integers(deltas, delta => delta.uses),
      bigints(deltas, delta => delta.offCents),
    ],
  )
}

/** Moves the deltas of finished batches into the totals of their days. @returns how many were folded */
export async function foldOfferDeltas(tx: Transaction): Promise<number> {
  const row = await tx.row<{ folded: number }>(
    `with taken as (
       delete from coupons.offer_delta where ctid = any(array(select ctid from coupons.offer_delta limit 10000 for update skip locked))
       returning business_on, program_code, offer_code, uses, off_cents
     ), summed as (
       select business_on, program_code, offer_code, sum(uses) as uses, sum(off_cents) as off_cents, count(*) as deltas from taken group by 1, 2, 3
     ), folded as (
       insert into coupons.offer_total (business_on, program_code, offer_code, uses, off_cents)
       select business_on, program_code, offer_code, uses, off_cents from summed order by 2, 3, 1
       on conflict (program_code, offer_code, business_on) do update set uses = offer_total.uses + excluded.uses,
         off_cents = offer_total.off_cents + excluded.off_cents
     )
     select coalesce(sum(deltas), 0)::bigint as folded from summed`,
  )
  return row?.folded ?? 0
}

export type OfferFigures = {
  programCode: string
  offerCode: string
  uses: number
  offCents: number
  issued: number
  open: number
}

/** What each offer took off since it began, and how many of its coupons were given. Deltas that wait are counted all the same. */
export function listOfferFigures(tx: Transaction): Promise<OfferFigures[]> {
  return tx.rows<OfferFigures>(
    `with used as (
       select program_code, offer_code, sum(uses) as uses, sum(off_cents) as off_cents
       from (select program_code, offer_code, uses, off_cents from coupons.offer_total
             union all select program_code, offer_code, uses, off_cents from coupons.offer_delta) as counted
       group by 1, 2
     ), held as (
       select program_code, offer_code, count(*) as issued, count(*) filter (where state = 'open') as open
       from coupons.coupon group by 1, 2
     )
     select program_code as "programCode", offer_code as "offerCode", coalesce(uses, 0)::bigint as uses,
       coalesce(off_cents, 0)::bigint as "offCents", coalesce(issued, 0)::bigint as issued, coalesce(open, 0)::bigint as open
     from used full join held using (program_code, offer_code)`,
  )
}
