import type { DomainError } from '../../platform/errors.ts'
import { signInErrors } from './errors.ts'
import { codeWaitSeconds } from './sign-in-limits.ts'
import { inactiveCode } from './staff-auth.ts'

type Reason = Parameters<typeof signInErrors.make>[0]

/**
 * The codes of better-auth, as ours. An unknown address, a wrong password and somebody who was switched off get one and
 * the same sentence, so that nobody learns who works here.
 */
const reasons: Readonly<Record<string, Reason>> = {
  INVALID_EMAIL_OR_PASSWORD: 'sign-in-wrong',
  INVALID_EMAIL: 'sign-in-wrong',
  PASSWORD_TOO_LONG: 'sign-in-wrong',
  [inactiveCode]: 'sign-in-wrong',
  INVALID_PASSWORD: 'password-wrong',
  CREDENTIAL_ACCOUNT_NOT_FOUND: 'password-wrong',
  INVALID_CODE: 'code-wrong',
  INVALID_BACKUP_CODE: 'backup-code-wrong',
  INVALID_TWO_FACTOR_COOKIE: 'sign-in-expired',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'sign-in-expired',
  TOTP_ALREADY_ENABLED: 'second-factor-on',
  TOTP_NOT_ENABLED: 'second-factor-off',
  TWO_FACTOR_NOT_ENABLED: 'second-factor-off',
  BACKUP_CODES_NOT_ENABLED: 'second-factor-off',
}

/** What better-auth refused with, as one of our errors; undefined for its own bugs. */
export function problemOfBetterAuth({ status, code }: { status: number; code: string }): DomainError | undefined {
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED') return tooManyTries(codeWaitSeconds)
  const reason = reasons[code]
  if (reason) return signInErrors.make(reason)
  return status < 500 ? signInErrors.make('not-understood', { reason: code || String(status) }) : undefined
}

export function tooManyTries(retryAfterSeconds: number): DomainError {
  return signInErrors.make('too-many-tries', { minutes: Math.ceil(retryAfterSeconds / 60), retryAfterSeconds })
}
