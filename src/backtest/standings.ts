import {
  type CompiledLevels,
  type CompiledProgram,
  higherLevel,
  lowestLevel,
  type Measures,
  nextReviewOn,
  rankOf,
  reviewLevel,
  reviewWindowOn,
  undoRise,
  windowOn,
} from '../program/index.ts'
import type { Day } from '../shared/calendar.ts'
import { DayBuckets, type DayChange, type DaySums } from './day-buckets.ts'
import { dayNumber, dayText, never } from './days.ts'
import type { LevelBook, LevelNote, LevelRefund, LevelSale, OnRise } from './level-book.ts'
import { ladderOf } from './replayable.ts'
import type { Counter } from './tally.ts'

/** Longer than every review looks back, whatever the window: a year and a leap day. */
const reviewDaysMax = 367

const noGrace = -1

/** What is known of a member lies in one row: with a million of them each column of its own would be a wait for memory. */
const rowLength = 5
const levelAt = 0
const reviewAt = 1
const graceAt = 2
const visitsAt = 3
const seenAt = 4

/** Of a member of whom nothing is known there is 0. */
const seen = 1
const opened = 2

/** A rise that its own refund may undo, with the dates of the level that it left. */
type Rise = { from: string; to: string; sale: number; reviewOn: number; graceThrough: number }

type Span = { from: number; through: number }
type Window = CompiledLevels['window']

/** What most programs need, in columns: one track whose levels receipts raise at once and reviews lower. */
export class Standings implements LevelBook {
  readonly #codes: readonly string[]
  readonly #counter: Counter
  readonly #onRise: OnRise | null
  readonly #rows: Int32Array
  readonly #days: DayBuckets
  readonly #rises = new Map<number, Rise[]>()
  readonly #windows = new Map<Window, { day: number; span: Span }>()
  /** By the keys of gauges, which say measure and window. */
  readonly #lastMeasures: Record<string, number> = {}

  constructor(
    members: number,
    { codes, counter, onRise }: { codes: readonly string[]; counter: Counter; onRise: OnRise | null },
  ) {
    this.#codes = codes
    this.#counter = counter
    this.#onRise = onRise
    this.#rows = new Int32Array(members * rowLength)
    for (let member = 0; member < members; member++) {
      this.#rows[member * rowLength + reviewAt] = never
      this.#rows[member * rowLength + graceAt] = noGrace
    }
    this.#days = new DayBuckets(members)
  }

  /** Begins where a member stood before the first receipt. */
  open(
    member: number,
    { level, reviewOn, graceThrough }: { level: string; reviewOn: number; graceThrough: number },
  ): void {
    this.#rows[member * rowLength + levelAt] = this.#codes.indexOf(level)
    this.#rows[member * rowLength + reviewAt] = reviewOn
    this.#rows[member * rowLength + graceAt] = graceThrough
    this.#rows[member * rowLength + seenAt] = opened
  }

