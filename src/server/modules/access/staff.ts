import type { staffRoles } from '../../../shared/contract/organisation.ts'
import { staffErrors } from './errors.ts'

export type StaffRole = (typeof staffRoles)[number]

/** Who answers for the whole shop sees all of it: their figures and lists know no single store. */
export function seesEveryStore(role: StaffRole): boolean {
  return role === 'owner' || role === 'operations'
}

/** What decides whether somebody is an owner who can work. */
export type Standing = { role: StaffRole; isActive: boolean }

/** The form that better-auth accepts at sign-in: an address that it refuses could never sign in. */
const emailForm = /^(?!\.)(?!.*\.\.)[a-z0-9_'+\-.]*[a-z0-9_+-]@([a-z0-9][a-z0-9-]*\.)+[a-z]{2,}$/

/** Addresses are kept in small letters, as better-auth looks for them. @throws organisation/email-malformed */
export function plainEmail(email: string): string {
  const plain = email.trim().toLowerCase()
  if (!emailForm.test(plain)) throw staffErrors.make('email-malformed')
  return plain
}

/** Nobody may be left who can manage the organisation. `activeOwners` counts them before the change. */
export function takesLastOwner(before: Standing, after: Standing, activeOwners: number): boolean {
  return isActiveOwner(before) && !isActiveOwner(after) && activeOwners <= 1
}

function isActiveOwner({ role, isActive }: Standing): boolean {
  return role === 'owner' && isActive
}
