import { bigints, byteas, texts } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'
import { type IdentityKey, type IdentityKind, keyNameOf } from './identity.ts'

export type KeyHolder = { memberId: number; isRetired: boolean }

/**
 * Finds the holders of many keys in one statement, by the primary key.
 * @returns the holders by key name; keys of nobody are missing
 */
export async function findKeyHolders(tx: Transaction, keys: readonly IdentityKey[]): Promise<Map<string, KeyHolder>> {
  if (keys.length === 0) return new Map()
  const rows = await tx.rows<{ kind: IdentityKind; key_hash: Buffer; member_id: number; is_retired: boolean }>(
    `select kind, key_hash, member_id, is_retired
     from members.identity join unnest($1::text[], $2::bytea[]) as wanted (kind, key_hash) using (kind, key_hash)`,
    [texts(keys, key => key.kind), byteas(keys, key => key.keyHash)],
  )
  return new Map(
    rows.map(row => [
      keyNameOf({ kind: row.kind, keyHash: row.key_hash }),
      { memberId: row.member_id, isRetired: row.is_retired },
    ]),
  )
}

/**
 * Claims keys for members, in the order of the keys, so that two who claim the same ones wait instead of deadlocking.
 * A key that another transaction is claiming is waited for; the database decides who was first.
 * @returns how many were free
 */
export async function insertIdentities(
  tx: Transaction,
  claims: readonly (IdentityKey & { memberId: number })[],
): Promise<number> {
  if (claims.length === 0) return 0
  return tx.run(
    `insert into members.identity (kind, key_hash, member_id)
     select kind, key_hash, member_id from unnest($1::text[], $2::bytea[], $3::bigint[]) as claim (kind, key_hash, member_id)
     order by kind, key_hash
     on conflict (kind, key_hash) do nothing`,
    [
      texts(claims, claim => claim.kind),
      byteas(claims, claim => claim.keyHash),
      bigints(claims, claim => claim.memberId),
    ],
  )
}

/** Gives keys up; only those that belong to the member named with them. */
export async function deleteIdentities(
  tx: Transaction,
  claims: readonly (IdentityKey & { memberId: number })[],
): Promise<void> {
  await tx.run(
    `delete from members.identity i
     using unnest($1::text[], $2::bytea[], $3::bigint[]) as claim (kind, key_hash, member_id)
     where i.kind = claim.kind and i.key_hash = claim.key_hash and i.member_id = claim.member_id`,
    [
      texts(claims, claim => claim.kind),
      byteas(claims, claim => claim.keyHash),
      bigints(claims, claim => claim.memberId),
    ],
  )
}

export async function retireIdentity(tx: Transaction, { kind, keyHash }: IdentityKey): Promise<void> {
  await tx.run('update members.identity set is_retired = true where kind = $1 and key_hash = $2', [kind, keyHash])
}
