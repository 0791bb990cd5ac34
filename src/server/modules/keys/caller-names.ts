import type { Caller } from '../../platform/caller.ts'
import type { Transaction } from '../../platform/database.ts'
import { findStaff } from '../access/index.ts'
import { findKeys } from './key-store.ts'

export type NamedCaller = { kind: Caller['kind']; callerId: string; name: string }

/** Everybody who can have sent a request, also those who cannot any more: journals go on naming them. */
export async function findNamedCallers(tx: Transaction): Promise<NamedCaller[]> {
  const staff = (await findStaff(tx)).map(({ staffId, name }) => ({ kind: 'staff' as const, callerId: staffId, name }))
  const keys = (await findKeys(tx)).map(({ keyId, kind, name, storeCode, tillCode }) =>
    kind === 'till'
      ? { kind: 'till' as const, callerId: keyId, name: `${storeCode}/${tillCode} ${name}` }
      : { kind: 'key' as const, callerId: keyId, name },
  )
  return [...staff, ...keys]
}
