import type { Transaction } from '../../platform/database.ts'
import type { Admission } from './admission.ts'
import { claimReceipt, writeJoiningWay } from './admission-store.ts'
import { memberErrors } from './errors.ts'

/** Keeps by which way a member joined; a receipt lets one person join. @throws members/receipt-used */
export async function admitMember(
  tx: Transaction,
  { memberId, way, receiptId }: Admission & { memberId: number },
): Promise<void> {
  if (receiptId !== null && !(await claimReceipt(tx, { receiptId, memberId }))) throw memberErrors.make('receipt-used')
  if (way !== null) await writeJoiningWay(tx, { memberId, way })
}
