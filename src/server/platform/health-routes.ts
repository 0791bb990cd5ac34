import type { Context } from './context.ts'
import type { Http } from './http.ts'
import { readinessOf } from './readiness.ts'

/** Whether the process lives, whether it can work, and what the API looks like. */
export function healthRoutes(http: Http, context: Context): void {
  const shown = { config: { access: 'public' }, schema: { hide: true } } as const
  // Answered by the event loop alone: a process that cannot even do this should be ended.
  http.get('/health/live', shown, async () => ({ status: 'ok' }))
  http.get('/health/ready', shown, async (_request, reply) => {
    const { isReady, ...readiness } = await readinessOf(context, { isLeaving: http.departure.isLeaving })
    reply.header('cache-control', 'no-store')
    return reply.status(isReady ? 200 : 503).send({ status: isReady ? 'ok' : 'not-ready', ...readiness })
  })
  http.get('/openapi.json', shown, async () => http.swagger())
}
