import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { staffErrors } from './errors.ts'
import { deleteSecondFactor } from './second-factor-store.ts'
import { plainEmail } from './staff.ts'
import { deleteSessions, findStaffByEmail, findStaffMember, lockStaffMember, type StaffRow } from './staff-store.ts'

/**
 * Takes somebody's second factor away, because the device is lost. It ends all sessions of theirs, so that a thief of
 * the device is out; where the role needs a factor, they set up a new one at the next sign-in.
 * @throws organisation/staff-not-found
 */
export async function resetSecondFactor(
  tx: Transaction,
  { staffId, now }: { staffId: string; now: Date },
): Promise<StaffRow> {
  const before = await lockStaffMember(tx, staffId)
  if (!before) throw staffErrors.make('staff-not-found')

  await deleteSecondFactor(tx, { staffId, now })
  await deleteSessions(tx, staffId)

  const after = await findStaffMember(tx, staffId)
  invariant(after, 'staff are never deleted')
  return after
}

/** As resetSecondFactor, by the address: for the last owner, whom nobody else can help. @throws organisation/staff-not-found */
export async function resetSecondFactorByEmail(
  tx: Transaction,
  { email, now }: { email: string; now: Date },
): Promise<StaffRow> {
  const found = await findStaffByEmail(tx, plainEmail(email))
  if (!found) throw staffErrors.make('staff-not-found')
  return resetSecondFactor(tx, { staffId: found.staffId, now })
}
