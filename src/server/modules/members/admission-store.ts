import type { Transaction } from '../../platform/database.ts'

/** @returns false where somebody has joined with this receipt already */
export async function claimReceipt(
  tx: Transaction,
  { receiptId, memberId }: { receiptId: string; memberId: number },
): Promise<boolean> {
  const row = await tx.row(
    'insert into members.joining_receipt (receipt_id, member_id) values ($1, $2) on conflict do nothing returning 1 as done',
    [receiptId, memberId],
  )
  return row !== undefined
}

export async function writeJoiningWay(
  tx: Transaction,
  { memberId, way }: { memberId: number; way: string },
): Promise<void> {
  await tx.run('update members.member set joining_way = $2 where member_id = $1', [memberId, way])
}
