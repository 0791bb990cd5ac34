import { randomBytes } from 'node:crypto'
import { Cipher } from '../../platform/cipher.ts'
import type { Transaction } from '../../platform/database.ts'
import type { JoinRequest } from './candidate.ts'
import { joinMember } from './join-member.ts'

export const today = '2026-03-05'
export const noon = new Date('2026-03-05T04:00:00Z')

export function testCipher(): Cipher {
  return new Cipher({ encryption: randomBytes(32), index: randomBytes(32), auth: randomBytes(32) })
}

export function requestOf(fields: Partial<JoinRequest> = {}): JoinRequest {
  return { name: '王小明', source: 'till', joinedAt: noon, ...fields }
}

/** Lets somebody join at noon of the test day. */
export async function join(tx: Transaction, cipher: Cipher, fields: Partial<JoinRequest> = {}) {
  return joinMember(tx, requestOf(fields), { cipher, today })
}
