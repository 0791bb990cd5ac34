import type { Transaction } from '../../platform/database.ts'
import { addStaff } from './add-staff.ts'
import { addStore } from './add-store.ts'
import { addTill } from './add-till.ts'
import { insertBrand, insertOrganisation, type Organisation } from './organisation-store.ts'
import { hashPassword } from './passwords.ts'

type Named = { code: string; name: string }

export type FoundOrganisation = {
  organisation: Organisation
  brand: Named
  store: Named
  till: Named
  owner: { staffId: string; name: string; email: string }
  /** For the owner's first sign-in; made by randomPassword. */
  password: string
  now: Date
}

/**
 * The very first start: the organisation with one brand, one store, one till and its owner.
 * @returns the owner's password, to be shown this once; null when the organisation was there already, and nothing is changed
 * @throws organisation/email-malformed
 */
export async function foundOrganisation(
  tx: Transaction,
  facts: FoundOrganisation,
): Promise<{ password: string | null }> {
  const { organisation, brand, store, till, owner, password, now } = facts
  const isNew = await insertOrganisation(tx, { ...organisation, foundedAt: now })
  if (!isNew) return { password: null }

  await insertBrand(tx, brand)
  await addStore(tx, { ...store, brandCode: brand.code })
  await addTill(tx, { ...till, storeCode: store.code })
  const passwordHash = await hashPassword(password)
  await addStaff(tx, { ...owner, role: 'owner', storeCodes: null, passwordHash, now })
  return { password }
}
