import type { Context } from './context.ts'
import type { Http } from './http.ts'
import { httpErrors } from './http-errors.ts'
import { Metrics, metricsContentType, metricsText } from './metrics.ts'
import { mayReadMetrics } from './metrics-access.ts'
import type { MetricsExchange } from './metrics-exchange.ts'
import { findStanding } from './operation-store.ts'

/** A number that the database knows, and how to ask for it. */
export type DatabaseCount = { name: string; help: string; read: () => Promise<number> }

export type MetricsParts = {
  exchange: MetricsExchange
  /** What modules have lying in the database until the background takes it away. */
  counts: readonly DatabaseCount[]
}

/** GET /metrics: what every process has measured, and what the database knows, in the text format of Prometheus. */
export function metricsRoutes(http: Http, context: Context, { exchange, counts }: MetricsParts): void {
  const shared = databaseMetrics(context, counts)
  http.get('/metrics', { config: { access: 'public' }, schema: { hide: true } }, async (request, reply) => {
    const { headers, socket } = request
    if (!mayReadMetrics({ remoteAddress: socket.remoteAddress, headers, token: context.config.metricsToken }))
      throw httpErrors.make('metrics-closed')
    const measured = [...(await exchange.gather()), await shared.measured()]
    return reply.type(metricsContentType).send(await metricsText(measured))
  })
}

/** Asked for only by whoever answers, so that they are there once and not once for each process. */
function databaseMetrics({ db, clock }: Context, counts: readonly DatabaseCount[]): Metrics {
  const metrics = new Metrics('')
  let standing: ReturnType<typeof findStanding> | undefined
  metrics.gauge({
    name: 'regulars_database_reachable',
    help: '1 when the database answers, else 0; then what it knows is missing here.',
    read: async gauge => {
      // The first to be read; those below share its answer.
      standing = findStanding(db, clock.now())
      gauge.set(
        await standing.then(
          () => 1,
          () => 0,
        ),
      )
    },
  })
  const known = async () => standing?.catch(() => undefined)
  metrics.gauge({
    name: 'regulars_outbox_events',
    help: 'Events that wait for delivery, and those that were set aside after ten attempts.',
    labelNames: ['state'],
    read: async gauge => {
      gauge.reset()
      const outbox = (await known())?.outbox
      if (!outbox) return
      gauge.set({ state: 'waiting' }, outbox.waiting)
      gauge.set({ state: 'stuck' }, outbox.stuck)
    },
  })
  metrics.gauge({
    name: 'regulars_outbox_lag_seconds',
    help: 'The age of the oldest event that waits.',
    read: async gauge => gauge.set((await known())?.outbox.oldestSeconds ?? 0),
  })
  metrics.gauge({
    name: 'regulars_last_backup_timestamp_seconds',
    help: 'When the last back-up was taken; 0 for never.',
    read: async gauge => gauge.set(((await known())?.lastBackupAt?.getTime() ?? 0) / 1_000),
  })
  for (const { name, help, read } of counts)
    metrics.gauge({
      name,
      help,
      read: async gauge => {
        gauge.reset()
        if (await known()) gauge.set(await read())
      },
    })
  return metrics
}
