import type { Transaction } from '../platform/database.ts'
import { invariant } from '../platform/errors.ts'
import { clearTarget, lockClock, writeRuns, writeTarget } from './clock-store.ts'
import { sandboxErrors } from './errors.ts'
import { destinationOf, type Wish } from './travel.ts'

/** To an instant, by a period, standing still or running on, or no further than the day in hand. */
export type TimeWish = Wish | { runs: boolean } | { stop: true }

/**
 * Notes where the clock of this sandbox is to go; the time machine takes it there.
 * @throws sandbox/backwards, sandbox/too-far, sandbox/period-unreadable, sandbox/on-the-way, sandbox/nothing-to-stop
 */
export async function askForTime(
  tx: Transaction,
  { wish, now, zone }: { wish: TimeWish; now: Date; zone: string },
): Promise<void> {
  const stored = await lockClock(tx)
  invariant(stored, 'a sandbox has a clock')
  const { targetAt } = stored
  if ('stop' in wish) {
    if (!targetAt) throw sandboxErrors.make('nothing-to-stop')
    return clearTarget(tx, targetAt)
  }
  if ('runs' in wish) return writeRuns(tx, wish.runs)
  if (targetAt) throw sandboxErrors.make('on-the-way', { to: targetAt.toISOString() })
  await writeTarget(tx, { leftAt: now, targetAt: destinationOf(wish, { now, zone }) })
}
