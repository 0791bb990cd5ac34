import { APIError, betterAuth } from 'better-auth'
import { symmetricDecrypt } from 'better-auth/crypto'
import { twoFactor } from 'better-auth/plugins/two-factor'
import pg from 'pg'
import { staffRoles } from '../../../shared/contract/organisation.ts'
import type { Context } from '../../platform/context.ts'
import { type ConnectionTarget, poolConfigOf } from '../../platform/database.ts'
import { hashPassword, isOutdatedHash, isRightPassword, replacePasswordHash } from '../access/index.ts'
import { sessionMsMax } from './session-limits.ts'
import { usualCookiePrefix } from './session-token.ts'
import { hashedSessionTokens } from './session-token-plugin.ts'
import { codeTriesMax, codeWaitSeconds } from './sign-in-limits.ts'

/** The header in which our bridge tells better-auth the address of the client. What a client sends in it is dropped. */
export const clientAddressHeader = 'regulars-client-address'

export const authBasePath = '/api/auth'

/** The code that inactive staff are refused with; sign-in-routes.ts turns it into the sentence of a wrong password. */
export const inactiveCode = 'STAFF_INACTIVE'

const appName = 'Regulars'

export type Passwords = {
  hash: (password: string) => Promise<string>
  isRight: (facts: { hash: string; password: string }) => Promise<boolean>
}

export type StaffAuthOptions = {
  context: Pick<Context, 'db' | 'cipher' | 'clock' | 'config' | 'cookiePrefix'>
  target: ConnectionTarget
  /** Told what better-auth could not do; usually the request log. */
  onError?: (error: unknown) => void
  passwords?: Passwords
}

/**
 * Sign-in of staff. better-auth keeps its tables in the schema `staff`; accounts are made by our own use cases, never by
 * signing up. Nothing here is read from the environment: what better-auth would look for there is said aloud.
 */
export function openStaffAuth({
  context,
  target,
  onError = () => undefined,
  passwords = { hash: hashPassword, isRight: isRightPassword },
}: StaffAuthOptions) {
  const { cipher, clock, config, cookiePrefix = usualCookiePrefix } = context
  const pool = openStaffPool(target)
  const auth = betterAuth({
    appName,
    baseURL: config.publicUrl || `http://localhost:${config.port}`,
    basePath: authBasePath,
    // The secret twice: the list keeps BETTER_AUTH_SECRETS out, the single one BETTER_AUTH_SECRET.
    secret: cipher.authSecret,
    secrets: [{ version: 1, value: cipher.authSecret }],
    database: pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    onAPIError: { onError },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      password: { hash: passwords.hash, verify: facts => isRightAndFresh(context, passwords, facts) },
    },
    user: {
      additionalFields: {
        role: { type: [...staffRoles], required: true, input: false },
        storeIds: { type: 'number[]', required: false, input: false },
        isActive: { type: 'boolean', required: true, input: false },
      },
    },
    // Without a cookie cache each request reads its session, so that a revoked one ends at once.
    session: {
      expiresIn: sessionMsMax / 1000,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      additionalFields: {
        startedAt: { type: 'date', required: false, input: false },
        usedAt: { type: 'date', required: false, input: false },
      },
    },
    // Counted by our own limits, before better-auth is asked: sign-in-limits.ts.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix,
      database: { generateId: 'uuid' },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      // Our bridge checks where a request comes from, before better-auth is asked and by our settings alone.
      disableOriginCheck: true,
      disableCSRFCheck: true,
    },
    plugins: [
      hashedSessionTokens,
      twoFactor({
        issuer: appName,
        accountLockout: { enabled: true, maxFailedAttempts: codeTriesMax, durationSeconds: codeWaitSeconds },
      }),
    ],
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }, request) => {
            refuseInactive(await request?.context.internalAdapter.findUserById(userId))
            return { data: { startedAt: clock.now(), usedAt: clock.now() } }
          },
        },
      },
    },
  })
  return {
    auth,
    close: () => pool.end(),
    hash: passwords.hash,
    isRight: (facts: { hash: string; password: string }) => isRightAndFresh(context, passwords, facts),
    /** The secret of an authenticator, as better-auth sealed it. */
    openSecret: async (sealed: string) => symmetricDecrypt({ key: (await auth.$context).secretConfig, data: sealed }),
  }
}

export type StaffAuth = ReturnType<typeof openStaffAuth>

/** A small pool of its own: better-auth names its tables without a schema, so its connections look into `staff`. */
function openStaffPool(target: ConnectionTarget): pg.Pool {
  const config = poolConfigOf(target, 4)
  const pool = new pg.Pool({ ...config, options: `${config.options ?? ''} -c search_path=staff` })
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})
  return pool
}

/** A right password whose hash is of older parameters is hashed anew: only now is it known. */
async function isRightAndFresh(
  { db }: Pick<Context, 'db'>,
  passwords: Passwords,
  facts: { hash: string; password: string },
): Promise<boolean> {
  const isRight = await passwords.isRight(facts)
  if (isRight && isOutdatedHash(facts.hash))
    await replacePasswordHash(db, { from: facts.hash, to: await passwords.hash(facts.password) })
  return isRight
}

/** No session for those who were switched off. */
function refuseInactive(user: Record<string, unknown> | null | undefined): void {
  if (user?.isActive === true) return
  throw new APIError('FORBIDDEN', { code: inactiveCode, message: 'This account was deactivated.' })
}
