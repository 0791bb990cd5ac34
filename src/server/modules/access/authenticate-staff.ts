import type { Caller } from '../../platform/caller.ts'
import type { Config } from '../../platform/config.ts'
import type { Authenticator } from '../../platform/http.ts'
import { staffErrors } from './errors.ts'
import { isSentByOwnPage, ownOrigins } from './origins.ts'
import { permissionsFor } from './permissions.ts'
import type { StaffAuth } from './staff-auth.ts'

/** Requests that change nothing may come from anywhere: their answers cannot be read by a page of another origin. */
const readingMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

type Session = NonNullable<Awaited<ReturnType<StaffAuth['auth']['api']['getSession']>>>

/**
 * Staff are known by the cookie of their session, which is read from the database at each request.
 * @throws organisation/foreign-origin when another site's page had the browser send the cookie
 * @throws organisation/staff-inactive
 */
export function staffAuthenticator(staffAuth: StaffAuth, config: Config): Authenticator {
  const own = ownOrigins(config)
  return async request => {
    const { cookie, origin, host, 'sec-fetch-site': site } = request.headers
    if (!cookie?.includes('regulars.session_token=')) return undefined
    const session = await readSession(staffAuth, cookie)
    if (!session) return undefined
    const fetchSite = typeof site === 'string' ? site : undefined
    if (!readingMethods.includes(request.method) && !isSentByOwnPage({ origin, host, site: fetchSite }, own))
      throw staffErrors.make('foreign-origin')
    // Deactivation ends all sessions; this refuses one that was begun at the same instant.
    if (!session.user.isActive) throw staffErrors.make('staff-inactive')
    return staffCaller(session.user)
  }
}

async function readSession({ auth }: StaffAuth, cookie: string): Promise<Session | null> {
  try {
    return await auth.api.getSession({ headers: new Headers({ cookie }) })
  } catch (error) {
    // better-auth wraps what went wrong; the cause says whether the database is away, so that we answer 503.
    throw error instanceof Error && error.cause instanceof Error ? error.cause : error
  }
}

function staffCaller({ id, name, role, storeIds }: Session['user']): Caller {
  return {
    id: `staff:${id}`,
    kind: 'staff',
    name,
    role,
    permissions: permissionsFor(role),
    storeIds: storeIds ?? 'all',
    tillId: null,
    staffId: id,
  }
}
