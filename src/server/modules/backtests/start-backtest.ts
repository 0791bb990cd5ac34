import { addDays, addMonths, dayOf, isDay } from '../../../shared/calendar.ts'
import type { BacktestBody } from '../../../shared/contract/backtests.ts'
import type { Transaction } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import type { ProgramBook } from '../programs/index.ts'
import { backtestErrors } from './errors.ts'
import { type BacktestRequest, countWaiting, insertBacktest } from './run-store.ts'
import { sidesOf } from './sides.ts'

const waitingMax = 10
const periodMonthsMax = 60

export type StartBacktest = {
  body: BacktestBody
  askedBy: string
  book: ProgramBook
  now: Date
  zone: string
}

/**
 * Puts a back-test into the queue; the background runs one after the other.
 * @throws backtests/draft-has-errors, backtests/no-program-to-compare
 * @throws backtests/period-not-valid, backtests/opening-not-for-live, backtests/queue-full
 */
export async function startBacktest(
  tx: Transaction,
  { body, askedBy, book, now, zone }: StartBacktest,
): Promise<{ backtestId: string; programCode: string }> {
  const { document, ...request } = body
  refuseRequest(request, dayOf(now, zone))
  const { draftProgram } = sidesOf(book, { document, now, zone })
  if ((await countWaiting(tx)) >= waitingMax) throw backtestErrors.make('queue-full', { most: waitingMax })
  const backtestId = newId(now)
  await insertBacktest(tx, { backtestId, programCode: draftProgram.code, document, request, askedBy, askedAt: now })
  return { backtestId, programCode: draftProgram.code }
}

/** @throws backtests/period-not-valid, backtests/opening-not-for-live */
export function refuseRequest({ from, to, against, opening }: BacktestRequest, today: string): void {
  const isValid =
    isDay(from) && isDay(to) && from <= to && to <= today && addDays(to, 1) <= addMonths(from, periodMonthsMax)
  if (!isValid) throw backtestErrors.make('period-not-valid')
  if (against === 'live' && opening === 'earlier') throw backtestErrors.make('opening-not-for-live')
}