  touch(member: number): number {
    return (this.#rows[member * rowLength + seenAt] ?? 0) ^ this.#days.touch(member)
  }

  openDay(member: number, day: number, change: DayChange): void {
    this.#days.add(member, day, change)
    this.#rows[member * rowLength + visitsAt] = (this.#rows[member * rowLength + visitsAt] ?? 0) + change.visits
  }

  hasBought(member: number): boolean {
    return (this.#rows[member * rowLength + visitsAt] ?? 0) > 0
  }

  isSeen(member: number): boolean {
    return this.#rows[member * rowLength + seenAt] === seen
  }

  levelIndex(member: number): number {
    return this.#rows[member * rowLength + levelAt] ?? 0
  }

  levelOf(member: number): string {
    return this.#codes[this.#rows[member * rowLength + levelAt] ?? 0] ?? ''
  }

  /** Puts a member whom nobody saw before onto the ladder, and counts him there. */
  see(member: number, day: number, program: CompiledProgram): void {
    if (this.isSeen(member)) return
    const isOpened = this.#rows[member * rowLength + seenAt] === opened
    this.#rows[member * rowLength + seenAt] = seen
    const levels = ladderOf(program)
    if (!levels) return
    if (!isOpened || rankOf(levels, this.levelOf(member)) === 0)
      this.#rows[member * rowLength + levelAt] = this.#codes.indexOf(lowestLevel(levels).level)
    this.#counter.level(this.#rows[member * rowLength + levelAt] ?? 0, day, 1)
  }

  /** On the day of another program: a level that its ladder does not have counts as the lowest. */
  adopt(member: number, day: number, program: CompiledProgram): void {
    const levels = ladderOf(program)
    const held = this.levelOf(member)
    if (!levels || levels.ladder.some(({ level }) => level === held)) return
    this.#counter.level(this.#rows[member * rowLength + levelAt] ?? 0, day, -1)
    this.#rows[member * rowLength + levelAt] = this.#codes.indexOf(lowestLevel(levels).level)
    this.#counter.level(this.#rows[member * rowLength + levelAt] ?? 0, day, 1)
    this.#rows[member * rowLength + reviewAt] = never
    this.#rows[member * rowLength + graceAt] = noGrace
  }

  /** Holds every review whose day has come, in order. */
  review(member: number, day: number, program: CompiledProgram, joinedOn: Day): void {
    for (
      let reviewOn = this.#rows[member * rowLength + reviewAt] ?? never;
      reviewOn <= day;
      reviewOn = this.#rows[member * rowLength + reviewAt] ?? never
    ) {
      const levels = ladderOf(program)
      if (!levels) {
        this.#rows[member * rowLength + reviewAt] = never
        return
      }
      this.#judge(member, { reviewOn, levels, joinedOn })
    }
  }

  #judge(
    member: number,
    { reviewOn, levels, joinedOn }: { reviewOn: number; levels: CompiledLevels; joinedOn: Day },
  ): void {
    const on = dayText(reviewOn)
    const grace = this.#rows[member * rowLength + graceAt] ?? noGrace
    const held = this.levelOf(member)
    const verdict = reviewLevel(levels, {
      level: held,
      reviewOn: on,
      graceThrough: grace === noGrace ? null : dayText(grace),
      measures: this.#measured(member, levels, window => spanOf(reviewWindowOn(window, on, joinedOn))),
      joinedOn,
    })
    if (rankOf(levels, verdict.level) !== rankOf(levels, held)) {
      this.#moveTo(member, verdict.level, { levels, day: reviewOn })
      this.#rises.delete(member)
    }
    const next = verdict.reviewOn ?? nextReviewOn(levels, on, verdict.level)
    this.#rows[member * rowLength + reviewAt] =
      verdict.level === lowestLevel(levels).level || next === null ? never : dayNumber(next)
    this.#rows[member * rowLength + graceAt] = verdict.graceThrough === null ? noGrace : dayNumber(verdict.graceThrough)
  }

  /** What the window of a day holds. */
  measures(member: number, day: number, program: CompiledProgram, joinedOn: Day): Measures {
    const levels = ladderOf(program)
    return levels ? this.#measuredOn(member, levels, { day, joinedOn }) : {}
  }

  /** Adds a sale to its day and raises the level at once where that is enough. */
  addSale(
    member: number,
    change: DayChange,
    { day, program, joinedOn, keptSale: sale }: Pick<LevelSale, 'day' | 'program' | 'joinedOn' | 'keptSale'>,
  ): void {
    this.#days.add(member, day, change)
    this.#rows[member * rowLength + visitsAt] = (this.#rows[member * rowLength + visitsAt] ?? 0) + change.visits
    const levels = ladderOf(program)
    if (!levels) return
    const held = this.levelOf(member)
    const reached = levels.risesAtReview
      ? null
      : higherLevel(levels, held, this.#measuredOn(member, levels, { day, joinedOn }))
    if (reached) {
      const { reviewOn, graceThrough } = {
        reviewOn: this.#rows[member * rowLength + reviewAt] ?? never,
        graceThrough: this.#rows[member * rowLength + graceAt] ?? noGrace,
      }
      // What no refund will undo hides whatever lies below it.
      const rises =
        sale === null
          ? []
          : [...(this.#rises.get(member) ?? []), { from: held, to: reached.level, sale, reviewOn, graceThrough }]
      if (rises.length === 0) this.#rises.delete(member)
      else this.#rises.set(member, rises)
      this.#moveTo(member, reached.level, { levels, day })
    }
    this.#days.forget(member, this.#keptFrom(levels, day, joinedOn))
  }

  /** Of the usual levels none is granted; what an activity earned may count, and no refund undoes it. */
  note(member: number, change: DayChange, note: LevelNote): void {
    this.addSale(member, change, { ...note, keptSale: null })
  }

  give(): boolean {
    throw new Error('levels that are given by hand are kept member by member')
  }

  /** Takes what came back out of the day of its sale, and undoes the rise that the sale had caused. */
  takeBack(member: number, change: DayChange, { day, soldOn, program, joinedOn, sale }: LevelRefund): void {
    const levels = ladderOf(program)
    const isKept = levels === null || soldOn >= this.#keptFrom(levels, day, joinedOn)
    if (isKept) this.#days.add(member, soldOn, change)
    this.#rows[member * rowLength + visitsAt] = (this.#rows[member * rowLength + visitsAt] ?? 0) + change.visits
    const rises = this.#rises.get(member)
    const rise = rises?.at(-1)
    if (!levels || !rises || rise?.sale !== sale) return
    const fall = undoRise(levels, rise, this.#measuredOn(member, levels, { day, joinedOn }))
    if (!fall) return
    rises.pop()
    const isBack = fall.to === rise.from
    if (!isBack) rises.push({ ...rise, to: fall.to })
    this.#moveTo(member, fall.to, { levels, day })
    if (!isBack || fall.to === lowestLevel(levels).level) return
    this.#rows[member * rowLength + reviewAt] = rise.reviewOn
    this.#rows[member * rowLength + graceAt] = rise.graceThrough
  }

  /** The next review counts from the day of the move; the lowest level has none. */
  #moveTo(member: number, to: string, { levels, day }: { levels: CompiledLevels; day: number }): void {
    const isRise = rankOf(levels, to) > rankOf(levels, this.levelOf(member))
    this.#counter.money(isRise ? 'rises' : 'falls', day, 1)
    this.#counter.level(this.#rows[member * rowLength + levelAt] ?? 0, day, -1)
    this.#rows[member * rowLength + levelAt] = this.#codes.indexOf(to)
    this.#counter.level(this.#rows[member * rowLength + levelAt] ?? 0, day, 1)
    const next = to === lowestLevel(levels).level ? null : nextReviewOn(levels, dayText(day), to)
    this.#rows[member * rowLength + reviewAt] = next === null ? never : dayNumber(next)
    this.#rows[member * rowLength + graceAt] = noGrace
    if (isRise) this.#onRise?.(member, to, day)
  }

  #measuredOn(member: number, levels: CompiledLevels, { day, joinedOn }: { day: number; joinedOn: Day }): Measures {
    return this.#measured(member, levels, window => this.#windowOn(window, day, joinedOn))
  }

  /** What each gauge of a track counts; neighbours of one window are read together. Good until the next is asked for. */
  #measured(member: number, { gauges }: CompiledLevels, spanIn: (window: Window) => Span): Measures {
    const measures = this.#lastMeasures
    let from = never
    let sums: DaySums | null = null
    for (const { key, measure, window } of gauges) {
      const span = spanIn(window)
      // A window is told by where it begins: two that begin on one day and end on different ones have days to come only.
      if (!sums || span.from !== from) sums = this.#days.sum(member, span)
      from = span.from
      measures[key] = isCounted(measure) ? sums[measure] : 0
    }
    return measures
  }

  /** The first day that any window, or any review to come, still looks at. */
  #keptFrom({ gauges }: CompiledLevels, day: number, joinedOn: Day): number {
    let first = day - reviewDaysMax
    for (const { window } of gauges) first = Math.min(first, this.#windowOn(window, day, joinedOn).from)
    return first
  }

  /** All receipts of a day ask for the same windows, but where one counts from the day of joining. */
  #windowOn(window: Window, day: number, joinedOn: Day): Span {
    if (window.kind === 'year since joining') return spanOf(windowOn(window, dayText(day), joinedOn))
    const known = this.#windows.get(window)
    if (known?.day === day) return known.span
    const span = spanOf(windowOn(window, dayText(day), joinedOn))
    this.#windows.set(window, { day, span })
    return span
  }
}

function isCounted(measure: string): measure is keyof DaySums {
  return measure === 'net-spend' || measure === 'points-earned' || measure === 'visits'
}

function spanOf({ from, through }: { from: Day; through: Day }): Span {
  return { from: dayNumber(from), through: dayNumber(through) }
}
