import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { storeIdsOf } from './add-staff.ts'
import { accessErrors, staffErrors } from './errors.ts'
import { type StaffRole, seesEveryStore, takesLastOwner } from './staff.ts'
import {
  deleteSessions,
  findStaffMember,
  lockActiveOwners,
  lockStaffMember,
  type StaffRow,
  updatePassword,
  updateStaffMember,
  updateStaffStores,
} from './staff-store.ts'

/** What is undefined stays as it is. */
export type ChangeStaff = {
  staffId: string
  role?: StaffRole | undefined
  storeCodes?: readonly string[] | null | undefined
  isActive?: boolean | undefined
  passwordHash?: string | undefined
  now: Date
}

/**
 * Changes what somebody may do; a new role counts from the next request on. Deactivation and a new password end all
 * sessions of theirs, in the same transaction.
 * @throws organisation/staff-not-found
 * @throws organisation/store-not-found
 * @throws organisation/last-owner
 * @throws access/role-has-every-store also when somebody with single stores is given such a role and they are left as they are
 */
export async function changeStaff(tx: Transaction, { staffId, now, ...change }: ChangeStaff): Promise<StaffRow> {
  const activeOwners = await lockActiveOwners(tx)
  const before = await lockStaffMember(tx, staffId)
  if (!before) throw staffErrors.make('staff-not-found')

  const { role = before.role, isActive = before.isActive, storeCodes, passwordHash } = change
  if (takesLastOwner(before, { role, isActive }, activeOwners)) throw staffErrors.make('last-owner')

  const storesAfter = storeCodes === undefined ? before.storeCodes : storeCodes
  if (storesAfter !== null && seesEveryStore(role)) throw accessErrors.make('role-has-every-store')

  await updateStaffMember(tx, { staffId, role, isActive, now })
  if (storeCodes !== undefined)
    await updateStaffStores(tx, { staffId, storeIds: storeCodes && (await storeIdsOf(tx, storeCodes)) })
  if (passwordHash !== undefined) await updatePassword(tx, { staffId, passwordHash, now })
  if (!isActive || passwordHash !== undefined) await deleteSessions(tx, staffId)

  const after = await findStaffMember(tx, staffId)
  invariant(after, 'staff are never deleted')
  return after
}
