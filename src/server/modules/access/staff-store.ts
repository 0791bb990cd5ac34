import type { Transaction } from '../../platform/database.ts'
import type { StaffRole } from './staff.ts'

export type StaffRow = {
  staffId: string
  name: string
  email: string
  role: StaffRole
  /** Null: every store. */
  storeCodes: string[] | null
  isActive: boolean
  hasSecondFactor: boolean
}

// Codes are looked up here, because the tables of better-auth hold the ids of stores as an array.
const staffColumns = `id as "staffId", name, email, role, "isActive",
  coalesce("twoFactorEnabled", false) as "hasSecondFactor", case when "storeIds" is not null then array(
    select code from organisation.store
    where store_id in (select jsonb_array_elements_text("storeIds")::integer) order by code) end as "storeCodes"`

export function findStaff(tx: Transaction): Promise<StaffRow[]> {
  return tx.rows<StaffRow>(`select ${staffColumns} from staff."user" order by not "isActive", name, id`)
}

/** Who is active and has one of these roles. */
export function findActiveStaffOf(tx: Transaction, roles: readonly StaffRole[]): Promise<StaffRow[]> {
  return tx.rows<StaffRow>(`select ${staffColumns} from staff."user" where "isActive" and role = any($1) order by id`, [
    roles,
  ])
}

export function findStaffByEmail(tx: Transaction, email: string): Promise<StaffRow | undefined> {
  return tx.row<StaffRow>(`select ${staffColumns} from staff."user" where email = $1`, [email])
}

export function findStaffMember(tx: Transaction, staffId: string): Promise<StaffRow | undefined> {
  return tx.row<StaffRow>(`select ${staffColumns} from staff."user" where id = $1`, [staffId])
}

export function findStaffMembers(tx: Transaction, staffIds: readonly string[]): Promise<StaffRow[]> {
  return tx.rows<StaffRow>(`select ${staffColumns} from staff."user" where id = any($1::uuid[])`, [[...staffIds]])
}

/** The hash of somebody's password, whether they are active or not. */
export function findPassword(
  tx: Transaction,
  email: string,
): Promise<{ staffId: string; passwordHash: string } | undefined> {
  return tx.row<{ staffId: string; passwordHash: string }>(
    `select member.id as "staffId", password as "passwordHash" from staff."user" as member
     join staff."account" on "userId" = member.id and "providerId" = 'credential' and password is not null
     where email = $1`,
    [email],
  )
}

/** Locks the owners who are active, in id order, so that two owners cannot deactivate each other. @returns how many */
export async function lockActiveOwners(tx: Transaction): Promise<number> {
  const rows = await tx.rows(`select id from staff."user" where role = 'owner' and "isActive" order by id for update`)
  return rows.length
}

export async function lockStaffMember(tx: Transaction, staffId: string): Promise<StaffRow | undefined> {
  return tx.row<StaffRow>(`select ${staffColumns} from staff."user" where id = $1 for update`, [staffId])
}

export type NewStaffMember = {
  staffId: string
  name: string
  email: string
  role: StaffRole
  storeIds: readonly number[] | null
  passwordHash: string
  now: Date
}

/** @returns false when the e-mail address is taken */
export async function insertStaffMember(tx: Transaction, member: NewStaffMember): Promise<boolean> {
  const { staffId, name, email, role, storeIds, passwordHash, now } = member
  const inserted = await tx.run(
    `insert into staff."user" (id, name, email, "emailVerified", "createdAt", "updatedAt", role, "storeIds", "isActive")
     values ($1, $2, $3, false, $4, $4, $5, $6, true) on conflict (email) do nothing`,
    [staffId, name, email, now, role, jsonOf(storeIds)],
  )
  if (inserted === 0) return false
  // "credential" is better-auth's word for signing in with a password; the account's id is then the person's.
  await tx.run(
    `insert into staff."account" ("accountId", "providerId", "userId", password, "createdAt", "updatedAt")
     values ($1::uuid::text, 'credential', $1::uuid, $2, $3, $3)`,
    [staffId, passwordHash, now],
  )
  return true
}

export async function updateStaffMember(
  tx: Transaction,
  { staffId, role, isActive, now }: { staffId: string; role: StaffRole; isActive: boolean; now: Date },
): Promise<void> {
  await tx.run('update staff."user" set role = $2, "isActive" = $3, "updatedAt" = $4 where id = $1', [
    staffId,
    role,
    isActive,
    now,
  ])
}

export async function updateStaffStores(
  tx: Transaction,
  { staffId, storeIds }: { staffId: string; storeIds: readonly number[] | null },
): Promise<void> {
  await tx.run('update staff."user" set "storeIds" = $2 where id = $1', [staffId, jsonOf(storeIds)])
}

export async function updatePassword(
  tx: Transaction,
  { staffId, passwordHash, now }: { staffId: string; passwordHash: string; now: Date },
): Promise<void> {
  await tx.run(
    `update staff."account" set password = $2, "updatedAt" = $3 where "userId" = $1 and "providerId" = 'credential'`,
    [staffId, passwordHash, now],
  )
}

/** Keeps the same password under a new hash, unless it was changed meanwhile. */
export async function replacePasswordHash(tx: Transaction, { from, to }: { from: string; to: string }): Promise<void> {
  await tx.run('update staff."account" set password = $2 where password = $1', [from, to])
}

/** Signs somebody out everywhere. */
export async function deleteSessions(tx: Transaction, staffId: string): Promise<void> {
  await tx.run('delete from staff."session" where "userId" = $1', [staffId])
}

function jsonOf(storeIds: readonly number[] | null): string | null {
  return storeIds && JSON.stringify(storeIds)
}
