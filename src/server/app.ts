import { accessRoutes } from './modules/access/index.ts'
import { alertRoutes } from './modules/alerts/index.ts'
import { auditRoutes, Trail } from './modules/audit/index.ts'
import { catalogRoutes } from './modules/catalog/index.ts'
import { Checkout, checkoutRoutes } from './modules/checkout/index.ts'
import { apiKeyAuthenticator, keyRoutes, tillAuthenticator } from './modules/keys/index.ts'
import { Assets, ledgerRoutes } from './modules/ledger/index.ts'
import { levelRoutes } from './modules/levels/index.ts'
import { memberRoutes } from './modules/members/index.ts'
import { findOrganisation, organisationRoutes } from './modules/organisation/index.ts'
import { ProgramBook, programRoutes } from './modules/programs/index.ts'
import { openStaffAuth, signInRoutes, staffAuthenticator } from './modules/sign-in/index.ts'
import type { Clock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import type { Context } from './platform/context.ts'
import type { ConnectionTarget, Database } from './platform/database.ts'
import { invariant } from './platform/errors.ts'
import { healthRoutes } from './platform/health-routes.ts'
import { createHttp } from './platform/http.ts'
import { openCipher } from './platform/key-file.ts'
import { servePages } from './platform/pages.ts'
import { secureHeaders } from './platform/security-headers.ts'
import { UseOnce } from './platform/use-once.ts'
import { version } from './platform/version.ts'

export type AppParts = { db: Database; target: ConnectionTarget; config: Config; clock: Clock }

/** What every process of ours works with. The organisation's own time zone rules, not that of the machine. */
export async function openContext({ db, config, clock }: Omit<AppParts, 'target'>): Promise<Context> {
  const organisation = await findOrganisation(db)
  invariant(organisation, 'the organisation was founded at the first start')
  return { db, clock, config, cipher: await openCipher(db, config.keyFile), timeZone: organisation.timeZone }
}

/** The web application on its database. */
export async function buildApp({ db, target, config, clock }: AppParts) {
  return wireApp(await openContext({ db, config, clock }), target)
}

/** All wiring on one screen. It asks the database nothing, so that the API can be described without one. */
export async function wireApp(context: Context, target: ConnectionTarget) {
  const { db, config } = context
  const staffAuth = openStaffAuth({ context, target })
  const useOnce = new UseOnce(context)
  const programs = new ProgramBook(db, context.timeZone)
  const assets = new Assets(db)
  const checkout = new Checkout(context, { programs, assets })
  const http = await createHttp({
    // Machines first: asking for their headers costs nothing.
    authenticators: [
      tillAuthenticator(context, { useOnce }),
      apiKeyAuthenticator(context),
      staffAuthenticator(context),
    ],
    audit: new Trail(context),
    logger: { level: config.logLevel },
    trustedProxies: config.trustedProxies,
    version,
  })
  http.addHook('onClose', () => staffAuth.close())
  await secureHeaders(http, config)

  healthRoutes(http, context)
  organisationRoutes(http, context)
  signInRoutes(http, { context, staffAuth, useOnce })
  accessRoutes(http, context)
  keyRoutes(http, context)
  alertRoutes(http, context)
  catalogRoutes(http, context)
  memberRoutes(http, context)
  programRoutes(http, context, { programs })
  ledgerRoutes(http, context, { programs, assets })
  levelRoutes(http, context, { programs })
  checkoutRoutes(http, context, { checkout })
  auditRoutes(http, context)
  await servePages(http)
  return http
}
