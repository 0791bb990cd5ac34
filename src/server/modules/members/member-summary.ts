import type { MemberSummary } from '../../../shared/contract/members.ts'
import type { Cipher } from '../../platform/cipher.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { type StoreDirectory, storeDirectory } from '../organisation/index.ts'
import { maskedEmail } from './email.ts'
import { type MemberRow, readMembers } from './member-list-store.ts'
import { maskedPhone } from './phone.ts'
import { openedEmail, openedPhone } from './sealed-contact.ts'

/** Members as lists and tills show them, in the order of the ids. */
export async function loadSummaries(
  { db, cipher }: Pick<Context, 'db' | 'cipher'>,
  memberIds: readonly number[],
): Promise<MemberSummary[]> {
  const [rows, stores] = await Promise.all([readMembers(db, memberIds), storeDirectory(db)])
  return rows.map(row => summaryOf(row, { cipher, stores }))
}

/** One member, read inside the transaction that changed it. */
export async function readSummary(
  tx: Transaction,
  memberId: number,
  parts: { cipher: Cipher; stores: StoreDirectory },
): Promise<MemberSummary> {
  const [row] = await readMembers(tx, [memberId])
  invariant(row, 'a member who was just changed exists')
  return summaryOf(row, parts)
}

export function summaryOf(
  row: MemberRow,
  { cipher, stores }: { cipher: Cipher; stores: StoreDirectory },
): MemberSummary {
  const { memberId, phoneSealed, emailSealed, homeStoreId, joinedAt, ...facts } = row
  const phone = openedPhone(cipher, { memberId, phoneSealed })
  const email = openedEmail(cipher, { memberId, emailSealed })
  return {
    ...facts,
    phoneMasked: phone && maskedPhone(phone),
    emailMasked: email && maskedEmail(email),
    homeStoreCode: homeStoreId === null ? null : (stores.storeById(homeStoreId)?.code ?? null),
    joinedAt: joinedAt.toISOString(),
  }
}
