import { createHash } from 'node:crypto'
import type { SignInAnswer } from '../../../shared/contract/access.ts'
import type { Context } from '../../platform/context.ts'
import { countOne, type Limit, secondsToWait, takeBackOne } from '../../platform/rate-limit.ts'
import { signInAudit } from './audit.ts'
import { askBetterAuth, type Call } from './better-auth-bridge.ts'
import { tooManyTries } from './better-auth-problems.ts'
import { deviceCookie, deviceOf, newDevice } from './device.ts'
import { signInErrors } from './errors.ts'
import { isKnownDevice, rememberDevice } from './known-device-store.ts'
import { openSession } from './open-session.ts'
import type { SessionRow } from './session-store.ts'
import { passwordLimits, signInLimits } from './sign-in-limits.ts'
import type { SignInParts } from './sign-in-routes.ts'

/**
 * Signs somebody in with e-mail and password, or asks for the code of their second factor.
 * @throws access/sign-in-wrong, the same for an unknown address, a wrong password and somebody who was switched off:
 *   each takes one hash of argon2
 * @throws access/too-many-tries
 */
export async function signIn(
  parts: SignInParts,
  call: Call,
  { email, password }: { email: string; password: string },
): Promise<SignInAnswer> {
  const { context, staffAuth } = parts
  const known = deviceOf(call.request.headers.cookie)
  const device = known ?? newDevice()
  const address = plainAddress(email)
  const limits = signInLimits({
    email: address,
    address: call.request.ip,
    device,
    isKnownDevice:
      known !== undefined && (await isKnownDevice(context.db, { email: address, device: fingerprint(device) })),
  })
  const answer = await counted(context, limits, () =>
    askBetterAuth(staffAuth, call, { path: '/sign-in/email', body: { email: address, password } }),
  )
  giveDevice(context, call, device)
  if (answer.twoFactorRedirect === true) {
    call.request.deed.is(signInAudit.action('give-password'))
    return { isCodeNeeded: true }
  }
  await rememberSignIn(context, call, { answer, device })
  return { isCodeNeeded: false }
}

/** Looked for as it is stored; what cannot be an address is simply not found, at the same cost. */
export function plainAddress(email: string): string {
  const plain = email.trim().toLowerCase()
  return /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/.test(plain) ? plain : 'nobody@nowhere.invalid'
}

/** Counts a try ahead, so that many at once cannot pass together, and takes it back when it turned out well. */
export async function counted<Result>(context: Context, limits: readonly Limit[], work: () => Promise<Result>) {
  const wait = secondsToWait(await countOne(context, limits), context.clock.now())
  if (wait !== null) throw tooManyTries(wait)
  const result = await work()
  await takeBackOne(context, limits)
  return result
}

/** Notes who is in, and the device of theirs, so that strangers cannot lock them out of it. */
export async function rememberSignIn(
  context: Context,
  { request }: Call,
  { answer, device }: { answer: Record<string, unknown>; device: string | undefined },
): Promise<void> {
  const { user } = answer
  const staffId = typeof user === 'object' && user !== null && 'id' in user ? String(user.id) : undefined
  if (staffId !== undefined) request.deed.by('staff', staffId)
  if (staffId !== undefined && device !== undefined)
    await rememberDevice(context.db, { staffId, device: fingerprint(device), now: context.clock.now() })
}

function giveDevice({ config }: Context, { reply }: Call, device: string): void {
  const others = [reply.getHeader('set-cookie') ?? []].flat().map(String)
  reply.header('set-cookie', [...others, deviceCookie(device, { isSecure: config.publicUrl.startsWith('https:') })])
}

function fingerprint(device: string): Buffer {
  return createHash('sha256').update(device).digest()
}

/** Ends the session of the cookie; without one there is nothing to end. */
export async function signOut({ context, staffAuth }: SignInParts, call: Call): Promise<object> {
  // Asked beforehand: whoever signs out is known now and not afterwards.
  const session = await openSession(context, call.request)
  if (session) call.request.deed.by('staff', session.staffId)
  else call.request.deed.leaveOut()
  await askBetterAuth(staffAuth, call, { path: '/sign-out' })
  return {}
}

/** The session of somebody who does something with their own account. @throws access/sign-in-expired */
export async function ownSession({ context }: SignInParts, { request }: Call): Promise<SessionRow> {
  const session = await openSession(context, request)
  if (!session?.isActive) throw signInErrors.make('sign-in-expired')
  request.deed.by('staff', session.staffId)
  return session
}

/** As counted, for somebody who is in and proves it again with the password. */
export function countedPassword<Result>({ context }: SignInParts, staffId: string, work: () => Promise<Result>) {
  return counted(context, passwordLimits(staffId), work)
}
