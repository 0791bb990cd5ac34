import { staffRoles } from '../../../shared/contract/organisation.ts'
import type { Transaction } from '../../platform/database.ts'
import { type Permission, permissionsFor } from './permissions.ts'
import { findActiveStaffOf, type StaffRow } from './staff-store.ts'

/** Everybody active whose role allows something. */
export function activeStaffWho(tx: Transaction, may: Permission): Promise<StaffRow[]> {
  return findActiveStaffOf(
    tx,
    staffRoles.filter(role => permissionsFor(role).has(may)),
  )
}
