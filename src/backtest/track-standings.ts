import {
  type CompiledLevels,
  type CompiledProgram,
  higherLevel,
  levelFor,
  lowestLevel,
  type Measures,
  nextReviewOn,
  nextRiseOn,
  rankOf,
  reviewLevel,
  reviewWindowOn,
  undoRise,
  windowOn,
} from '../program/index.ts'
import { addDays, type Day } from '../shared/calendar.ts'
import { type DayAmounts, DayList } from './day-list.ts'
import { dayNumber, dayText } from './days.ts'
import type { LevelBook, LevelRefund, LevelSale, OnRise } from './level-book.ts'
import type { Counter } from './tally.ts'
import {
  arranged,
  endOfGrant,
  floorOf,
  grantByGoods,
  grantReviewOn,
  isArranged,
  isHighest,
  isLocked,
  type LevelDates,
  moveState,
  nextDay,
  standingBy,
  type TrackGrant,
  type TrackMove,
  type TrackState,
  undoBelow,
} from './track-state.ts'

type Person = { member: number; isSeen: boolean; days: DayList; states: TrackState[] }

type Judging = { person: Person; levels: CompiledLevels; state: TrackState; day: number; joinedOn: Day }

/**
 * Where members stand under programs with several tracks, scores, granted levels, certain goods, or levels that time
 * alone raises: what the ledger's levels do, in memory. Slower than `Standings`, which does what most programs need.
 */
export class TrackStandings implements LevelBook {
  readonly #codes: readonly string[]
  readonly #counter: Counter
  readonly #onRise: OnRise | null
  readonly #people = new Map<number, Person>()

  constructor({ codes, counter, onRise }: { codes: readonly string[]; counter: Counter; onRise: OnRise | null }) {
    this.#codes = codes
    this.#counter = counter
    this.#onRise = onRise
  }

