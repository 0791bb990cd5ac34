import { APIError, betterAuth } from 'better-auth'
import pg from 'pg'
import { staffRoles } from '../../../shared/contract/organisation.ts'
import type { Cipher } from '../../platform/cipher.ts'
import type { Config } from '../../platform/config.ts'
import { type ConnectionTarget, poolConfigOf } from '../../platform/database.ts'
import { isOriginOfHost, ownOrigins } from './origins.ts'
import { hashPassword, isRightPassword } from './passwords.ts'

/** The header in which our bridge tells better-auth the address of the client. What a client sends in it is dropped. */
export const clientAddressHeader = 'regulars-client-address'

export const authBasePath = '/api/auth'

/** A shift. Sessions are not prolonged, so that a forgotten browser is signed out before the next day. */
const sessionSeconds = 12 * 60 * 60

export type StaffAuthOptions = {
  target: ConnectionTarget
  cipher: Cipher
  config: Pick<Config, 'publicUrl' | 'host' | 'port'>
  /** Told what better-auth could not do; usually the request log. */
  onError?: (error: unknown) => void
}

/**
 * Sign-in of staff. better-auth keeps its tables in the schema `staff`, which db/migrations/0002-staff.sql makes;
 * accounts are made by our own use cases, never by signing up.
 */
export function openStaffAuth({ target, cipher, config, onError = () => undefined }: StaffAuthOptions) {
  const pool = openStaffPool(target)
  const auth = betterAuth({
    appName: 'Regulars',
    baseURL: config.publicUrl || `http://localhost:${config.port}`,
    basePath: authBasePath,
    secret: cipher.authSecret,
    database: pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    onAPIError: { onError },
    trustedOrigins: request => trustedOriginsFor(request, ownOrigins(config)),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      password: { hash: hashPassword, verify: isRightPassword },
    },
    user: {
      additionalFields: {
        role: { type: [...staffRoles], required: true, input: false },
        storeIds: { type: 'number[]', required: false, input: false },
        isActive: { type: 'boolean', required: true, input: false },
      },
    },
    // Without a cookie cache each request reads its session, so that a revoked one ends at once.
    session: { expiresIn: sessionSeconds, disableSessionRefresh: true, cookieCache: { enabled: false } },
    // In the database, because several processes serve one address. A shop's tills share one address: 20 a minute.
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 10,
      max: 100,
      customRules: { '/sign-in/email': { window: 60, max: 20 }, '/change-password': { window: 60, max: 10 } },
    },
    advanced: {
      cookiePrefix: 'regulars',
      database: { generateId: 'uuid' },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      // Said aloud, because better-auth switches both checks off by itself where it believes to be in a test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }, context) =>
            refuseInactive(await context?.context.internalAdapter.findUserById(userId)),
        },
      },
    },
  })
  return { auth, close: () => pool.end() }
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

function trustedOriginsFor(request: Request | undefined, own: string[]): string[] {
  const origin = request?.headers.get('origin')
  const isOfHost = origin && isOriginOfHost(origin, request?.headers.get('host') ?? undefined)
  return isOfHost ? [...own, origin] : own
}

/** Deactivated staff are told so when they sign in with the right password. */
function refuseInactive(user: Record<string, unknown> | null | undefined): void {
  if (user?.isActive === true) return
  throw new APIError('FORBIDDEN', { code: 'STAFF_INACTIVE', message: 'This account was deactivated.' })
}
