import type { Day } from '../../../shared/calendar.ts'
import { type Event, EventKind } from '../../platform/events.ts'
import type { LevelChanges, MoveCause } from './level-state.ts'

export const levelMoved = new EventKind<{
  memberId: number
  programCode: string
  track: string
  from: string
  to: string
  cause: MoveCause
  movedOn: Day
}>('levels/moved', 1)

/** The news of all moves that are about to be written; a lock moves nobody. */
export function eventsOf({ moves }: LevelChanges, now: Date): Event[] {
  return moves
    .filter(({ from, to }) => from !== to)
    .map(({ state, from, to, cause, movedOn }) =>
      levelMoved.of(
        { memberId: state.memberId, programCode: state.programCode, track: state.track, from, to, cause, movedOn },
        now,
      ),
    )
}
