import Type from 'typebox'
import { EndedSessions, SessionAnswer, SessionList } from '../../../shared/contract/access.ts'
import { closed } from '../../../shared/contract/common.ts'
import type { Caller } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { once } from '../../platform/idempotency.ts'
import { signInAudit } from './audit.ts'
import { sessionIdOf } from './authenticate-staff.ts'
import { signInErrors } from './errors.ts'
import { endOf, isOver } from './session-limits.ts'
import { deleteOtherSessions, deleteSession, findSessionsOf, type SignedInRow } from './session-store.ts'

const SessionPath = closed({ sessionId: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) })

/** Where somebody is signed in, and signing out there. Everybody sees and ends only what is theirs; no token is shown. */
export function sessionRoutes(http: Http, context: Context): void {
  const { db, clock } = context
  const access = 'organisation.read'
  http.addSchema(SessionAnswer)

  http.get(
    '/v1/myself/sessions',
    {
      config: { access, audit: { none: 'shows the caller their own sessions' } },
      schema: { response: { 200: SessionList } },
    },
    async request => {
      const { staffId, sessionId } = ownIds(request.caller)
      const rows = await findSessionsOf(db, staffId)
      return { sessions: rows.filter(row => !isOver(row, clock.now())).map(row => sessionAnswer(row, sessionId)) }
    },
  )

  http.delete(
    '/v1/myself/sessions/:sessionId',
    {
      config: { access, audit: signInAudit.action('end-session') },
      schema: { params: SessionPath, response: { 200: EndedSessions } },
    },
    async (request, reply) => {
      const { staffId } = ownIds(request.caller)
      const answer = await once(context, claimOf(request), async tx => {
        const ended = await deleteSession(tx, { staffId, sessionId: request.params.sessionId })
        if (ended === 0) throw signInErrors.make('session-not-found')
        return { status: 200, body: { ended } }
      })
      return sendAnswer(reply, answer)
    },
  )

  http.post(
    '/v1/myself/sessions/end-others',
    {
      config: { access, audit: signInAudit.action('end-other-sessions') },
      schema: { response: { 200: EndedSessions } },
    },
    async (request, reply) => {
      const own = ownIds(request.caller)
      const answer = await once(context, claimOf(request), async tx => ({
        status: 200,
        body: { ended: await deleteOtherSessions(tx, own) },
      }))
      return sendAnswer(reply, answer)
    },
  )
}

/** @throws access/session-not-found for machines, which have none */
function ownIds(caller: Caller): { staffId: string; sessionId: string } {
  const sessionId = sessionIdOf(caller)
  if (caller.staffId === null || sessionId === undefined) throw signInErrors.make('session-not-found')
  return { staffId: caller.staffId, sessionId }
}

function sessionAnswer(row: SignedInRow, ownSessionId: string): SessionAnswer {
  return {
    sessionId: row.sessionId,
    isThis: row.sessionId === ownSessionId,
    startedAt: row.startedAt.toISOString(),
    usedAt: row.usedAt.toISOString(),
    endsAt: endOf(row).toISOString(),
    address: row.address || null,
    browser: row.browser || null,
  }
}
