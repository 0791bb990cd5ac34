import type { MemberReference } from '../../../shared/contract/members.ts'
import { isMemberNumber, tidyMemberNumber } from '../../../shared/member-number.ts'
import type { Cipher } from '../../platform/cipher.ts'
import type { DomainError } from '../../platform/errors.ts'
import { emailOf } from './email.ts'
import { memberErrors } from './errors.ts'
import { phoneOf } from './phone.ts'
import { tidyCard, tidyText } from './tidy-text.ts'

export type IdentityKind = 'phone' | 'email' | 'card' | 'external-id' | 'member-number'

/** What a member is recognised by, in the one notation that all others are brought to. */
export type Identity = { kind: IdentityKind; value: string }

/** An identity as it lies in the database: nobody can read the value back without trying them all with the key. */
export type IdentityKey = { kind: IdentityKind; keyHash: Buffer }

export function keyOf({ kind, value }: Identity, cipher: Cipher): IdentityKey {
  return { kind, keyHash: cipher.blindIndex(kind, value) }
}

/** One text for one key, to look it up in maps. */
export function keyNameOf({ kind, keyHash }: IdentityKey): string {
  return `${kind} ${keyHash.toString('base64url')}`
}

/** The identity that a request names, or why it can be nobody's. */
export function identityOf(reference: MemberReference): Identity | DomainError {
  if ('memberNumber' in reference) {
    const value = tidyMemberNumber(reference.memberNumber)
    return isMemberNumber(value) ? { kind: 'member-number', value } : memberErrors.make('number-mistyped')
  }
  if ('phone' in reference) {
    const value = phoneOf(reference.phone)
    return value ? { kind: 'phone', value } : memberErrors.make('phone-malformed')
  }
  if ('card' in reference) {
    const value = tidyCard(reference.card)
    return value ? { kind: 'card', value } : memberErrors.make('card-malformed')
  }
  const value = tidyText(reference.externalId)
  return value ? { kind: 'external-id', value } : memberErrors.make('external-id-malformed')
}

/** Everything that a typed or scanned text may stand for. A short number may be a card and a member number at once. */
export function identitiesIn(text: string): Identity[] {
  const scanned = withoutWrapping(tidyText(text))
  const memberNumber = tidyMemberNumber(scanned)
  const phone = phoneOf(scanned)
  const email = emailOf(scanned)
  const card = tidyCard(scanned)
  const identities: Identity[] = []
  if (isMemberNumber(memberNumber)) identities.push({ kind: 'member-number', value: memberNumber })
  if (phone) identities.push({ kind: 'phone', value: phone })
  if (email) identities.push({ kind: 'email', value: email })
  if (card) identities.push({ kind: 'card', value: card })
  if (scanned) identities.push({ kind: 'external-id', value: scanned })
  return identities
}

/** QR codes may carry a web address, or a word before the number; what names the member comes last. */
function withoutWrapping(text: string): string {
  const wrapped = /^(?:https?:\/\/|regulars:).*?([^/:=?#]+)\/?$/i.exec(text)
  return wrapped?.[1] ?? text
}

const takenReasons = {
  phone: 'phone-taken',
  email: 'email-taken',
  card: 'card-taken',
  'external-id': 'external-id-taken',
} as const

/** The sentence for an identity that belongs to somebody else. Phones and e-mails stay out of logs and stored answers. */
export function takenError({ kind }: Identity): DomainError {
  if (kind === 'member-number') throw new Error('a new member number is never taken: it is made from a new id')
  return memberErrors.make(takenReasons[kind])
}
