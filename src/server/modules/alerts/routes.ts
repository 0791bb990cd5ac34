import Type from 'typebox'
import { AlertAnswer, AlertList, AlertQuery } from '../../../shared/contract/alerts.ts'
import { closed } from '../../../shared/contract/common.ts'
import type { Context } from '../../platform/context.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { once } from '../../platform/idempotency.ts'
import { acknowledgeAlert } from './acknowledge-alert.ts'
import type { Alert } from './alert.ts'
import { findAlerts } from './alert-store.ts'
import { alertAudit } from './audit.ts'

const AlertPath = closed({ alertId: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) })

export function alertRoutes(http: Http, context: Context): void {
  const { db, clock } = context
  const access = 'alerts.handle'
  http.addSchema(AlertAnswer)

  http.get(
    '/v1/alerts',
    {
      config: { access, audit: { none: 'shows who asks too often, and no member' } },
      schema: { querystring: AlertQuery, response: { 200: AlertList } },
    },
    async request => {
      const alerts = await findAlerts(db, { onlyOpen: request.query.state === 'open' })
      return { alerts: alerts.map(alertAnswer) }
    },
  )

  http.post(
    '/v1/alerts/:alertId/acknowledge',
    {
      config: { access, audit: alertAudit.action('acknowledge') },
      schema: { params: AlertPath, response: { 200: AlertAnswer } },
    },
    async (request, reply) => {
      request.deed.about({ thing: `alert/${request.params.alertId}` })
      const { id, staffId, name } = request.caller
      const answer = await once(context, claimOf(request), async tx => {
        const by = { id: staffId ?? id, name }
        const alert = await acknowledgeAlert(tx, { ...request.params, by, now: clock.now() })
        return { status: 200, body: alertAnswer(alert) }
      })
      return sendAnswer(reply, answer)
    },
  )
}

function alertAnswer({ raisedAt, acknowledgedAt, ...alert }: Alert): AlertAnswer {
  return { ...alert, raisedAt: raisedAt.toISOString(), acknowledgedAt: acknowledgedAt?.toISOString() ?? null }
}
