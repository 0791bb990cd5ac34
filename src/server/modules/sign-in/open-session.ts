import type { Context } from '../../platform/context.ts'
import type { Authenticator } from '../../platform/http.ts'
import { isOver, showsPresence, useNotedMs } from './session-limits.ts'
import { deleteSession, findSession, markSessionUsed, type SessionRow } from './session-store.ts'
import { tokenHash, tokenOfCookies } from './session-token.ts'

type Request = Parameters<Authenticator>[0]

/** The header in which a page says that somebody touched it within the last minute. */
export const presenceHeader = 'regulars-present'

/**
 * The session of a request, read from the database each time: what ends it anywhere ends it here at once. A session
 * that is over is removed.
 */
export async function openSession(
  { db, clock, cookiePrefix }: Context,
  request: Request,
): Promise<SessionRow | undefined> {
  const token = tokenOfCookies(request.headers.cookie, cookiePrefix)
  const session = token === undefined ? undefined : await findSession(db, tokenHash(token))
  if (!session) return undefined
  const now = clock.now()
  if (isOver(session, now)) {
    await deleteSession(db, session)
    return undefined
  }
  const present = request.headers[presenceHeader] === 'yes'
  const isDue = now.getTime() - session.usedAt.getTime() >= useNotedMs
  if (isDue && showsPresence({ method: request.method, present }))
    await markSessionUsed(db, { sessionId: session.sessionId, usedAt: now })
  return session
}
