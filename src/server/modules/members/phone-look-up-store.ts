import type { Transaction } from '../../platform/database.ts'

/**
 * Notes that a caller looked up phones, and counts how many different ones within the hour. The index on the caller is
 * the primary key; a caller has some thousand rows at most, because look-ups are limited per minute.
 */
export async function countPhoneLookUps(
  tx: Transaction,
  { caller, keyHash, now, since }: { caller: string; keyHash: Buffer; now: Date; since: Date },
): Promise<number> {
  await tx.run(
    `insert into members.phone_look_up (caller, key_hash, looked_up_at) values ($1, $2, $3)
     on conflict (caller, key_hash) do update set looked_up_at = excluded.looked_up_at`,
    [caller, keyHash, now],
  )
  const row = await tx.row<{ count: number }>(
    'select count(*) as count from members.phone_look_up where caller = $1 and looked_up_at > $2',
    [caller, since],
  )
  return row?.count ?? 0
}

/** @returns how many were forgotten; at most `max`, so that no sweep holds much */
export function deletePhoneLookUps(tx: Transaction, { before, max }: { before: Date; max: number }): Promise<number> {
  return tx.run(
    `delete from members.phone_look_up where (caller, key_hash) in (
       select caller, key_hash from members.phone_look_up where looked_up_at <= $1 limit $2)`,
    [before, max],
  )
}
