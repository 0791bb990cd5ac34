import {
  activityMeasure,
  type CompiledProgram,
  decideOccasion,
  measureEarned,
  type OccasionGift,
} from '../program/index.ts'
import type { LevelBook } from './level-book.ts'
import type { LimitRooms } from './limit-rooms.ts'
import { anybody } from './lots.ts'
import type { Purses } from './purses.ts'
import type { SeenActivity } from './seen.ts'
import type { SideFacts } from './side-facts.ts'
import type { Counter } from './tally.ts'

type Parts = {
  facts: SideFacts
  purses: Purses
  limits: LimitRooms
  standings: LevelBook
  counter: Counter
  /** Rules are told of from this day on. */
  from: number
  assetOf: (code: string) => number
}

/** What activities give one side and count for it, by the code that records them. */
export class Occasions {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Decides an activity that the program knows; the caller has let happen what happens by itself until then. */
  act(program: CompiledProgram, { occasion, day, buyer }: SeenActivity): void {
    const { facts, purses, limits, standings, from, assetOf } = this.#parts
    const { member, joinedOn } = buyer
    const { code } = occasion
    const gifts = decideOccasion(program, facts.of(buyer, day, program), occasion)
    for (const gift of gifts) {
      const { asset, points, expiresAt, idle, used } = gift
      limits.add(member, { program, day, used, sign: 1 })
      if (points === 0) continue
      const account = { member, asset: assetOf(asset), day }
      purses.grant(account, { points, expiresAt, usableFrom: null, idle, owner: anybody })
      if (day >= from) this.#count(gift)
    }
    purses.keep(member, day, code)
    const earned = (asset: string) => gifts.find(gift => gift.asset === asset)?.points ?? 0
    const others = { [activityMeasure(code)]: 1, ...measureEarned(program.assets, earned) }
    const points = earned(program.assets[0]?.code ?? '')
    standings.note(member, { spendCents: 0, visits: 0, points, others }, { day, program, joinedOn, code })
  }

  /** What each rule gave. Where a limit of the points themselves cut them, the rules that come last gave less. */
  #count({ asset, points, reasons, used }: OccasionGift): void {
    let left = points
    for (const { scope: rule, points: wanted } of used) {
      const given = Math.min(wanted, left)
      if (rule === `asset/${asset}` || given === 0) continue
      left -= given
      const tally = this.#parts.counter.rule('activity', { asset, rule }, () => {
        const { name = null } = reasons.find(reason => reason.rule === rule)?.values ?? {}
        return { kind: 'activity', rule, asset, name, receipts: 0, amount: 0, offCents: 0, points: 1, per: 1 }
      })
      tally.receipts += 1
      tally.amount += given
    }
  }
}
