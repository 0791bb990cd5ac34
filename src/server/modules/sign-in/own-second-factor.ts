import type { BackupCodesAnswer, EnrolmentAnswer } from '../../../shared/contract/access.ts'
import { invariant } from '../../platform/errors.ts'
import { needsSecondFactor } from '../access/index.ts'
import { askBetterAuth, type Call } from './better-auth-bridge.ts'
import { deviceOf } from './device.ts'
import { signInErrors } from './errors.ts'
import { openSession } from './open-session.ts'
import { deleteSessionsOf, findSessionsOf } from './session-store.ts'
import { countedPassword, ownSession, rememberSignIn } from './sign-in.ts'
import { codeLifeMs } from './sign-in-limits.ts'
import type { SignInParts } from './sign-in-routes.ts'
import { findWaitingSignIn } from './verification-store.ts'

/**
 * Begins to set up an authenticator: a new secret that counts only after its first code. Beginning again replaces it.
 * @throws access/password-wrong, access/second-factor-on
 */
export async function enrolSecondFactor(
  parts: SignInParts,
  call: Call,
  { password }: { password: string },
): Promise<EnrolmentAnswer> {
  const session = await ownSession(parts, call)
  const answer = await countedPassword(parts, session.staffId, () =>
    askBetterAuth(parts.staffAuth, call, { path: '/two-factor/enable', body: { password, method: 'totp' } }),
  )
  invariant(typeof answer.totpURI === 'string', 'a new authenticator has an address')
  const secret = new URL(answer.totpURI).searchParams.get('secret') ?? ''
  return { address: answer.totpURI, secret, backupCodes: codesOf(answer) }
}

/**
 * Takes a code: of a sign-in that waits for it, or the first one of a new authenticator. Each code counts once, however
 * long it would hold; the first one ends all other sessions.
 * @throws access/code-wrong, access/sign-in-expired, access/second-factor-on
 * @throws access/too-many-tries after five wrong ones in a row
 */
export async function confirmCode(parts: SignInParts, call: Call, { code }: { code: string }): Promise<object> {
  const { context, staffAuth } = parts
  const session = await openSession(context, call.request)
  if (session?.hasSecondFactor) throw signInErrors.make('second-factor-on')
  const staffId = session?.staffId ?? (await waitingStaffId(parts, call))
  call.request.deed.by('staff', staffId)
  await spendCode(parts, staffId, code)
  // Named before: better-auth gives this browser a new session.
  const others = session ? (await findSessionsOf(context.db, staffId)).map(({ sessionId }) => sessionId) : []
  const answer = await askBetterAuth(staffAuth, call, {
    path: '/two-factor/verify-totp',
    body: { code: digitsOf(code) },
  })
  await deleteSessionsOf(context.db, { staffId, sessionIds: others })
  await rememberSignIn(context, call, { answer, device: deviceOf(call.request.headers.cookie) })
  return {}
}

/** Takes a backup code in place of a code: each counts once. @throws access/backup-code-wrong, access/sign-in-expired */
export async function useBackupCode(parts: SignInParts, call: Call, { code }: { code: string }): Promise<object> {
  if (await openSession(parts.context, call.request)) throw signInErrors.make('second-factor-on')
  call.request.deed.by('staff', await waitingStaffId(parts, call))
  const answer = await askBetterAuth(parts.staffAuth, call, {
    path: '/two-factor/verify-backup-code',
    body: { code: code.trim() },
  })
  await rememberSignIn(parts.context, call, { answer, device: deviceOf(call.request.headers.cookie) })
  return {}
}

/** Makes new backup codes; the old ones are worth nothing from then on. @throws access/password-wrong, access/second-factor-off */
export async function renewBackupCodes(
  parts: SignInParts,
  call: Call,
  { password }: { password: string },
): Promise<BackupCodesAnswer> {
  const { staffId } = await ownSession(parts, call)
  const answer = await countedPassword(parts, staffId, () =>
    askBetterAuth(parts.staffAuth, call, { path: '/two-factor/generate-backup-codes', body: { password } }),
  )
  return { backupCodes: codesOf(answer) }
}

/** Switches one's own second factor off. @throws access/second-factor-required, access/password-wrong */
export async function disableSecondFactor(
  parts: SignInParts,
  call: Call,
  { password }: { password: string },
): Promise<object> {
  const { staffId, role, hasSecondFactor, secondFactorRule } = await ownSession(parts, call)
  if (needsSecondFactor(role, secondFactorRule ?? 'required')) throw signInErrors.make('second-factor-required')
  if (!hasSecondFactor) throw signInErrors.make('second-factor-off')
  await countedPassword(parts, staffId, () =>
    askBetterAuth(parts.staffAuth, call, { path: '/two-factor/disable', body: { password } }),
  )
  return {}
}

/** Whom the cookie of a half sign-in is of; better-auth checks its signature. @throws access/sign-in-expired */
async function waitingStaffId({ context }: SignInParts, { request }: Call): Promise<string> {
  const [, value = ''] = /(?:^|;\s*)(?:__Secure-)?regulars\.two_factor=([^;]+)/.exec(request.headers.cookie ?? '') ?? []
  const [identifier = ''] = value.split(/\.|%2E/i, 1)
  const staffId = await findWaitingSignIn(context.db, identifier)
  if (staffId === undefined) throw signInErrors.make('sign-in-expired')
  return staffId
}

async function spendCode({ context, useOnce }: SignInParts, staffId: string, code: string): Promise<void> {
  const endsAt = new Date(context.clock.now().getTime() + codeLifeMs)
  const isNew = await useOnce.use({ scope: `code of ${staffId}`, text: digitsOf(code), endsAt })
  if (!isNew) throw signInErrors.make('code-wrong')
}

/** People type codes with the space that their authenticator shows. */
function digitsOf(code: string): string {
  return code.replace(/\s/g, '')
}

function codesOf({ backupCodes }: Record<string, unknown>): string[] {
  return Array.isArray(backupCodes) ? backupCodes.map(String) : []
}
