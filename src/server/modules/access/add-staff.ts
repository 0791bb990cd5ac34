import type { Transaction } from '../../platform/database.ts'
import { findStoreIds, organisationErrors } from '../organisation/index.ts'
import { accessErrors, staffErrors } from './errors.ts'
import { plainEmail, type StaffRole, seesEveryStore } from './staff.ts'
import { insertStaffMember, type StaffRow } from './staff-store.ts'

export type AddStaff = {
  staffId: string
  name: string
  email: string
  role: StaffRole
  /** Null: every store. */
  storeCodes: readonly string[] | null
  passwordHash: string
  now: Date
}

/**
 * Adds somebody who may sign in from now on.
 * @throws organisation/email-malformed
 * @throws access/role-has-every-store
 * @throws organisation/store-not-found
 * @throws organisation/email-taken
 */
export async function addStaff(tx: Transaction, { storeCodes, ...facts }: AddStaff): Promise<StaffRow> {
  const { staffId, name, role } = facts
  if (storeCodes !== null && seesEveryStore(role)) throw accessErrors.make('role-has-every-store')
  const email = plainEmail(facts.email)
  const storeIds = storeCodes && (await storeIdsOf(tx, storeCodes))

  const isNew = await insertStaffMember(tx, { ...facts, email, storeIds })
  if (!isNew) throw staffErrors.make('email-taken')
  return {
    staffId,
    name,
    email,
    role,
    storeCodes: storeCodes && [...storeCodes].sort(),
    isActive: true,
    hasSecondFactor: false,
  }
}

/** @throws organisation/store-not-found */
export async function storeIdsOf(tx: Transaction, codes: readonly string[]): Promise<number[]> {
  const ids = await findStoreIds(tx, codes)
  const missing = codes.find(code => !ids.has(code))
  if (missing !== undefined) throw organisationErrors.make('store-not-found', { code: missing })
  return [...ids.values()]
}
