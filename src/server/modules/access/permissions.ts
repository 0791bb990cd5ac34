import type { StaffRole } from './staff.ts'

/** Everything that can be allowed. A route names one of these as its `access`; so do the scopes of an API key. */
export const permissions = [
  'members.read',
  'members.write',
  'members.read-personal',
  'members.approve',
  'checkout.read',
  'checkout.quote',
  'checkout.settle',
  'checkout.sell-early',
  'checkout.refund',
  'checkout.refund-without-original',
  'checkout.void',
  'ledger.read',
  'ledger.adjust',
  'ledger.approve',
  'levels.manage',
  'activities.record',
  'rewards.redeem',
  'benefits.use',
  'programs.read',
  'programs.publish',
  'programs.approve',
  'coupons.claim',
  'coupons.manage',
  'insights.read',
  'organisation.read',
  'organisation.manage',
  'catalog.read-cost',
  'import.run',
  'alerts.handle',
  'audit.read',
  'audit.read-of-member',
  'sandbox.use',
] as const

export type Permission = (typeof permissions)[number]

export function isPermission(word: string): word is Permission {
  return permissions.some(permission => permission === word)
}

const atTheTill = [
  'members.read',
  'members.write',
  'checkout.read',
  'checkout.quote',
  'checkout.settle',
  'checkout.refund',
  'checkout.void',
  'ledger.read',
  'rewards.redeem',
  'benefits.use',
  'programs.read',
  'coupons.claim',
  'organisation.read',
] as const satisfies Permission[]

/** What each role may do: the one table. */
const permissionsOfRole: Record<StaffRole, readonly Permission[]> = {
  owner: permissions,
  operations: permissions.filter(permission => permission !== 'organisation.manage' && permission !== 'audit.read'),
  cashier: atTheTill,
  service: [
    'members.read',
    'members.write',
    'members.read-personal',
    'checkout.read',
    'checkout.refund',
    'checkout.refund-without-original',
    'ledger.read',
    'ledger.adjust',
    'activities.record',
    'rewards.redeem',
    'benefits.use',
    'programs.read',
    'coupons.claim',
    'coupons.manage',
    'organisation.read',
  ],
}

const sets = new Map(Object.entries(permissionsOfRole).map(([role, words]) => [role, new Set<string>(words)]))
const none: ReadonlySet<string> = new Set()

/** A role that is not in the table may nothing. */
export function permissionsFor(role: string): ReadonlySet<string> {
  return sets.get(role) ?? none
}

/** A till may what a cashier may, whoever stands at it. */
export const tillPermissions: ReadonlySet<string> = new Set(atTheTill)
