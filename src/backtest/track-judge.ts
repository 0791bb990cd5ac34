import {
  type CompiledLevels,
  higherLevel,
  levelFor,
  lowestLevel,
  type Measures,
  nextReviewOn,
  nextRiseOn,
  rankOf,
  reviewLevel,
  reviewWindowOn,
  windowOn,
} from '../program/index.ts'
import { addDays, type Day } from '../shared/calendar.ts'
import type { DayList } from './day-list.ts'
import { dayNumber, dayText } from './days.ts'
import type { OnRise } from './level-book.ts'
import type { Counter } from './tally.ts'
import {
  endOfGrant,
  floorOf,
  grantReviewOn,
  isHighest,
  isLocked,
  type LevelDates,
  moveState,
  standingBy,
  type TrackGrant,
  type TrackMove,
  type TrackState,
} from './track-state.ts'

/** What is known of a member: days, and a state for each track. */
export type Person = { member: number; isSeen: boolean; days: DayList; states: TrackState[] }

export type Judging = { person: Person; levels: CompiledLevels; state: TrackState; day: number; joinedOn: Day }

export type ToldOfMoves = { codes: readonly string[]; counter: Counter; onRise: OnRise | null }

/** Moves members in one track, by reviews and by time, and counts where they are. */
export class TrackJudge {
  readonly #codes: readonly string[]
  readonly #counter: Counter
  readonly #onRise: OnRise | null

  constructor({ codes, counter, onRise }: ToldOfMoves) {
    this.#codes = codes
    this.#counter = counter
    this.#onRise = onRise
  }

  count(level: string, day: number, change: number): void {
    const index = this.#codes.indexOf(level)
    if (index >= 0) this.#counter.level(index, day, change)
  }

  /** Holds what a day brings: a review, or a rise by time alone. */
  hold(judging: Judging, on: Day): void {
    const { person, levels, state, joinedOn } = judging
    const { reviewOn, riseOn } = state
    const isReview = reviewOn !== null && (riseOn === null || reviewOn <= riseOn)
    if (isLocked(state, on)) {
      // Judged on the first day after the lock.
      state.reviewOn = addDays(state.lockedThrough ?? on, 1)
      state.riseOn = null
      return
    }
    if (isReview) this.#review(judging, on)
    else this.#riseByTime(judging, on)
    if (state.riseOn !== on) return
    // Looked at again only if something was bought since: who stays away cannot rise.
    const { lastOn } = person.days
    const isOpen = lastOn !== null && lastOn >= on && !isHighest(levels, state)
    state.riseOn = isOpen ? nextRiseOn(levels, lastOn, state.reachedOn ?? joinedOn) : null
  }

  #review(judging: Judging, on: Day): void {
    const { person, levels, state, joinedOn } = judging
    const measures = person.days.measures(levels, window => spanOf(reviewWindowOn(window, on, joinedOn)))
    const standing = standingBy(levels, state, on)
    if (standing && this.#keepOrEnd(judging, { standing, on, measures })) return
    const verdict = reviewLevel(levels, {
      level: state.level,
      reviewOn: on,
      graceThrough: state.graceThrough,
      measures,
      joinedOn,
      floor: floorOf(levels, state, on),
    })
    if (verdict.level !== state.level) this.move(judging, { to: verdict.level, cause: 'review', on, sale: null })
    const next = verdict.reviewOn ?? nextReviewOn(levels, on, verdict.level)
    state.reviewOn = verdict.level === lowestLevel(levels).level ? null : next
    state.graceThrough = verdict.graceThrough
  }

  /** @returns false where the level is earned meanwhile, or a higher one is: then the review judges as any other */
  #keepOrEnd(
    judging: Judging,
    { standing, on, measures }: { standing: TrackGrant; on: Day; measures: Measures },
  ): boolean {
    const { levels, state } = judging
    const held = rankOf(levels, state.level)
    if (rankOf(levels, levelFor(levels, measures).level) >= held) return false
    if (rankOf(levels, floorOf(levels, state, on)) >= held) state.reviewOn = grantReviewOn(levels, state, on)
    else this.endGrant(judging, { grant: standing, on, measures })
    return true
  }

  endGrant(judging: Judging, ending: { grant: TrackGrant; on: Day; measures: Measures }): void {
    const { levels, state } = judging
    const end = endOfGrant(levels, state, ending)
    if (!end) return
    this.move(judging, { to: end.to, cause: 'grant-ended', on: ending.on, sale: null }, end.dates)
  }

  #riseByTime(judging: Judging, on: Day): void {
    const { person, levels, state, joinedOn } = judging
    const daysOf = levels.risesAtReview ? reviewWindowOn : windowOn
    const measures = person.days.measures(levels, window => spanOf(daysOf(window, on, joinedOn)))
    const reached = higherLevel(levels, state.level, measures)
    if (reached) this.move(judging, { to: reached.level, cause: 'review', on, sale: null })
  }

  move({ person, levels, state, day }: Judging, move: TrackMove, dates: LevelDates | null = null): void {
    const isRise = rankOf(levels, move.to) > rankOf(levels, state.level)
    this.#counter.money(isRise ? 'rises' : 'falls', day, 1)
    this.count(state.level, day, -1)
    moveState(levels, state, move)
    if (dates) Object.assign(state, dates)
    this.count(state.level, day, 1)
    if (isRise) this.#onRise?.(person.member, move.to, day)
  }
}

export function measuresOn(
  { days }: Person,
  levels: CompiledLevels,
  { day, joinedOn }: { day: number; joinedOn: Day },
) {
  return days.measures(levels, window => spanOf(windowOn(window, dayText(day), joinedOn)))
}

function spanOf({ from, through }: { from: Day; through: Day }): { from: number; through: number } {
  return { from: dayNumber(from), through: dayNumber(through) }
}
