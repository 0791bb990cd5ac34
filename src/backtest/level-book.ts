import type { CompiledProgram, Measures } from '../program/index.ts'
import type { Day } from '../shared/calendar.ts'
import type { DayAmounts } from './day-list.ts'
import type { SeenLevel } from './seen.ts'

/** A sale as levels see it. */
export type LevelSale = {
  day: number
  program: CompiledProgram
  joinedOn: Day
  sale: number
  /** The sale again where it will come back; null where no refund will undo what it caused. */
  keptSale: number | null
  /** What was bought: goods may grant levels. */
  lines: readonly { sku: string }[]
}

export type LevelRefund = Omit<LevelSale, 'lines' | 'keptSale'> & {
  soldOn: number
  /** What the buyer still has of the sale. */
  linesLeft: readonly { sku: string }[]
}

/** An activity as levels see it. */
export type LevelNote = Pick<LevelSale, 'day' | 'program' | 'joinedOn'> & { code: string }

/** What staff did to a level. */
export type LevelByHand = Pick<LevelSale, 'day' | 'program' | 'joinedOn'> &
  Pick<SeenLevel, 'deed' | 'level' | 'through'>

/** Told of every rise, when it has happened. */
export type OnRise = (member: number, to: string, day: number) => void

/** Where the members of one side stand: their levels, reviews, and what the windows hold. Tracks are counted from 0. */
export interface LevelBook {
  /** Reads a little of a member, so that it is at hand soon after; nothing where that gains nothing. */
  touch(member: number): number
  openDay(member: number, day: number, amounts: DayAmounts): void
  hasBought(member: number): boolean
  isSeen(member: number): boolean
  levelIndex(member: number, track: number): number
  levelOf(member: number, track: number): string
  /** Puts a member whom nobody saw before onto the ladders, and counts him there. */
  see(member: number, day: number, program: CompiledProgram): void
  /** On the day of another program: a level that its ladder does not have counts as the lowest. */
  adopt(member: number, day: number, program: CompiledProgram): void
  review(member: number, day: number, program: CompiledProgram, joinedOn: Day): void
  measures(member: number, day: number, program: CompiledProgram, joinedOn: Day): Measures
  addSale(member: number, amounts: DayAmounts, sale: LevelSale): void
  takeBack(member: number, amounts: DayAmounts, refund: LevelRefund): void
  /** Counts an activity, gives the levels that are granted for it, and raises where that is enough. */
  note(member: number, amounts: DayAmounts, note: LevelNote): void
  /** @returns false where the program does not have the level */
  give(member: number, given: LevelByHand): boolean
}
