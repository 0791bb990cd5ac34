import { createHash } from 'node:crypto'
import { bigints, byteas, texts, uuids } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'
import { normalCode } from './coupon-code.ts'
import type { OfferKey } from './tally-store.ts'

export type CodeRow = {
  kind: 'personal' | 'shared' | 'batch'
  programCode: string
  offerCode: string
  memberId: number | null
  couponId: string | null
  isCancelled: boolean
}

export function hashOf(code: string): Buffer {
  return createHash('sha256').update(code).digest()
}

/** One look-up by the primary key. */
export function findCode(tx: Transaction, code: string): Promise<CodeRow | undefined> {
  return tx.row<CodeRow>(
    `select c.kind, c.program_code as "programCode", c.offer_code as "offerCode", c.member_id as "memberId", c.coupon_id as "couponId",
       coalesce(b.state = 'cancelled', false) as "isCancelled"
     from coupons.code c left join coupons.batch b using (batch_id) where c.code_hash = $1`,
    [hashOf(code)],
  )
}

/** Gives a code of a batch to a member; false when somebody was faster. */
export async function takeCode(
  tx: Transaction,
  { code, memberId, couponId }: { code: string; memberId: number; couponId: string },
): Promise<boolean> {
  const taken = await tx.run(
    `update coupons.code set member_id = $2, coupon_id = $3 where code_hash = $1 and member_id is null and kind = 'batch'`,
    [hashOf(code), memberId, couponId],
  )
  return taken === 1
}

export type OwnedCode = { code: string; memberId: number; couponId: string }

/** Codes that coupons bring with them. */
export async function insertPersonalCodes(
  tx: Transaction,
  { programCode, offerCode }: OfferKey,
  { codes, madeAt }: { codes: readonly OwnedCode[]; madeAt: Date },
): Promise<void> {
  await tx.run(
    `insert into coupons.code (code_hash, code, member_id, coupon_id, program_code, offer_code, kind, made_at)
     select *, $5, $6, 'personal', $7::timestamptz from unnest($1::bytea[], $2::text[], $3::bigint[], $4::uuid[])`,
    [
      byteas(codes, ({ code }) => hashOf(code)),
      texts(codes, ({ code }) => code),
      bigints(codes, ({ memberId }) => memberId),
      uuids(codes, ({ couponId }) => couponId),
      programCode,
      offerCode,
      madeAt,
    ],
  )
}

/** False when there is such a code already. */
export async function insertSharedCode(
  tx: Transaction,
  { programCode, offerCode }: OfferKey,
  { code, madeAt }: { code: string; madeAt: Date },
): Promise<boolean> {
  const inserted = await tx.run(
    `insert into coupons.code (code_hash, code, program_code, offer_code, kind, made_at) values ($1, $2, $3, $4, 'shared', $5)
     on conflict do nothing`,
    [hashOf(normalCode(code)), code, programCode, offerCode, madeAt],
  )
  return inserted === 1
}

export function listSharedCodes(tx: Transaction): Promise<(OfferKey & { code: string })[]> {
  return tx.rows(
    `select program_code as "programCode", offer_code as "offerCode", code from coupons.code where kind = 'shared'
     order by program_code, offer_code, code`,
  )
}

/** @returns how many were new: of 2^80 codes two are never the same by chance, and if they were, one more is made */
export function insertBatchCodes(
  tx: Transaction,
  { programCode, offerCode }: OfferKey,
  { batchId, codes, madeAt }: { batchId: string; codes: readonly string[]; madeAt: Date },
): Promise<number> {
  return tx.run(
    `insert into coupons.code (code_hash, code, program_code, offer_code, kind, batch_id, made_at)
     select *, $3, $4, 'batch', $5::uuid, $6::timestamptz from unnest($1::bytea[], $2::text[])
     on conflict do nothing`,
    [byteas(codes, hashOf), texts(codes, code => code), programCode, offerCode, batchId, madeAt],
  )
}

/** Codes of a batch in the order of their hashes, so that a long list is read page by page. */
export function listBatchCodes(
  tx: Transaction,
  { batchId, after, max }: { batchId: string; after: Buffer; max: number },
): Promise<{ hash: Buffer; code: string; isClaimed: boolean }[]> {
  return tx.rows(
    `select code_hash as hash, code, member_id is not null as "isClaimed" from coupons.code
     where batch_id = $1 and code_hash > $2 order by code_hash limit $3`,
    [batchId, after, max],
  )
}
