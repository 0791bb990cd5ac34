import type { Day } from '../../../shared/calendar.ts'
import { bigints, days, smallints, texts, uuids } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'

/** One entry of a transfer, as it lies with its member. */
export type TransferSide = {
  memberId: number
  assetId: number
  version: number
  transferId: string
  otherMemberId: number
  amount: number
  givenOn: Day
  reason: string
  askedBy: { id: string; name: string }
}

export async function insertTransferSides(tx: Transaction, sides: readonly TransferSide[]): Promise<void> {
  await tx.run(
    `insert into ledger.transfer (member_id, asset_id, version, transfer_id, other_member_id, amount, given_on, reason, asked_by, asked_by_name)
     select * from unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::uuid[], $5::bigint[], $6::bigint[], $7::date[], $8::text[], $9::text[], $10::text[])`,
    [
      bigints(sides, side => side.memberId),
      smallints(sides, side => side.assetId),
      bigints(sides, side => side.version),
      uuids(sides, side => side.transferId),
      bigints(sides, side => side.otherMemberId),
      bigints(sides, side => side.amount),
      days(sides, side => side.givenOn),
      texts(sides, side => side.reason),
      texts(sides, side => side.askedBy.id),
      texts(sides, side => side.askedBy.name),
    ],
  )
}

/** What a member gave to others since a day. Read it after the member is locked. */
export async function sumGiven(
  tx: Transaction,
  { memberId, assetId, since }: { memberId: number; assetId: number; since: Day },
): Promise<number> {
  const row = await tx.row<{ given: number }>(
    `select coalesce(-sum(amount), 0)::bigint as given from ledger.transfer
     where member_id = $1 and asset_id = $2 and given_on >= $3 and amount < 0`,
    [memberId, assetId, since],
  )
  return row?.given ?? 0
}
