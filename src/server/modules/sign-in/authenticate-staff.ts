import type { Caller } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import type { Authenticator } from '../../platform/http.ts'
import { isSecondFactorMissing, permissionsFor, staffErrors } from '../access/index.ts'
import { signInErrors } from './errors.ts'
import { openSession } from './open-session.ts'
import { refuseForeignPages } from './origins.ts'
import type { SessionRow } from './session-store.ts'

/** Requests that change nothing may come from anywhere: their answers cannot be read by a page of another origin. */
const readingMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/**
 * Staff are known by the cookie of their session.
 * @throws organisation/foreign-origin when another site's page had the browser send the cookie
 * @throws organisation/staff-inactive
 * @throws access/second-factor-missing when the role needs one: such a session may do nothing but set it up
 */
export function staffAuthenticator(context: Context): Authenticator {
  const refuse = refuseForeignPages(context.config)
  return async request => {
    const session = await openSession(context, request)
    if (!session) return undefined
    if (!readingMethods.includes(request.method)) refuse(request)
    // Deactivation ends all sessions; this refuses one that was begun at the same instant.
    if (!session.isActive) throw staffErrors.make('staff-inactive')
    if (isSecondFactorMissing(session, session.secondFactorRule ?? 'required'))
      throw signInErrors.make('second-factor-missing')
    return staffCaller(session)
  }
}

const sessionIds = new WeakMap<Caller, string>()

/** The session that a caller came with; undefined for machines. */
export function sessionIdOf(caller: Caller): string | undefined {
  return sessionIds.get(caller)
}

function staffCaller({ sessionId, staffId, name, role, storeIds }: SessionRow): Caller {
  const caller: Caller = {
    id: `staff:${staffId}`,
    kind: 'staff',
    name,
    role,
    permissions: permissionsFor(role),
    storeIds: storeIds ?? 'all',
    tillId: null,
    staffId,
  }
  sessionIds.set(caller, sessionId)
  return caller
}
