import { addDays, dayOf, startOfDay } from '../../../shared/calendar.ts'
import type { Context } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { joiningDecided } from './events.ts'
import { waitDaysMax } from './request.ts'
import { closeRequest, findOldRequests, lockRequest } from './request-store.ts'

/** Ends requests that nobody decided in time, and forgets who asked. @returns how many */
export async function lapseRequests({
  db,
  clock,
  timeZone,
}: Pick<Context, 'db' | 'clock' | 'timeZone'>): Promise<number> {
  const at = clock.now()
  const before = startOfDay(addDays(dayOf(at, timeZone), -waitDaysMax), timeZone)
  const old = await findOldRequests(db, before)
  for (const requestId of old)
    await db.transaction(async tx => {
      const row = await lockRequest(tx, requestId)
      // Decided between the two statements.
      if (row?.state !== 'waiting') return
      const { storeId, way } = row
      const state = 'lapsed' as const
      await closeRequest(tx, requestId, { state, by: null, at, why: null, memberNumber: null })
      await publish(tx, [joiningDecided.of({ requestId, storeId, way, state, memberNumber: null }, at)])
    })
  return old.length
}
