import {
  type CompiledLevels,
  type CompiledProgram,
  lowestLevel,
  type Measures,
  nextReviewOn,
  rankOf,
  reviewLevel,
  reviewWindowOn,
  riseFor,
  undoRise,
  windowOn,
} from '../program/index.ts'
import type { Day } from '../shared/calendar.ts'
import { DayBuckets, type DayChange, type DaySums } from './day-buckets.ts'
import { dayNumber, dayText, never } from './days.ts'
import { ladderOf } from './replayable.ts'
import type { Counter } from './tally.ts'

/** Longer than every review looks back, whatever the window: a year and a leap day. */
const reviewDaysMax = 367

const noGrace = -1

/** Of a member of whom nothing is known there is 0. */
const seen = 1
const opened = 2

/** A rise that its own refund may undo, with the dates of the level that it left. */
type Rise = { from: string; to: string; sale: number; reviewOn: number; graceThrough: number }

type Span = { from: number; through: number }
type Window = CompiledLevels['window']

/** Where the members of one side stand: levels, reviews, and what the windows hold. */
export class Standings {
  readonly #codes: readonly string[]
  readonly #counter: Counter
  readonly #levels: Uint8Array
  readonly #reviews: Int32Array
  readonly #graces: Int32Array
  readonly #visits: Int32Array
  readonly #seen: Uint8Array
  readonly #days: DayBuckets
  readonly #rises = new Map<number, Rise[]>()
  readonly #windows = new Map<Window, { day: number; span: Span }>()

  constructor(members: number, { codes, counter }: { codes: readonly string[]; counter: Counter }) {
    this.#codes = codes
    this.#counter = counter
    this.#levels = new Uint8Array(members)
    this.#reviews = new Int32Array(members).fill(never)
    this.#graces = new Int32Array(members).fill(noGrace)
    this.#visits = new Int32Array(members)
    this.#seen = new Uint8Array(members)
    this.#days = new DayBuckets(members)
  }

  /** Begins where a member stood before the first receipt. */
  open(
    member: number,
    { level, reviewOn, graceThrough }: { level: string; reviewOn: number; graceThrough: number },
  ): void {
    this.#levels[member] = this.#codes.indexOf(level)
    this.#reviews[member] = reviewOn
    this.#graces[member] = graceThrough
    this.#seen[member] = opened
  }

  openDay(member: number, day: number, change: DayChange): void {
    this.#days.add(member, day, change)
    this.#visits[member] = (this.#visits[member] ?? 0) + change.visits
  }

