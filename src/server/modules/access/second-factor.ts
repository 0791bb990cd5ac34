import type { secondFactorRules } from '../../../shared/contract/access.ts'
import type { StaffRole } from './staff.ts'

/** Required: whoever manages must have a second factor. Offered: everybody may have one. */
export type SecondFactorRule = (typeof secondFactorRules)[number]

/** Those who can give away points, see everybody's phone or let others in. */
const managingRoles: readonly StaffRole[] = ['owner', 'operations']

export function needsSecondFactor(role: StaffRole, rule: SecondFactorRule): boolean {
  return rule === 'required' && managingRoles.includes(role)
}

/** Whoever lacks a factor that the role needs may do nothing but set one up. */
export function isSecondFactorMissing(
  { role, hasSecondFactor }: { role: StaffRole; hasSecondFactor: boolean },
  rule: SecondFactorRule,
): boolean {
  return !hasSecondFactor && needsSecondFactor(role, rule)
}
