import { accessRoutes } from './modules/access/index.ts'
import { activityRoutes } from './modules/activities/index.ts'
import { alertRoutes } from './modules/alerts/index.ts'
import { approvalRoutes } from './modules/approvals/index.ts'
import { auditRoutes, Trail } from './modules/audit/index.ts'
import { backtestRoutes } from './modules/backtests/index.ts'
import { benefitRoutes, issueForActivity } from './modules/benefits/index.ts'
import { catalogRoutes, goodsNames } from './modules/catalog/index.ts'
import {
  batchLog,
  batchMetrics,
  batchTrace,
  Checkout,
  checkoutRoutes,
  countSalesDeltas,
  explanationRoutes,
} from './modules/checkout/index.ts'
import { couponRoutes } from './modules/coupons/index.ts'
import { importRoutes } from './modules/imports/index.ts'
import { joiningRoutes, openDoor } from './modules/joining/index.ts'
import { apiKeyAuthenticator, keyRoutes, tillAuthenticator } from './modules/keys/index.ts'
import { Assets, countDayDeltas, ledgerRoutes } from './modules/ledger/index.ts'
import { levelRoutes } from './modules/levels/index.ts'
import { memberRoutes } from './modules/members/index.ts'
import { findOrganisation, organisationRoutes } from './modules/organisation/index.ts'
import { ProgramBook, programRoutes } from './modules/programs/index.ts'
import { refusalRoutes } from './modules/refusals/index.ts'
import { rewardRoutes } from './modules/rewards/index.ts'
import { colleagueProver, openStaffAuth, signInRoutes, staffAuthenticator } from './modules/sign-in/index.ts'
import type { Clock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import type { Context } from './platform/context.ts'
import type { ConnectionTarget, Database } from './platform/database.ts'
import { invariant } from './platform/errors.ts'
import { healthRoutes } from './platform/health-routes.ts'
import { createHttp } from './platform/http.ts'
import { measureRequests } from './platform/http-metrics.ts'
import { openCipher } from './platform/key-file.ts'
import { logOptions } from './platform/log.ts'
import { Metrics, watchConnections } from './platform/metrics.ts'
import { MetricsExchange } from './platform/metrics-exchange.ts'
import { type DatabaseCount, metricsRoutes } from './platform/metrics-routes.ts'
import { servePages } from './platform/pages.ts'
import { logRequests } from './platform/request-log.ts'
import { secureHeaders } from './platform/security-headers.ts'
import { openTracing, traceRequests } from './platform/tracing.ts'
import { UseOnce } from './platform/use-once.ts'
import { version } from './platform/version.ts'
import { type MovableTime, sandboxRoutes } from './sandbox/routes.ts'

export type AppParts = {
  db: Database
  target: ConnectionTarget
  config: Config
  clock: Clock
  /** Where this process counts, and where it hears of the others. */
  exchange?: MetricsExchange
}

/** What every process of ours works with. The organisation's own time zone rules, not that of the machine. */
export async function openContext({ db, config, clock }: Pick<AppParts, 'db' | 'config' | 'clock'>): Promise<Context> {
  const organisation = await findOrganisation(db)
  invariant(organisation, 'the organisation was founded at the first start')
  return { db, clock, config, cipher: await openCipher(db, config.keyFile), timeZone: organisation.timeZone }
}

/** The web application on its database. */
export async function buildApp({ db, target, config, clock, exchange }: AppParts) {
  return wireApp(await openContext({ db, config, clock }), target, exchange)
}

/** What waits in the database until the background has folded it. */
function unfoldedCounts(db: Database): DatabaseCount[] {
  const help = 'Deltas of batches that are not yet in the totals of their day; figures count them all the same.'
  return [
    { name: 'regulars_ledger_deltas', help, read: () => countDayDeltas(db) },
    { name: 'regulars_sales_deltas', help, read: () => countSalesDeltas(db) },
  ]
}

/** What a sandbox adds: its time can be moved, and people and tills come in by the clock on the wall all the same. */
export type Inside = { time: MovableTime; outside: Clock }

/** All wiring on one screen. It asks the database nothing, so that the API can be described without one. */
export async function wireApp(
  context: Context,
  target: ConnectionTarget,
  exchange = new MetricsExchange(new Metrics(''), null),
  sandbox?: Inside,
) {
  const { metrics } = exchange
  const { db, config } = context
  const entering = sandbox ? { ...context, clock: sandbox.outside } : context
  const staffAuth = openStaffAuth({ context: entering, target })
  const useOnce = new UseOnce(entering)
  const programs = new ProgramBook(db, context.timeZone)
  const assets = new Assets(db)
  const http = await createHttp({
    // Machines first: asking for their headers costs nothing.
    authenticators: [
      tillAuthenticator(entering, { useOnce }),
      apiKeyAuthenticator(entering),
      staffAuthenticator(entering),
    ],
    audit: new Trail(context),
    logger: logOptions(config.logLevel, metrics.processName),
    trustedProxies: config.trustedProxies,
    version,
  })
  const tracing = await openTracing({
    config,
    processName: metrics.processName,
    onTrouble: message => http.log.warn({ message }, 'traces'),
  })
  const observers = [
    batchMetrics(metrics, { waiting: () => checkout.waiting }),
    batchLog(http.log),
    ...(tracing ? [batchTrace(tracing)] : []),
  ]
  const checkout: Checkout = new Checkout(context, { programs, assets, observers })
  http.addHook('onClose', async () => {
    await staffAuth.close()
    await tracing?.stop()
  })
  await secureHeaders(http, config)
  if (tracing) traceRequests(http, tracing)

  logRequests(http, config.logLevel)
  measureRequests(http, metrics)
  watchConnections(metrics, db)
  healthRoutes(http, context)
  metricsRoutes(http, context, { exchange, counts: unfoldedCounts(db) })
  organisationRoutes(http, context)
  signInRoutes(http, { context: entering, staffAuth, useOnce })
  accessRoutes(http, context)
  approvalRoutes(http, context, { prove: colleagueProver({ context: entering, staffAuth, useOnce }) })
  keyRoutes(http, context)
  alertRoutes(http, context)
  catalogRoutes(http, context)
  importRoutes(http, context)
  memberRoutes(http, context, openDoor({ context, programs }))
  joiningRoutes(http, { context, programs })
  backtestRoutes(http, context, { programs })
  programRoutes(http, context, { programs, goodsNames: skus => goodsNames(db, skus) })
  refusalRoutes(http, context)
  explanationRoutes(http, context, { programs, assets })
  ledgerRoutes(http, context, { programs, assets })
  levelRoutes(http, context, { programs })
  couponRoutes(http, context, { programs })
  checkoutRoutes(http, context, { checkout })
  activityRoutes(http, context, { programs, assets, bringBenefits: issueForActivity })
  rewardRoutes(http, { context, programs, assets })
  benefitRoutes(http, { context, programs, assets })
  auditRoutes(http, context)
  sandboxRoutes(http, context, { programs, assets, time: sandbox?.time })
  await servePages(http, { isSandbox: sandbox !== undefined })
  return http
}
