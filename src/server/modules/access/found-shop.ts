import type { Transaction } from '../../platform/database.ts'
import { type FoundOrganisation, foundOrganisation } from '../organisation/index.ts'
import { addStaff } from './add-staff.ts'
import { hashPassword } from './passwords.ts'
import { putSecondFactorRule } from './policy-store.ts'
import type { SecondFactorRule } from './second-factor.ts'

export type FoundShop = FoundOrganisation & {
  owner: { staffId: string; name: string; email: string }
  /** Whether whoever manages must have a second factor from the first sign-in on. */
  secondFactor: SecondFactorRule
  /** For the owner's first sign-in; made by randomPassword. */
  password: string
}

/**
 * The very first start: the organisation and its owner.
 * @returns the owner's password, to be shown this once; null when the organisation was there already, and nothing is changed
 * @throws organisation/email-malformed
 */
export async function foundShop(tx: Transaction, facts: FoundShop): Promise<{ password: string | null }> {
  const { owner, password, secondFactor, now } = facts
  const isNew = await foundOrganisation(tx, facts)
  if (!isNew) return { password: null }

  await putSecondFactorRule(tx, secondFactor)
  const passwordHash = await hashPassword(password)
  await addStaff(tx, { ...owner, role: 'owner', storeCodes: null, passwordHash, now })
  return { password }
}
