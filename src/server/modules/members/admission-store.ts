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

/** Whether somebody has joined with a receipt already. */
export async function isReceiptUsed(tx: Transaction, receiptId: string): Promise<boolean> {
  return (
    (await tx.row('select 1 as found from members.joining_receipt where receipt_id = $1', [receiptId])) !== undefined
  )
}

export async function writeJoiningWay(
  tx: Transaction,
  { memberId, way }: { memberId: number; way: string },
): Promise<void> {
  await tx.run('update members.member set joining_way = $2 where member_id = $1', [memberId, way])
}
