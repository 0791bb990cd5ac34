import { addDays, addMonths, type Day, dayOf } from '../../../shared/calendar.ts'
import type { DashboardAnswer } from '../../../shared/contract/insights.ts'
import type { Context } from '../../platform/context.ts'
import { countOutstanding } from '../ledger/index.ts'
import { countMembers } from '../members/index.ts'
import { countSales } from './sales-figures-store.ts'

/** The six figures of a period, both days included. Default: the last twelve months. */
export async function dashboard(
  { db, clock, timeZone }: Context,
  asked: { from: Day | undefined; to: Day | undefined },
): Promise<DashboardAnswer> {
  const now = clock.now()
  const to = asked.to ?? dayOf(now, timeZone)
  const from = asked.from ?? addDays(addMonths(to, -12), 1)
  const sales = await countSales(db, { from, through: to })
  return {
    from,
    to,
    countedAt: now.toISOString(),
    members: await countMembers(db, { through: to, timeZone }),
    pointsOutstanding: await countOutstanding(db, now),
    ...sales,
  }
}
