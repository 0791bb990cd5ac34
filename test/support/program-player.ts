import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type CompiledLevels,
  type CompiledProgram,
  decideSale,
  lowestLevel,
  type Measure,
  nextReviewOn,
  plainMember,
  type Reason,
  readProgram,
  reasonSentence,
  reviewLevel,
  reviewWindowOn,
  riseFor,
  type SaleDecision,
  type SaleLine,
  windowOn,
} from '../../src/program/index.ts'
import { line, sale, zone } from '../../src/program/program-for-tests.ts'
import { addDays } from '../../src/shared/calendar.ts'

export { line as goods } from '../../src/program/program-for-tests.ts'

/**
 * Plays a member's years under a program in plain code: receipts, lots with their expiry, windows and reviews, without a
 * database. What the whole system does with rows and locks, this does with two arrays, so that scenarios are read easily.
 */

type Bought = { day: string; measured: Record<Measure, number> }
type Lot = { points: number; expiresAt: Date | null }
type Move = { day: string; to: string; reasons: readonly Reason[] }
export type Purchase = { yuan?: number; lines?: SaleLine[]; use?: number; at?: string; store?: string }

export async function readProgramFile(name: string): Promise<CompiledProgram> {
  const source = await readFile(join(import.meta.dirname, `../../programs/${name}.yaml`), 'utf8')
  const { program, findings } = readProgram(source, { version: 1, zone })
  if (!program) throw new Error(JSON.stringify(findings))
  return program
}

export class ProgramPlayer {
  readonly moves: Move[] = []
  level: string | null
  reviewOn: string | null = null
  readonly #program: CompiledProgram
  readonly #member: { joinedOn: string; birthday: string | null }
  readonly #bought: Bought[] = []
  readonly #lots: Lot[] = []
  #graceThrough: string | null = null
  #today: string

  constructor(program: CompiledProgram, member: { joinedOn: string; birthday?: string }) {
    this.#program = program
    this.#member = { birthday: null, ...member }
    this.#today = member.joinedOn
    const [levels] = program.tracks
    this.level = levels ? lowestLevel(levels).level : null
  }

  /** Lets time pass to the morning of a day: every review that is due is held on its own day. */
  goTo(day: string): this {
    if (day < this.#today) throw new Error(`time does not go back: ${day}`)
    const [levels] = this.#program.tracks
    while (levels && this.reviewOn !== null && this.reviewOn <= day) this.#review(levels, this.reviewOn)
    this.#today = day
    return this
  }

  /** Points that can be used at noon of today, lots that ended before left out. */
  get points(): number {
    const noon = new Date(`${this.#today}T12:00:00+08:00`)
    return this.#lots.reduce((sum, lot) => sum + (isUsable(lot, noon) ? lot.points : 0), 0)
  }

  /** Quotes what a purchase today would be, and changes nothing. */
  quote({ yuan = 0, lines = [line(yuan)], use = 0, at = '12:00', store = 'S01' }: Purchase) {
    const [rule] = this.#program.redemption
    const redeem = use > 0 && rule ? [{ rule: rule.rule, points: use }] : []
    const member = {
      ...plainMember,
      ...this.#member,
      level: this.level,
      hasBought: this.#bought.length > 0,
      usable: { points: this.points },
    }
    return decideSale(this.#program, member, sale(lines, { at: `${this.#today}T${at}`, storeCode: store, redeem }))
  }

  /** Buys today: points leave the lots that end first, new ones come with their own end, levels rise at once. */
  buy(purchase: Purchase): SaleDecision {
    const decision = this.quote(purchase)
    if ('refusal' in decision) throw new Error(`refused: ${decision.refusal}`)
    this.#use(decision.redemptions.reduce((sum, done) => sum + done.points, 0))
    for (const { points, expiresAt } of decision.earnings) if (points > 0) this.#lots.push({ points, expiresAt })
    this.#bought.push({ day: this.#today, measured: decision.measured })
    const [levels] = this.#program.tracks
    if (levels) this.#rise(levels)
    return decision
  }

  /** The reasons of the points a purchase would earn, as a cashier reads them. */
  why(purchase: Purchase): string[] {
    const decision = this.quote(purchase)
    if ('refusal' in decision) return [decision.refusal]
    return (decision.earnings[0]?.reasons ?? []).map(reason => reasonSentence(reason, 'zh-CN'))
  }

  #use(wanted: number): void {
    const noon = new Date(`${this.#today}T12:00:00+08:00`)
    const order = this.#lots
      .filter(lot => isUsable(lot, noon))
      .sort((a, b) => (a.expiresAt?.getTime() ?? Infinity) - (b.expiresAt?.getTime() ?? Infinity))
    let left = wanted
    for (const lot of order) {
      const taken = Math.min(left, lot.points)
      lot.points -= taken
      left -= taken
    }
  }

  #rise(levels: CompiledLevels): void {
    const { joinedOn } = this.#member
    const measures = this.#measuresIn(windowOn(levels.window, this.#today, joinedOn))
    const rise = riseFor(levels, this.level, measures, { day: this.#today, joinedOn })
    if (rise) this.#moveTo(levels, { day: this.#today, to: rise.to, reasons: rise.reasons })
  }

  #review(levels: CompiledLevels, day: string): void {
    const { joinedOn } = this.#member
    const verdict = reviewLevel(levels, {
      level: this.level ?? '',
      reviewOn: day,
      graceThrough: this.#graceThrough,
      measures: this.#measuresIn(reviewWindowOn(levels.window, day, joinedOn)),
      joinedOn,
    })
    if (verdict.level !== this.level) this.#moveTo(levels, { day, to: verdict.level, reasons: verdict.reasons })
    this.reviewOn = verdict.level === lowestLevel(levels).level ? null : verdict.reviewOn
    this.#graceThrough = verdict.graceThrough
  }

  #moveTo(levels: CompiledLevels, move: Move): void {
    this.moves.push(move)
    this.level = move.to
    this.reviewOn = nextReviewOn(levels, move.day)
    this.#graceThrough = null
  }

  #measuresIn({ from, through }: { from: string; through: string }): Record<Measure, number> {
    const sum = { 'net-spend': 0, 'points-earned': 0, visits: 0 }
    for (const { day, measured } of this.#bought) {
      if (day < from || day > through) continue
      sum['net-spend'] += measured['net-spend']
      sum['points-earned'] += measured['points-earned']
      sum.visits += measured.visits
    }
    return sum
  }
}

function isUsable({ expiresAt }: Lot, at: Date): boolean {
  return expiresAt === null || at < expiresAt
}

/** The days on which a member bought, evenly spread: `count` purchases, so many days apart. */
export function daysFrom(first: string, count: number, apart: number): string[] {
  return Array.from({ length: count }, (_, index) => addDays(first, index * apart))
}
