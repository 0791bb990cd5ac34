import { dayOf } from '../../shared/calendar.ts'
import type { Clock } from '../platform/clock.ts'
import type { Context } from '../platform/context.ts'
import { invariant } from '../platform/errors.ts'
import { findClock, markFilled, writeRuns, writeTarget } from './clock-store.ts'
import { liveSampleYear } from './sample-year.ts'
import { sandboxCookiePrefix } from './sandbox-place.ts'
import { TestClock } from './test-clock.ts'
import { TimeMachine } from './time-machine.ts'

/** A sandbox in this process: what its routes and its background work with, and what moves its time. */
export type Sandbox = { context: Context; time: TimeMachine; outside: Clock }

export type OpenSandbox = {
  /** Opened on the database of the sandbox, by the clock on the wall. */
  context: Context
  onTrouble: (error: unknown) => void
}

/** @throws when the database is not that of a sandbox: no clock of a shop may ever be moved */
export async function openSandbox({ context: opened, onTrouble }: OpenSandbox): Promise<Sandbox> {
  const outside = opened.clock
  const stored = await findClock(opened.db)
  if (!stored) throw new Error('This database is not a sandbox: it has no test clock. 这个数据库不是沙盒。')
  const clock = new TestClock(outside, stored)
  const context = { ...opened, clock, cookiePrefix: sandboxCookiePrefix }
  const time = new TimeMachine({ context, clock, outside, onTrouble })
  return { context, time, outside }
}

/**
 * Lives the invented year of a sandbox that was made with members. A sandbox that was interrupted in the middle of it
 * is not mended: it is made anew.
 */
export async function fillSandbox({ context, time, outside }: Sandbox): Promise<void> {
  const { db, clock, timeZone } = context
  const stored = await findClock(db)
  invariant(stored, 'a sandbox has a clock')
  if (stored.isFilled) return
  const travelTo = async (at: Date) => {
    await db.transaction(tx => writeTarget(tx, { leftAt: clock.now(), targetAt: at }))
    time.wake()
    await time.settled()
    invariant(clock.now().getTime() === at.getTime(), 'the clock of a year that is lived stands where it was taken')
  }
  await liveSampleYear({ context, firstDay: dayOf(clock.now(), timeZone), travelTo })
  await travelTo(outside.now())
  await db.transaction(async tx => {
    await markFilled(tx)
    await writeRuns(tx, true)
  })
  time.wake()
  await time.settled()
}
