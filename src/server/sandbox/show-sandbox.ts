import type { SandboxAnswer } from '../../shared/contract/sandbox.ts'
import type { ProgramBook } from '../modules/programs/index.ts'
import { invariant } from '../platform/errors.ts'
import { findClock } from './clock-store.ts'
import { findNextDays, type Looking } from './next-days.ts'
import type { Room } from './room.ts'
import { journeyOf } from './travel.ts'

/** How the shop tells of its sandbox. `host` is the name under which the shop itself was asked. */
export function roomAnswer(
  room: Room | undefined,
  { sandboxUrl, host }: { sandboxUrl: string; host: string },
): SandboxAnswer {
  if (!room) return { isSandbox: false, room: null, clock: null }
  const { state, contents, askedAt, port, problem } = room
  const address = port === null ? null : sandboxUrl || `http://${host}:${port}`
  return {
    isSandbox: false,
    room: { state, contents, askedAt: askedAt.toISOString(), address, problem },
    clock: null,
  }
}

/** How a sandbox tells of itself. */
export async function clockAnswer(
  context: Looking,
  { programs, problem }: { programs: ProgramBook; problem: string | null },
): Promise<SandboxAnswer> {
  const stored = await findClock(context.db)
  invariant(stored, 'a sandbox has a clock')
  const { leftAt: from, targetAt: to } = stored
  const now = context.clock.now()
  const journey = from && to ? journeyOf({ from, to, at: now, zone: context.timeZone }) : null
  const { expiry, review, birthday, release } = await findNextDays(context, programs)
  return {
    isSandbox: true,
    room: null,
    clock: {
      now: now.toISOString(),
      timeZone: context.timeZone,
      runs: stored.runs,
      problem,
      journey: journey && {
        from: journey.from.toISOString(),
        to: journey.to.toISOString(),
        days: journey.days,
        daysDone: journey.daysDone,
      },
      next: {
        expiry: expiry && { ...expiry, at: expiry.at.toISOString() },
        review,
        birthday,
        release: release && { ...release, at: release.at.toISOString() },
      },
    },
  }
}
