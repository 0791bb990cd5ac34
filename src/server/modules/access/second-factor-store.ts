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
