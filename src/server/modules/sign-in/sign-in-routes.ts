import { ChangePasswordBody, CodeBody, PasswordBody, SignInBody } from '../../../shared/contract/access.ts'
import type { Context } from '../../platform/context.ts'
import type { Authenticator, Http } from '../../platform/http.ts'
import type { UseOnce } from '../../platform/use-once.ts'
import { signInAudit } from './audit.ts'
import { changeOwnPassword } from './change-own-password.ts'
import { refuseForeignPages } from './origins.ts'
import {
  confirmCode,
  disableSecondFactor,
  enrolSecondFactor,
  renewBackupCodes,
  useBackupCode,
} from './own-second-factor.ts'
import { sessionRoutes } from './session-routes.ts'
import { signIn, signOut } from './sign-in.ts'
import { authBasePath, type StaffAuth } from './staff-auth.ts'

type Request = Parameters<Authenticator>[0]

export type SignInParts = { context: Context; staffAuth: StaffAuth; useOnce: UseOnce }

/**
 * Signing in and out, and what people do with their own password and second factor. better-auth does it; around it are
 * our limits, our sentences and what a session may do. Everything else that it offers stays shut.
 */
export function signInRoutes(http: Http, parts: SignInParts): void {
  sessionRoutes(http, parts.context)
  const refuse = refuseForeignPages(parts.context.config)
  const common = (verb: Parameters<typeof signInAudit.action>[0]) => ({
    config: { access: 'public', audit: signInAudit.action(verb) },
    onRequest: async (request: Request) => refuse(request),
  })
  const at = (path: string) => `${authBasePath}${path}`

  http.post(
    at('/sign-in/email'),
    { ...common('sign-in'), schema: { hide: true, body: SignInBody } },
    (request, reply) => signIn(parts, { request, reply }, request.body),
  )
  http.post(at('/sign-out'), { ...common('sign-out'), schema: { hide: true } }, (request, reply) =>
    signOut(parts, { request, reply }),
  )
  http.post(
    at('/change-password'),
    { ...common('change-password'), schema: { hide: true, body: ChangePasswordBody } },
    (request, reply) => changeOwnPassword(parts, { request, reply }, request.body),
  )
  http.post(
    at('/two-factor/enable'),
    { ...common('enrol-second-factor'), schema: { hide: true, body: PasswordBody } },
    (request, reply) => enrolSecondFactor(parts, { request, reply }, request.body),
  )
  http.post(
    at('/two-factor/verify-totp'),
    { ...common('confirm-code'), schema: { hide: true, body: CodeBody } },
    (request, reply) => confirmCode(parts, { request, reply }, request.body),
  )
  http.post(
    at('/two-factor/verify-backup-code'),
    { ...common('use-backup-code'), schema: { hide: true, body: CodeBody } },
    (request, reply) => useBackupCode(parts, { request, reply }, request.body),
  )
  http.post(
    at('/two-factor/generate-backup-codes'),
    { ...common('renew-backup-codes'), schema: { hide: true, body: PasswordBody } },
    (request, reply) => renewBackupCodes(parts, { request, reply }, request.body),
  )
  http.post(
    at('/two-factor/disable'),
    { ...common('disable-second-factor'), schema: { hide: true, body: PasswordBody } },
    (request, reply) => disableSecondFactor(parts, { request, reply }, request.body),
  )
}
