import type { Cipher } from '../../platform/cipher.ts'
import { emailPlace, phonePlace } from './member.ts'
import { last4Of } from './phone.ts'

/** How a phone lies in the row of a member: sealed, with a keyed fingerprint of its last four digits. */
export function sealedPhone(cipher: Cipher, { memberId, phone }: { memberId: number; phone: string | null }) {
  if (phone === null) return { phoneSealed: null, phoneLast4Index: null }
  return {
    phoneSealed: cipher.encrypt(phone, phonePlace(memberId)),
    phoneLast4Index: last4Index(cipher, last4Of(phone)),
  }
}

export function sealedEmail(cipher: Cipher, { memberId, email }: { memberId: number; email: string | null }) {
  return { emailSealed: email === null ? null : cipher.encrypt(email, emailPlace(memberId)) }
}

export function last4Index(cipher: Cipher, last4: string): Buffer {
  return cipher.blindIndex('phone-last4', last4)
}

export function openedPhone(
  cipher: Cipher,
  { memberId, phoneSealed }: { memberId: number; phoneSealed: Buffer | null },
) {
  return phoneSealed && cipher.decrypt(phoneSealed, phonePlace(memberId))
}

export function openedEmail(
  cipher: Cipher,
  { memberId, emailSealed }: { memberId: number; emailSealed: Buffer | null },
) {
  return emailSealed && cipher.decrypt(emailSealed, emailPlace(memberId))
}
