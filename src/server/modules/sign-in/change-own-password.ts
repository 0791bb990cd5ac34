import { isSecondFactorMissing, refuseWeakPassword } from '../access/index.ts'
import { findOrganisation } from '../organisation/index.ts'
import { askBetterAuth, type Call } from './better-auth-bridge.ts'
import { signInErrors } from './errors.ts'
import { countedPassword, ownSession } from './sign-in.ts'
import type { SignInParts } from './sign-in-routes.ts'

/**
 * Changes one's own password. All other sessions of theirs end; this one gets a new token.
 * @throws access/password-known, access/password-personal
 * @throws access/password-wrong when the old one is not right
 * @throws access/second-factor-missing
 */
export async function changeOwnPassword(
  parts: SignInParts,
  call: Call,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
): Promise<object> {
  const session = await ownSession(parts, call)
  if (isSecondFactorMissing(session, session.secondFactorRule ?? 'required'))
    throw signInErrors.make('second-factor-missing')
  const organisation = await findOrganisation(parts.context.db)
  await refuseWeakPassword(newPassword, [organisation?.name ?? '', session.name, session.email])
  await countedPassword(parts, session.staffId, () =>
    askBetterAuth(parts.staffAuth, call, {
      path: '/change-password',
      body: { currentPassword, newPassword, revokeOtherSessions: true },
    }),
  )
  return {}
}
