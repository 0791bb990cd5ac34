import type { Transaction } from '../../platform/database.ts'

/** Whom a sign-in that waits for its code is of. */
export async function findWaitingSignIn(tx: Transaction, identifier: string): Promise<string | undefined> {
  const row = await tx.row<{ value: string }>(
    'select value from staff."verification" where identifier = $1 and "expiresAt" > current_timestamp',
    [identifier],
  )
  return row?.value
}

/** @returns how many half sign-ins were forgotten */
export function deleteEndedVerifications(tx: Transaction): Promise<number> {
  return tx.run('delete from staff."verification" where "expiresAt" < current_timestamp')
}
