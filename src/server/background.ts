import { greetBirthdays } from './modules/activities/index.ts'
import { forgetOldApprovals } from './modules/approvals/index.ts'
import { sealTrail } from './modules/audit/index.ts'
import { issueBenefits } from './modules/benefits/index.ts'
import { makeSearchTexts } from './modules/catalog/index.ts'
import { countGoods, foldSalesDeltas } from './modules/checkout/index.ts'
import { foldOfferDeltas, makeCodes } from './modules/coupons/index.ts'
import { lapseRequests } from './modules/joining/index.ts'
import { foldDayDeltas, sweepAccounts } from './modules/ledger/index.ts'
import { reviewLevels } from './modules/levels/index.ts'
import { forgetEndedLimits } from './modules/limits/index.ts'
import { forgetPhoneLookUps } from './modules/members/index.ts'
import { ProgramBook } from './modules/programs/index.ts'
import { forgetOldRefusals } from './modules/refusals/index.ts'
import { forgetOldSignIns } from './modules/sign-in/index.ts'
import type { Context } from './platform/context.ts'
import { forgetOldAnswers } from './platform/idempotency.ts'
import { forgetEndedCounts } from './platform/rate-limit.ts'
import { relayOutbox } from './platform/relay-outbox.ts'
import { forgetEndedMarks } from './platform/use-once.ts'
import { reactionsOf } from './reactions.ts'

/**
 * Something that happens without a request. Running it twice, or on two machines at once, does no harm. What takes long
 * listens to `ending`, so that the process can end.
 */
export type BackgroundTask = {
  name: string
  run: (context: Context, ending?: AbortSignal) => Promise<number>
  /** Looks after what ends by the clock on the wall even where the shop's clock is moved: tries, nonces, sessions. */
  isOfTheWall?: true
}

const known = new WeakMap<Context, ReturnType<typeof reactionsOf>>()

/** Who reacts is made once for a process: their books of programs and assets stay open. */
export function relay(context: Context): Promise<number> {
  const reactions = known.get(context) ?? reactionsOf(context)
  known.set(context, reactions)
  return relayOutbox({ ...context, reactions })
}

/** What goes on all the time: each is run again this long after it had nothing left to do. */
export const steadyTasks: readonly (BackgroundTask & { pauseMs: number })[] = [
  { name: 'relay-outbox', pauseMs: 500, run: relay },
  { name: 'fold-ledger-days', pauseMs: 2_000, run: ({ db }) => db.transaction(foldDayDeltas) },
  { name: 'fold-sales-days', pauseMs: 2_000, run: ({ db }) => db.transaction(foldSalesDeltas) },
  { name: 'fold-offer-days', pauseMs: 2_000, run: ({ db }) => db.transaction(foldOfferDeltas) },
  { name: 'make-coupon-codes', pauseMs: 1_000, run: makeCodes },
  { name: 'make-goods-search-texts', pauseMs: 2_000, run: makeSearchTexts },
  { name: 'forget-phone-look-ups', pauseMs: 60_000, run: forgetPhoneLookUps },
  { name: 'forget-used-marks', pauseMs: 60_000, run: forgetEndedMarks, isOfTheWall: true },
  { name: 'forget-counts', pauseMs: 60_000, run: forgetEndedCounts, isOfTheWall: true },
  {
    name: 'count-goods',
    pauseMs: 30_000,
    run: context => countGoods({ ...context, programs: new ProgramBook(context.db, context.timeZone) }),
  },
  { name: 'seal-audit-trail', pauseMs: 1_000, run: sealTrail },
]

/** What is done once a day, at a time of the organisation's zone; and once at each start, for days that were missed. */
export const dailyTasks: readonly (BackgroundTask & { cron: string })[] = [
  { name: 'sweep-accounts', cron: '5 0 * * *', run: sweepAccounts },
  { name: 'greet-birthdays', cron: '10 0 * * *', run: greetBirthdays },
  { name: 'issue-benefits', cron: '20 0 * * *', run: issueBenefits },
  {
    name: 'review-levels',
    cron: '15 0 * * *',
    run: context => reviewLevels({ ...context, programs: new ProgramBook(context.db, context.timeZone) }),
  },
  {
    name: 'forget-old-answers',
    cron: '30 3 * * *',
    run: ({ db, clock, timeZone }) => forgetOldAnswers(db, { clock, timeZone }),
  },
  { name: 'lapse-joining-requests', cron: '0 4 * * *', run: lapseRequests },
  { name: 'forget-old-approvals', cron: '45 3 * * *', run: forgetOldApprovals },
  { name: 'forget-old-refusals', cron: '35 3 * * *', run: forgetOldRefusals },
  { name: 'forget-ended-limits', cron: '50 3 * * *', run: forgetEndedLimits },
  { name: 'forget-old-sign-ins', cron: '40 3 * * *', run: forgetOldSignIns, isOfTheWall: true },
]
