import { type CompiledProgram, higherLevel, type Measures, nextRiseOn, rankOf, undoRise } from '../program/index.ts'
import type { Day } from '../shared/calendar.ts'
import { type DayAmounts, DayList } from './day-list.ts'
import { dayNumber, dayText, never } from './days.ts'
import type { LevelBook, LevelByHand, LevelNote, LevelRefund, LevelSale } from './level-book.ts'
import { type Judging, measuresOn, type Person, type ToldOfMoves, TrackJudge } from './track-judge.ts'
import {
  arranged,
  floorOf,
  grantByGoods,
  grantByHand,
  grantForEvent,
  grantReviewOn,
  isArranged,
  isHighest,
  isLocked,
  lock,
  nextDay,
  standingBy,
  type TrackState,
  undoBelow,
  unlock,
} from './track-state.ts'

/**
 * Where members stand under programs with several tracks, scores, granted levels, certain goods, or levels that time
 * alone raises: what the ledger's levels do, in memory. Slower than `Standings`, which does what most programs need.
 */
export class TrackStandings implements LevelBook {
  readonly #codes: readonly string[]
  readonly #judge: TrackJudge
  readonly #people = new Map<number, Person>()

  constructor(told: ToldOfMoves) {
    this.#codes = told.codes
    this.#judge = new TrackJudge(told)
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
    for (const { level } of person.states) this.#judge.count(level, day, 1)
  }

  adopt(member: number, day: number, program: CompiledProgram): void {
    const person = this.#person(member)
    if (isArranged(person.states, program)) return
    for (const { level } of person.states) this.#judge.count(level, day, -1)
    person.states = arranged(person.states, program)
    for (const { level } of person.states) this.#judge.count(level, day, 1)
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
        this.#judge.hold({ person, levels, state, day: dayNumber(on), joinedOn }, on)
    }
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
      if (granted) this.#grant(judging, granted, on)
    }
  }

  /** What is granted comes first: what was counted may lie above it. */
  note(member: number, amounts: DayAmounts, { day, program, joinedOn, code }: LevelNote): void {
    const person = this.#person(member)
    person.days.add(day, amounts)
    const on = dayText(day)
    for (const [place, levels] of program.tracks.entries()) {
      const state = person.states[place]
      if (!state) continue
      const judging = { person, levels, state, day, joinedOn }
      const granted = grantForEvent(levels, state, { code, on })
      if (granted) this.#grant(judging, granted, on)
      if (!isLocked(state, on)) this.#raise(judging, { on, sale: null })
    }
  }

  /** As staff did it; whoever is locked on a level is put onto it first. */
  give(member: number, { day, program, joinedOn, deed, level, through }: LevelByHand): boolean {
    const person = this.#person(member)
    const place = program.tracks.findIndex(({ ladder }) => ladder.some(candidate => candidate.level === level))
    const [levels, state] = [program.tracks[place], person.states[place]]
    if (!levels || !state) return false
    const on = dayText(day)
    const throughOn = through === never ? null : dayText(through)
    const judging = { person, levels, state, day, joinedOn }
    if (deed === 'invited') {
      const granted = grantByHand(levels, state, { code: level, on, throughOn })
      if (granted) this.#grant(judging, granted, on)
    } else if (deed === 'unlocked') unlock(levels, state, on)
    else {
      if (state.level !== level) this.#judge.move(judging, { to: level, cause: 'manual', on, sale: null })
      if (deed === 'locked' && throughOn !== null) lock(state, throughOn)
    }
    return true
  }

  #grant(judging: Judging, to: string, on: Day): void {
    const { levels, state } = judging
    this.#judge.move(judging, { to, cause: 'granted', on, sale: null })
    state.reviewOn = grantReviewOn(levels, state, on)
  }

  #raise(judging: Judging, { on, sale }: { on: Day; sale: number | null }): void {
    const { person, levels, state, day, joinedOn } = judging
    const reached = levels.risesAtReview
      ? null
      : higherLevel(levels, state.level, measuresOn(person, levels, { day, joinedOn }))
    if (reached) this.#judge.move(judging, { to: reached.level, cause: 'receipt', on, sale })
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
    if (standing === grant && !isLocked(state, on)) this.#judge.endGrant(judging, { grant, on, measures })
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
    if (fall) this.#judge.move(judging, { to: fall.to, cause: 'refund', on, sale })
  }
}
