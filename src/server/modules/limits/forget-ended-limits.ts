import { addMonths, dayOf } from '../../../shared/calendar.ts'
import type { Context } from '../../platform/context.ts'
import { deleteUsedBefore } from './limit-store.ts'

const rowsPerStatement = 5_000
/** Longer than a receipt may be late, so that a refund still finds the period it gives room back to. */
const monthsKept = 26

/** Deletes what was counted in periods that ended long ago. What counts for life stays. @returns how many rows */
export async function forgetEndedLimits({ db, clock, timeZone }: Context): Promise<number> {
  const before = addMonths(dayOf(clock.now(), timeZone), -monthsKept)
  return db.transaction(tx => deleteUsedBefore(tx, { before, max: rowsPerStatement }))
}
