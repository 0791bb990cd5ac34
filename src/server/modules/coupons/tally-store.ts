import type { Day } from '../../../shared/calendar.ts'
import { bigints } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'

export type OfferKey = { programCode: string; offerCode: string }

/**
 * Counts one more for each member who may still have one. The row is locked by the update that counts, so that whoever
 * comes at the same moment sees the new count. @returns who had room
 */
export async function countForMembers(
  tx: Transaction,
  { programCode, offerCode }: OfferKey,
  { memberIds, limit }: { memberIds: readonly number[]; limit: number | null },
): Promise<Set<number>> {
  const rows = await tx.rows<{ member_id: number }>(
    `insert into coupons.member_tally as known (member_id, program_code, offer_code, given)
     select member_id, $2, $3, 1 from unnest($1::bigint[]) as asked (member_id) order by member_id
     on conflict (member_id, program_code, offer_code) do update set given = known.given + 1
       where $4::bigint is null or known.given < $4
     returning member_id`,
    [bigints(memberIds, memberId => memberId), programCode, offerCode, limit],
  )
  return new Set(rows.map(row => row.member_id))
}

export type Counted = {
  period: 'in all' | Day
  count: number
  limit: number | null
  promisedCents: number
  budgetCents: number | null
}

/** Counts so many more of an offer, all or none. @returns whether there was room */
export async function countInAll(
  tx: Transaction,
  { programCode, offerCode }: OfferKey,
  { period, count, limit, promisedCents, budgetCents }: Counted,
): Promise<boolean> {
  const counted = await tx.run(
    `insert into coupons.tally as known (program_code, offer_code, period, given, promised_cents)
     select $1, $2, $3, $4::bigint, $5::bigint
     where ($6::bigint is null or $4::bigint <= $6) and ($7::bigint is null or $5::bigint <= $7)
     on conflict (program_code, offer_code, period) do update
       set given = known.given + excluded.given, promised_cents = known.promised_cents + excluded.promised_cents
       where ($6::bigint is null or known.given + excluded.given <= $6)
         and ($7::bigint is null or known.promised_cents + excluded.promised_cents <= $7)`,
    [programCode, offerCode, period, count, promisedCents, limit, budgetCents],
  )
  return counted === 1
}
