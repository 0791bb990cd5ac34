import type { Day } from '../../../shared/calendar.ts'
import { bigints, days, instants, integers, texts, uuids } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import type { Coupon } from './coupon.ts'

const columns = `member_id as "memberId", coupon_id as "couponId", program_code as "programCode", program_version as "programVersion",
  offer_code as "offerCode", code, claimed_at as "claimedAt", valid_from as "validFrom", valid_through as "validThrough", state,
  hold_id as "holdId", held_until as "heldUntil", receipt_id as "receiptId", used_at as "usedAt", off_cents as "offCents"`

type Row = Omit<Coupon, 'stateBefore' | 'isChanged'>

const couponOf = (row: Row): Coupon => ({ ...row, stateBefore: row.state, isChanged: false })

/** Coupons that could still be used on a day, by the primary key of their members. */
export async function findOpenCoupons(
  tx: Transaction,
  { memberIds, on }: { memberIds: readonly number[]; on: Day },
): Promise<Coupon[]> {
  if (memberIds.length === 0) return []
  const rows = await tx.rows<Row>(
    `select ${columns} from coupons.coupon
     where member_id = any($1::bigint[]) and state = 'open' and (valid_through is null or valid_through >= $2)
     order by member_id, coupon_id`,
    [bigints(memberIds, memberId => memberId), on],
  )
  return rows.map(couponOf)
}

/** Coupons of members that somebody asks for by id or code, whatever became of them. @param words as `normalCode` writes them */
export async function findNamedCoupons(
  tx: Transaction,
  { memberIds, words }: { memberIds: readonly number[]; words: readonly string[] },
): Promise<Coupon[]> {
  if (memberIds.length === 0 || words.length === 0) return []
  const rows = await tx.rows<Row>(
    `select ${columns} from coupons.coupon
     where member_id = any($1::bigint[]) and array[${normal('coupon_id::text')}, ${normal('code')}] && $2::text[]
     order by member_id, coupon_id`,
    [bigints(memberIds, memberId => memberId), texts(words, word => word)],
  )
  return rows.map(couponOf)
}

/** What `normalCode` does. */
const normal = (column: string) => `translate(upper(${column}), 'OIL- ', '011')`

/** Coupons that were used on receipts of these members. */
export async function findUsedCoupons(
  tx: Transaction,
  receipts: readonly { memberId: number; receiptId: string }[],
): Promise<Coupon[]> {
  if (receipts.length === 0) return []
  const rows = await tx.rows<Row>(
    `select ${columns} from coupons.coupon where (member_id, receipt_id) in (select * from unnest($1::bigint[], $2::uuid[]))
     order by member_id, coupon_id`,
    [bigints(receipts, receipt => receipt.memberId), uuids(receipts, receipt => receipt.receiptId)],
  )
  return rows.map(couponOf)
}

/** All coupons of a member, newest first. */
export async function listCoupons(
  tx: Transaction,
  { memberId, max }: { memberId: number; max: number },
): Promise<Coupon[]> {
  const rows = await tx.rows<Row>(
    `select ${columns} from coupons.coupon where member_id = $1 order by claimed_at desc, coupon_id desc limit $2`,
    [memberId, max],
  )
  return rows.map(couponOf)
}

export async function findCoupon(
  tx: Transaction,
  { memberId, couponId }: { memberId: number; couponId: string },
): Promise<Coupon | undefined> {
  const row = await tx.row<Row>(`select ${columns} from coupons.coupon where member_id = $1 and coupon_id = $2`, [
    memberId,
    couponId,
  ])
  return row && couponOf(row)
}

export type NewCoupon = Pick<
  Coupon,
  | 'memberId'
  | 'couponId'
  | 'programCode'
  | 'programVersion'
  | 'offerCode'
  | 'code'
  | 'claimedAt'
  | 'validFrom'
  | 'validThrough'
> & { source: 'claimed' | 'issued' | 'code' }

export async function insertCoupons(tx: Transaction, coupons: readonly NewCoupon[]): Promise<void> {
  await tx.run(
    `insert into coupons.coupon (member_id, coupon_id, program_code, program_version, offer_code, code, claimed_at, valid_from, valid_through, source, state)
     select *, 'open' from unnest($1::bigint[], $2::uuid[], $3::text[], $4::int[], $5::text[], $6::text[], $7::timestamptz[], $8::date[], $9::date[], $10::text[])`,
    [
      bigints(coupons, coupon => coupon.memberId),
      uuids(coupons, coupon => coupon.couponId),
      texts(coupons, coupon => coupon.programCode),
      integers(coupons, coupon => coupon.programVersion),
      texts(coupons, coupon => coupon.offerCode),
      texts(coupons, coupon => coupon.code),
      instants(coupons, coupon => coupon.claimedAt.getTime()),
      days(coupons, coupon => coupon.validFrom),
      days(coupons, coupon => coupon.validThrough),
      texts(coupons, coupon => coupon.source),
    ],
  )
}

/** Writes what checkouts did to coupons, in one statement; the lock of the member is held. */
export async function writeCoupons(tx: Transaction, all: readonly Coupon[]): Promise<void> {
  const coupons = all.filter(coupon => coupon.isChanged)
  if (coupons.length === 0) return
  const changed = await tx.run(
    `update coupons.coupon c set state = n.state, hold_id = n.hold_id, held_until = n.held_until, receipt_id = n.receipt_id,
       used_at = n.used_at, off_cents = n.off_cents
     from unnest($1::bigint[], $2::uuid[], $3::text[], $4::uuid[], $5::timestamptz[], $6::uuid[], $7::timestamptz[], $8::bigint[], $9::text[])
       as n (member_id, coupon_id, state, hold_id, held_until, receipt_id, used_at, off_cents, state_before)
     where c.member_id = n.member_id and c.coupon_id = n.coupon_id and c.state = n.state_before`,
    [
      bigints(coupons, coupon => coupon.memberId),
      uuids(coupons, coupon => coupon.couponId),
      texts(coupons, coupon => coupon.state),
      uuids(coupons, coupon => coupon.holdId),
      instants(coupons, coupon => coupon.heldUntil?.getTime() ?? null),
      uuids(coupons, coupon => coupon.receiptId),
      instants(coupons, coupon => coupon.usedAt?.getTime() ?? null),
      bigints(coupons, coupon => coupon.offCents),
      texts(coupons, coupon => coupon.stateBefore),
    ],
  )
  invariant(changed === coupons.length, 'nobody else changes a coupon while its member is locked')
}
