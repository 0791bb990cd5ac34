import type { Day } from '../../../shared/calendar.ts'
import type { Cipher } from '../../platform/cipher.ts'
import type { Transaction } from '../../platform/database.ts'
import { DomainError } from '../../platform/errors.ts'
import { isReceiptUsed } from './admission-store.ts'
import { candidateOf, type JoinRequest, takenRefusals } from './candidate.ts'
import { memberErrors } from './errors.ts'
import { type IdentityKey, keyNameOf, keyOf } from './identity.ts'
import { findKeyHolders } from './identity-store.ts'

/** Somebody who could join: as they are written down, and what they would be recognised by. */
export type Vetted = { request: JoinRequest; keys: readonly IdentityKey[] }

/**
 * Tells whether somebody could join, and lets nobody join: who has to wait hears at once what would be refused later.
 * @returns the request with phone and e-mail in their one notation
 * @throws members/phone-taken and the other refusals of joinMembers, members/receipt-used
 */
export async function vetCandidate(
  tx: Transaction,
  { request, receiptId }: { request: JoinRequest; receiptId: string | null },
  { cipher, today }: { cipher: Cipher; today: Day },
): Promise<Vetted> {
  const candidate = candidateOf(request, today)
  if (candidate instanceof DomainError) throw candidate
  const keyed = candidate.identities.map(identity => ({ ...identity, ...keyOf(identity, cipher) }))
  const holders = await findKeyHolders(tx, keyed)
  const [refusal] = takenRefusals([keyed], new Set(holders.keys()))
  if (refusal) throw refusal
  if (receiptId !== null && (await isReceiptUsed(tx, receiptId))) throw memberErrors.make('receipt-used')
  const textOf = (kind: IdentityKey['kind']) => keyed.find(identity => identity.kind === kind)?.value
  const { name } = candidate
  return {
    request: { ...request, name, phone: textOf('phone'), email: textOf('email') },
    keys: [...new Map(keyed.map(({ kind, keyHash }) => [keyNameOf({ kind, keyHash }), { kind, keyHash }])).values()],
  }
}
