import type { Transaction } from '../../platform/database.ts'

export type KeyKind = 'till' | 'api'

export type KeyRow = {
  keyId: string
  kind: KeyKind
  name: string
  scopes: string[]
  tillId: number | null
  storeId: number | null
  storeCode: string | null
  tillCode: string | null
  /** Sealed for a till, a SHA-256 for an API key; see machine-keys.ts. */
  secret: Buffer
  createdAt: Date
  revokedAt: Date | null
}

const keyColumns = `key_id as "keyId", kind, key.name, scopes, till_id as "tillId", store_id as "storeId",
  store.code as "storeCode", till.code as "tillCode", secret, created_at as "createdAt", revoked_at as "revokedAt"`
const keyTables = `organisation.machine_key key
  left join organisation.till using (till_id) left join organisation.store using (store_id)`

export type NewKey = {
  keyId: string
  kind: KeyKind
  name: string
  scopes: readonly string[]
  tillId: number | null
  secret: Buffer
  createdAt: Date
}

export async function insertKey(tx: Transaction, key: NewKey): Promise<void> {
  await tx.run(
    `insert into organisation.machine_key (key_id, kind, name, scopes, till_id, secret, created_at)
     values ($1, $2, $3, $4::text[], $5, $6, $7)`,
    [key.keyId, key.kind, key.name, key.scopes, key.tillId, key.secret, key.createdAt],
  )
}

export function findKey(tx: Transaction, keyId: string): Promise<KeyRow | undefined> {
  return tx.row<KeyRow>(`select ${keyColumns} from ${keyTables} where key_id = $1`, [keyId])
}

export function findKeys(tx: Transaction): Promise<KeyRow[]> {
  return tx.rows<KeyRow>(`select ${keyColumns} from ${keyTables} order by created_at desc, key_id`)
}

/** Revokes for good. The first instant stays when it is done again. @returns false for an unknown key */
export async function markKeyRevoked(
  tx: Transaction,
  { keyId, revokedAt }: { keyId: string; revokedAt: Date },
): Promise<boolean> {
  const updated = await tx.run(
    'update organisation.machine_key set revoked_at = coalesce(revoked_at, $2) where key_id = $1',
    [keyId, revokedAt],
  )
  return updated === 1
}
