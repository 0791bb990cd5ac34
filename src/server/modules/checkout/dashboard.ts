import { addDays, addMonths, type Day, dayOf, isDay } from '../../../shared/calendar.ts'
import type { DashboardAnswer } from '../../../shared/contract/insights.ts'
import type { Context } from '../../platform/context.ts'
import { httpErrors } from '../../platform/http-errors.ts'
import { countOutstanding } from '../ledger/index.ts'
import { countMembers } from '../members/index.ts'
import type { SoldPeriod } from './figure-list-store.ts'
import { countSales } from './sales-figures-store.ts'

type Asked = { from?: Day; to?: Day }

/**
 * The period asked for, both days included. Default: the last twelve months.
 * @throws request/no-such-day
 */
export function periodOf({ clock, timeZone }: Context, { from, to }: Asked): SoldPeriod {
  for (const day of [from, to]) if (day !== undefined && !isDay(day)) throw httpErrors.make('no-such-day')
  const through = to ?? dayOf(clock.now(), timeZone)
  return { from: from ?? addDays(addMonths(through, -12), 1), through }
}

/** The six figures of a period. */
export async function dashboard(context: Context, asked: Asked): Promise<DashboardAnswer> {
  const { db, clock, timeZone } = context
  const now = clock.now()
  const period = periodOf(context, asked)
  const sales = await countSales(db, period)
  return {
    from: period.from,
    to: period.through,
    countedAt: now.toISOString(),
    members: await countMembers(db, { through: period.through, timeZone }),
    pointsOutstanding: await countOutstanding(db, now),
    ...sales,
  }
}
