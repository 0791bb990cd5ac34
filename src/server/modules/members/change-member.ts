import type { Day } from '../../../shared/calendar.ts'
import type { Cipher } from '../../platform/cipher.ts'
import type { Transaction } from '../../platform/database.ts'
import { DomainError } from '../../platform/errors.ts'
import { birthdayRefusal, emailIdentityOf, nameOf, tidyAttributes } from './candidate.ts'
import { memberErrors } from './errors.ts'
import { type Identity, identityOf, keyOf, takenError } from './identity.ts'
import { deleteIdentities, insertIdentities } from './identity-store.ts'
import type { Gender } from './member.ts'
import { lockMember, type MemberUpdate, updateAttributes, updateMember } from './member-store.ts'
import { openedEmail, openedPhone, sealedEmail, sealedPhone } from './sealed-contact.ts'
import { searchWordsOf } from './search-words.ts'

/** Fields that are not named stay as they are; null empties one. */
export type MemberChanges = {
  name?: string | undefined
  phone?: string | null | undefined
  email?: string | null | undefined
  birthday?: Day | null | undefined
  gender?: Gender | null | undefined
  homeStoreId?: number | null | undefined
  segments?: readonly string[] | undefined
  attributes?: Readonly<Record<string, string | number | boolean | null>> | undefined
}

export type ChangeMember = { memberId: number; changes: MemberChanges; today: Day }

/**
 * Changes single fields of a member.
 * @throws members/not-found
 * @throws members/phone-taken, members/email-taken
 * @throws members/name-missing and the other refusals of malformed fields
 */
export async function changeMember(
  tx: Transaction,
  { memberId, changes, today }: ChangeMember,
  cipher: Cipher,
): Promise<void> {
  const held = await lockMember(tx, memberId)
  if (!held) throw memberErrors.make('not-found')

  const update = plainUpdateOf(changes, today)
  if (changes.phone !== undefined) {
    const phone = changes.phone === null ? null : accepted(identityOf({ phone: changes.phone }))
    const known = openedPhone(cipher, { memberId, phoneSealed: held.phoneSealed })
    await moveIdentity(
      tx,
      { memberId, from: known === null ? null : { kind: 'phone', value: known }, to: phone },
      cipher,
    )
    Object.assign(update, sealedPhone(cipher, { memberId, phone: phone?.value ?? null }))
  }
  if (changes.email !== undefined) {
    const email = changes.email === null ? null : accepted(emailIdentityOf(changes.email))
    const known = openedEmail(cipher, { memberId, emailSealed: held.emailSealed })
    await moveIdentity(
      tx,
      { memberId, from: known === null ? null : { kind: 'email', value: known }, to: email },
      cipher,
    )
    Object.assign(update, sealedEmail(cipher, { memberId, email: email?.value ?? null }))
  }
  await updateMember(tx, memberId, update)
  if (changes.attributes) await changeAttributes(tx, memberId, changes.attributes)
}

function accepted<Value>(outcome: Value | DomainError): Value {
  if (outcome instanceof DomainError) throw outcome
  return outcome
}

/** The fields that nobody else can hold. */
function plainUpdateOf(changes: MemberChanges, today: Day): MemberUpdate {
  const update: MemberUpdate = {}
  if (changes.name !== undefined) {
    update.name = accepted(nameOf(changes.name))
    update.searchWords = searchWordsOf(update.name)
  }
  if (changes.birthday !== undefined) {
    const refusal = changes.birthday === null ? undefined : birthdayRefusal(changes.birthday, today)
    if (refusal) throw refusal
    update.birthday = changes.birthday
  }
  if (changes.gender !== undefined) update.gender = changes.gender
  if (changes.homeStoreId !== undefined) update.homeStoreId = changes.homeStoreId
  if (changes.segments !== undefined) update.segments = changes.segments
  return update
}

/** Gives up one identity and claims another. The old one may be claimed by anybody from the commit on. */
async function moveIdentity(
  tx: Transaction,
  { memberId, from, to }: { memberId: number; from: Identity | null; to: Identity | null },
  cipher: Cipher,
): Promise<void> {
  if (from?.value === to?.value) return
  if (from) await deleteIdentities(tx, [{ ...keyOf(from, cipher), memberId }])
  if (to && (await insertIdentities(tx, [{ ...keyOf(to, cipher), memberId }])) === 0) throw takenError(to)
}

async function changeAttributes(
  tx: Transaction,
  memberId: number,
  attributes: NonNullable<MemberChanges['attributes']>,
): Promise<void> {
  const set: Record<string, string | number | boolean> = {}
  const removed: string[] = []
  for (const [name, value] of Object.entries(tidyAttributes(attributes))) {
    if (value === null) removed.push(name)
    else set[name] = value
  }
  await updateAttributes(tx, memberId, { set, removed })
}
