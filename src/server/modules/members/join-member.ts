import type { Day } from '../../../shared/calendar.ts'
import type { Cipher } from '../../platform/cipher.ts'
import type { Transaction } from '../../platform/database.ts'
import { DomainError, invariant } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import type { JoinRequest } from './candidate.ts'
import { memberJoined } from './events.ts'
import { type Joined, joinMembers } from './join-members.ts'

/**
 * Lets one person join, and announces it.
 * @throws members/phone-taken and the other refusals of joinMembers
 */
export async function joinMember(
  tx: Transaction,
  request: JoinRequest,
  { cipher, today }: { cipher: Cipher; today: Day },
): Promise<Joined> {
  const [joined] = await joinMembers(tx, [request], { cipher, today })
  invariant(joined, 'one request has one outcome')
  if (joined instanceof DomainError) throw joined

  const { source, joinedAt, homeStoreId = null } = request
  await publish(tx, [memberJoined.of({ ...joined, homeStoreId, source, joinedAt: joinedAt.toISOString() }, joinedAt)])
  return joined
}