  #person(member: number): Person {
    const known = this.#people.get(member)
    if (known) return known
    const person = { member, isSeen: false, days: new DayList(), states: [] }
    this.#people.set(member, person)
    return person
  }

  /** Begins with the states that a member had before the first receipt. */
  openState(member: number, state: TrackState): void {
    this.#person(member).states.push(state)
  }

  touch(): number {
    return 0
  }

  openDay(member: number, day: number, amounts: DayAmounts): void {
    this.#person(member).days.add(day, amounts)
  }

  hasBought(member: number): boolean {
    return (this.#people.get(member)?.days.visits ?? 0) > 0
  }

  isSeen(member: number): boolean {
    return this.#people.get(member)?.isSeen ?? false
  }

  levelIndex(member: number, track: number): number {
    return Math.max(this.#codes.indexOf(this.levelOf(member, track)), 0)
  }

  levelOf(member: number, track: number): string {
    return this.#people.get(member)?.states[track]?.level ?? ''
  }

  see(member: number, day: number, program: CompiledProgram): void {
    const person = this.#person(member)
    if (person.isSeen) return
    person.isSeen = true
    person.states = arranged(person.states, program)
    for (const { level } of person.states) this.#count(level, day, 1)
  }

  adopt(member: number, day: number, program: CompiledProgram): void {
    const person = this.#person(member)
    if (isArranged(person.states, program)) return
    for (const { level } of person.states) this.#count(level, day, -1)
    person.states = arranged(person.states, program)
    for (const { level } of person.states) this.#count(level, day, 1)
  }

  #count(level: string, day: number, change: number): void {
    const index = this.#codes.indexOf(level)
    if (index >= 0) this.#counter.level(index, day, change)
  }

  measures(member: number, day: number, { tracks }: CompiledProgram, joinedOn: Day): Measures {
    const [levels] = tracks
    return levels ? measuresOn(this.#person(member), levels, { day, joinedOn }) : {}
  }

  /** Holds every review, and every day on which time alone may raise, that has come: in order, each track by itself. */
  review(member: number, day: number, { tracks }: CompiledProgram, joinedOn: Day): void {
    const person = this.#person(member)
    const today = dayText(day)
    for (const [place, levels] of tracks.entries()) {
      const state = person.states[place]
      if (!state) continue
      for (let on = nextDay(state); on !== null && on <= today; on = nextDay(state))
        this.#hold({ person, levels, state, day: dayNumber(on), joinedOn }, on)
    }
  }

  #hold(judging: Judging, on: Day): void {
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
    if (verdict.level !== state.level) this.#move(judging, { to: verdict.level, cause: 'review', on, sale: null })
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
    else this.#endGrant(judging, { grant: standing, on, measures })
    return true
  }

  #endGrant(judging: Judging, ending: { grant: TrackGrant; on: Day; measures: Measures }): void {
    const { levels, state } = judging
    const end = endOfGrant(levels, state, ending)
    if (!end) return
    this.#move(judging, { to: end.to, cause: 'grant-ended', on: ending.on, sale: null }, end.dates)
  }

  #riseByTime(judging: Judging, on: Day): void {
    const { person, levels, state, joinedOn } = judging
    const daysOf = levels.risesAtReview ? reviewWindowOn : windowOn
    const measures = person.days.measures(levels, window => spanOf(daysOf(window, on, joinedOn)))
    const reached = higherLevel(levels, state.level, measures)
    if (reached) this.#move(judging, { to: reached.level, cause: 'review', on, sale: null })
  }

  #move({ person, levels, state, day }: Judging, move: TrackMove, dates: LevelDates | null = null): void {
    const isRise = rankOf(levels, move.to) > rankOf(levels, state.level)
    this.#counter.money(isRise ? 'rises' : 'falls', day, 1)
    this.#count(state.level, day, -1)
    moveState(levels, state, move)
    if (dates) Object.assign(state, dates)
    this.#count(state.level, day, 1)
    if (isRise) this.#onRise?.(person.member, move.to, day)
  }

  addSale(member: number, amounts: DayAmounts, { day, program, joinedOn, sale, lines, keptSale }: LevelSale): void {
    const person = this.#person(member)
    person.days.add(day, amounts)
    const on = dayText(day)
    for (const [place, levels] of program.tracks.entries()) {
      const state = person.states[place]
      if (!state) continue
      const judging = { person, levels, state, day, joinedOn }
      if (!isLocked(state, on)) this.#raise(judging, { on, sale: keptSale })
      const granted = grantByGoods(levels, state, { lines, on, sale })
      if (!granted) continue
      this.#move(judging, { to: granted, cause: 'granted', on, sale: null })
      state.reviewOn = grantReviewOn(levels, state, on)
    }
  }

  #raise(judging: Judging, { on, sale }: { on: Day; sale: number | null }): void {
    const { person, levels, state, day, joinedOn } = judging
    const reached = levels.risesAtReview
      ? null
      : higherLevel(levels, state.level, measuresOn(person, levels, { day, joinedOn }))
    if (reached) this.#move(judging, { to: reached.level, cause: 'receipt', on, sale })
    state.riseOn ??= isHighest(levels, state) ? null : nextRiseOn(levels, on, state.reachedOn ?? joinedOn)
  }

  /** Takes what came back out of the day of its sale; what was granted lies above what was earned, and goes first. */
  takeBack(member: number, amounts: DayAmounts, refund: LevelRefund): void {
    const { day, soldOn, program, joinedOn, sale, linesLeft } = refund
    const person = this.#person(member)
    person.days.add(soldOn, amounts)
    const on = dayText(day)
    for (const [place, levels] of program.tracks.entries()) {
      const state = person.states[place]
      if (!state) continue
      const judging = { person, levels, state, day, joinedOn }
      const measures = measuresOn(person, levels, { day, joinedOn })
      this.#takeGrantBack(judging, { sale, linesLeft, on, measures })
      this.#undo(judging, { sale, on, measures })
    }
  }

  #takeGrantBack(
    judging: Judging,
    {
      sale,
      linesLeft,
      on,
      measures,
    }: { sale: number; linesLeft: LevelRefund['linesLeft']; on: Day; measures: Measures },
  ): void {
    const { levels, state } = judging
    const grant = state.grants.find(candidate => candidate.sale === sale)
    const granted = levels.ladder.find(({ level }) => level === grant?.level)?.granted
    if (!grant || (granted?.by === 'goods' && linesLeft.some(({ sku }) => granted.sku.includes(sku)))) return
    const standing = standingBy(levels, state, on)
    state.grants = state.grants.filter(candidate => candidate !== grant)
    // Another grant of the same level keeps it, and a lock keeps everything.
    if (standing === grant && !isLocked(state, on)) this.#endGrant(judging, { grant, on, measures })
  }

  #undo(judging: Judging, { sale, on, measures }: { sale: number; on: Day; measures: Measures }): void {
    const { levels, state } = judging
    const rise = state.rises.at(-1)
    if (!rise || rise.sale !== sale || isLocked(state, on)) return
    if (rankOf(levels, state.level) > rankOf(levels, rise.to)) {
      undoBelow(levels, state, measures)
      return
    }
    const fall = undoRise(levels, rise, measures, floorOf(levels, state, on))
    if (fall) this.#move(judging, { to: fall.to, cause: 'refund', on, sale })
  }
}

function measuresOn({ days }: Person, levels: CompiledLevels, { day, joinedOn }: { day: number; joinedOn: Day }) {
  return days.measures(levels, window => spanOf(windowOn(window, dayText(day), joinedOn)))
}

function spanOf({ from, through }: { from: Day; through: Day }): { from: number; through: number } {
  return { from: dayNumber(from), through: dayNumber(through) }
}
