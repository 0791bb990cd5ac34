import type { Caller } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import type { Database } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { tillPermissions } from '../access/index.ts'
import { secretPlace } from './key-secret.ts'
import { findKey, type KeyRow } from './key-store.ts'
import { RecentCache } from './recent-cache.ts'

/** A key that is in force, ready to check requests with. */
export type MachineKey =
  | { kind: 'till'; caller: Caller; secret: string }
  | { kind: 'api'; caller: Caller; hash: Buffer }

/** A key revoked by another process is refused after a second at the latest; by this process, at once. */
const lifeMs = 1_000
const entriesMax = 20_000

const caches = new WeakMap<Database, RecentCache<MachineKey>>()

/** The key of an id; undefined for one that is unknown or revoked. */
export function findMachineKey({ db, cipher }: Context, keyId: string): Promise<MachineKey | undefined> {
  return cacheOf(db).get(keyId, async () => {
    const row = await findKey(db, keyId)
    if (!row || row.revokedAt) return undefined
    if (row.kind === 'api') return { kind: 'api', caller: apiCaller(row), hash: row.secret }
    return { kind: 'till', caller: tillCaller(row), secret: cipher.decrypt(row.secret, secretPlace(row.keyId)) }
  })
}

/** Called after the commit of whatever changes a key. */
export function forgetMachineKey(db: Database, keyId: string): void {
  cacheOf(db).forget(keyId)
}

function cacheOf(db: Database): RecentCache<MachineKey> {
  const known = caches.get(db)
  if (known) return known
  const cache = new RecentCache<MachineKey>({ lifeMs, entriesMax })
  caches.set(db, cache)
  return cache
}

function apiCaller({ keyId, name, scopes }: KeyRow): Caller {
  return {
    id: `key:${keyId}`,
    kind: 'key',
    name,
    role: null,
    permissions: new Set(scopes),
    storeIds: 'all',
    tillId: null,
    staffId: null,
  }
}

function tillCaller({ keyId, storeId, tillId, storeCode, tillCode }: KeyRow): Caller {
  invariant(storeId !== null && tillId !== null, 'the key of a till has a till')
  return {
    // By key and not by till: two devices at one till count their idempotency keys apart.
    id: `till:${keyId}`,
    kind: 'till',
    name: `${storeCode}/${tillCode}`,
    role: null,
    permissions: tillPermissions,
    storeIds: [storeId],
    tillId,
    staffId: null,
  }
}