  hasBought(member: number): boolean {
    return (this.#visits[member] ?? 0) > 0
  }

  isSeen(member: number): boolean {
    return this.#seen[member] === seen
  }

  levelIndex(member: number): number {
    return this.#levels[member] ?? 0
  }

  levelOf(member: number): string {
    return this.#codes[this.#levels[member] ?? 0] ?? ''
  }

  /** Puts a member whom nobody saw before onto the ladder, and counts him there. */
  see(member: number, day: number, program: CompiledProgram): void {
    if (this.isSeen(member)) return
    const isOpened = this.#seen[member] === opened
    this.#seen[member] = seen
    const levels = ladderOf(program)
    if (!levels) return
    if (!isOpened || rankOf(levels, this.levelOf(member)) === 0)
      this.#levels[member] = this.#codes.indexOf(lowestLevel(levels).level)
    this.#counter.level(this.#levels[member] ?? 0, day, 1)
  }

  /** On the day of another program: a level that its ladder does not have counts as the lowest. */
  adopt(member: number, day: number, program: CompiledProgram): void {
    const levels = ladderOf(program)
    const held = this.levelOf(member)
    if (!levels || levels.ladder.some(({ level }) => level === held)) return
    this.#counter.level(this.#levels[member] ?? 0, day, -1)
    this.#levels[member] = this.#codes.indexOf(lowestLevel(levels).level)
    this.#counter.level(this.#levels[member] ?? 0, day, 1)
    this.#reviews[member] = never
    this.#graces[member] = noGrace
  }

  /** Holds every review whose day has come, in order. */
  review(member: number, day: number, program: CompiledProgram, joinedOn: Day): void {
    for (let reviewOn = this.#reviews[member] ?? never; reviewOn <= day; reviewOn = this.#reviews[member] ?? never) {
      const levels = ladderOf(program)
      if (!levels) {
        this.#reviews[member] = never
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
    const grace = this.#graces[member] ?? noGrace
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
    this.#reviews[member] = verdict.level === lowestLevel(levels).level || next === null ? never : dayNumber(next)
    this.#graces[member] = verdict.graceThrough === null ? noGrace : dayNumber(verdict.graceThrough)
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
    { day, program, joinedOn, sale }: { day: number; program: CompiledProgram; joinedOn: Day; sale: number | null },
  ): void {
    this.#days.add(member, day, change)
    this.#visits[member] = (this.#visits[member] ?? 0) + change.visits
    const levels = ladderOf(program)
    if (!levels) return
    const held = this.levelOf(member)
    const rise = riseFor(levels, held, this.#measuredOn(member, levels, { day, joinedOn }), {
      day: dayText(day),
      joinedOn,
    })
    if (rise) {
      const { reviewOn, graceThrough } = {
        reviewOn: this.#reviews[member] ?? never,
        graceThrough: this.#graces[member] ?? noGrace,
      }
      // What no refund will undo hides whatever lies below it.
      const rises =
        sale === null
          ? []
          : [...(this.#rises.get(member) ?? []), { from: held, to: rise.to, sale, reviewOn, graceThrough }]
      if (rises.length === 0) this.#rises.delete(member)
      else this.#rises.set(member, rises)
      this.#moveTo(member, rise.to, { levels, day })
    }
    this.#days.forget(member, this.#keptFrom(levels, day, joinedOn))
  }

  /** Takes what came back out of the day of its sale, and undoes the rise that the sale had caused. */
  takeBack(
    member: number,
    change: DayChange,
    {
      day,
      soldOn,
      program,
      joinedOn,
      sale,
    }: { day: number; soldOn: number; program: CompiledProgram; joinedOn: Day; sale: number },
  ): void {
    const levels = ladderOf(program)
    const isKept = levels === null || soldOn >= this.#keptFrom(levels, day, joinedOn)
    if (isKept) this.#days.add(member, soldOn, change)
    this.#visits[member] = (this.#visits[member] ?? 0) + change.visits
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
    this.#reviews[member] = rise.reviewOn
    this.#graces[member] = rise.graceThrough
  }

  /** The next review counts from the day of the move; the lowest level has none. */
  #moveTo(member: number, to: string, { levels, day }: { levels: CompiledLevels; day: number }): void {
    const isRise = rankOf(levels, to) > rankOf(levels, this.levelOf(member))
    this.#counter.money(isRise ? 'rises' : 'falls', day, 1)
    this.#counter.level(this.#levels[member] ?? 0, day, -1)
    this.#levels[member] = this.#codes.indexOf(to)
    this.#counter.level(this.#levels[member] ?? 0, day, 1)
    const next = to === lowestLevel(levels).level ? null : nextReviewOn(levels, dayText(day), to)
    this.#reviews[member] = next === null ? never : dayNumber(next)
    this.#graces[member] = noGrace
  }

  #measuredOn(member: number, levels: CompiledLevels, { day, joinedOn }: { day: number; joinedOn: Day }): Measures {
    return this.#measured(member, levels, window => this.#windowOn(window, day, joinedOn))
  }

  /** What each gauge of a track counts; gauges of one window are read together. */
  #measured(member: number, { gauges }: CompiledLevels, spanIn: (window: Window) => Span): Measures {
    const measures: Record<string, number> = {}
    const sums = new Map<number, DaySums>()
    for (const { key, measure, window } of gauges) {
      const span = spanIn(window)
      // A window is told by where it begins: two that begin on one day and end on different ones have days to come only.
      const known = sums.get(span.from) ?? this.#days.sum(member, span)
      sums.set(span.from, known)
      measures[key] = isCounted(measure) ? known[measure] : 0
    }
    return measures
  }

  /** The first day that any window, or any review to come, still looks at. */
  #keptFrom({ gauges }: CompiledLevels, day: number, joinedOn: Day): number {
    return gauges.reduce(
      (first, { window }) => Math.min(first, this.#windowOn(window, day, joinedOn).from),
      day - reviewDaysMax,
    )
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
