import { invariant } from '../../platform/errors.ts'
import {
  countCodeTry,
  findPassword,
  findSecondFactorRule,
  findStaffMember,
  forgetCodeTries,
  isSecondFactorMissing,
  type StaffRow,
} from '../access/index.ts'
import { isRightCode } from './authenticator-code.ts'
import { tooManyTries } from './better-auth-problems.ts'
import { signInErrors } from './errors.ts'
import { counted, plainAddress } from './sign-in.ts'
import { codeLifeMs, codeTriesMax, codeWaitSeconds, signInLimits } from './sign-in-limits.ts'
import type { SignInParts } from './sign-in-routes.ts'

export type Proof = {
  email: string
  password: string
  code: string | undefined
  /** From where, and at whose session: what tries are counted against. */
  address: string
  callerId: string
}

/** Null: the password is right, and the code of the second factor is still to come. */
export type ProveColleague = (proof: Proof) => Promise<StaffRow | null>

/**
 * Proves who somebody is without a session: a colleague who gives a word at somebody else's till. Tries share the budgets
 * of signing in, so that this door allows no more guesses than the other; each costs one hash, whatever its reason.
 * @throws access/colleague-wrong, the same for an unknown address, a wrong password and somebody who was switched off
 * @throws access/too-many-tries, access/code-wrong, access/colleague-second-factor-missing
 */
export function colleagueProver(parts: SignInParts): ProveColleague {
  return async ({ email, password, code, address, callerId }) => {
    const plain = plainAddress(email)
    const limits = signInLimits({ email: plain, address, device: callerId, isKnownDevice: false })
    const colleague = await counted(parts.context, limits, () => whoseIs(parts, plain, password))
    const rule = await findSecondFactorRule(parts.context.db)
    if (isSecondFactorMissing(colleague, rule)) throw signInErrors.make('colleague-second-factor-missing')
    if (!colleague.hasSecondFactor) return colleague
    if (code === undefined) return null
    await spendCode(parts, colleague.staffId, code.replace(/\s/g, ''))
    return colleague
  }
}

async function whoseIs({ context, staffAuth }: SignInParts, email: string, password: string): Promise<StaffRow> {
  const found = await findPassword(context.db, email)
  const isRight = found
    ? await staffAuth.isRight({ hash: found.passwordHash, password })
    : // Nobody's address costs the same hash as somebody's.
      await staffAuth.hash(password).then(() => false)
  const colleague = found && isRight ? await findStaffMember(context.db, found.staffId) : undefined
  if (!colleague?.isActive) throw signInErrors.make('colleague-wrong')
  return colleague
}

/** Each code counts once, at whichever door; wrong ones in a row are counted together with those of signing in. */
async function spendCode({ context, staffAuth, useOnce }: SignInParts, staffId: string, code: string): Promise<void> {
  const now = context.clock.now()
  const sealed = await countCodeTry(context.db, { staffId, max: codeTriesMax, waitSeconds: codeWaitSeconds })
  if (sealed === undefined) throw tooManyTries(codeWaitSeconds)
  const secret = await staffAuth.openSecret(sealed)
  invariant(!secret.includes(':'), 'secrets are our own, not those of another provider')
  const isRight = isRightCode({ secret, code, at: now })
  const endsAt = new Date(now.getTime() + codeLifeMs)
  const isNew = isRight && (await useOnce.use({ scope: `code of ${staffId}`, text: code, endsAt }))
  if (!isNew) throw signInErrors.make('code-wrong')
  await forgetCodeTries(context.db, staffId)
}
