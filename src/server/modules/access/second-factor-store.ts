import type { Transaction } from '../../platform/database.ts'

/** Takes somebody's second factor away, with its secret, its codes and the sign-ins that are half done. */
export async function deleteSecondFactor(
  tx: Transaction,
  { staffId, now }: { staffId: string; now: Date },
): Promise<void> {
  await tx.run('delete from staff."twoFactor" where "userId" = $1', [staffId])
  await tx.run('delete from staff."verification" where value = $1', [staffId])
  await tx.run('update staff."user" set "twoFactorEnabled" = false, "updatedAt" = $2 where id = $1', [staffId, now])
}

/**
 * Counts a try of a code ahead, so that many at once cannot pass together; better-auth counts the tries of a sign-in in the
 * same row, by the clock of the database. After `max` wrong ones in a row the person waits.
 * @returns the sealed secret of the authenticator; undefined while the person waits or has none
 */
export async function countCodeTry(
  tx: Transaction,
  { staffId, max, waitSeconds }: { staffId: string; max: number; waitSeconds: number },
): Promise<string | undefined> {
  const row = await tx.row<{ secret: string }>(
    `update staff."twoFactor" as factor set "failedVerificationCount" = tries,
       "lockedUntil" = case when tries >= $2 then current_timestamp + make_interval(secs => $3) end
     from (
       select id, 1 + case when "lockedUntil" is null then coalesce("failedVerificationCount", 0) else 0 end as tries
       from staff."twoFactor" where "userId" = $1 and "verified" is not false
         and ("lockedUntil" is null or "lockedUntil" <= current_timestamp)
       for update
     ) as counted
     where factor.id = counted.id returning secret`,
    [staffId, max, waitSeconds],
  )
  return row?.secret
}

/** After a right code the count begins anew. */
export async function forgetCodeTries(tx: Transaction, staffId: string): Promise<void> {
  await tx.run('update staff."twoFactor" set "failedVerificationCount" = 0, "lockedUntil" = null where "userId" = $1', [
    staffId,
  ])
}
