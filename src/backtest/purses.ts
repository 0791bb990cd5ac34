import type { CompiledAsset } from '../program/index.ts'
import { addPeriod, dayOf } from '../shared/calendar.ts'
import { dayNumber, dayText, never } from './days.ts'
import { anybody, type LotPart, LotPool } from './lots.ts'
import type { Counter } from './tally.ts'

/** What a sale that will come back gave and took of one kind of points, so that a refund can undo it. */
export type Trace = {
  /** Points taken by its redemptions, lot by lot, in the order they were taken; what was given back is off already. */
  owed: LotPart[]
  /** Points of its own lot that ended unused and that no refund has counted yet. */
  lapsed: number
}

/** Where and when points move. */
export type Account = { member: number; asset: number; day: number }

/** The points of all members of one side: what the ledger does with lots and debts, without its journal. */
export class Purses {
  readonly #assets: number
  readonly #pool: LotPool
  readonly #debts: Float64Array
  readonly #counter: Counter
  readonly #zone: string
  readonly #traceOf: (sale: number, asset: number) => Trace | undefined
  readonly #expiries = new Map<number, number>()

  constructor(
    members: number,
    options: {
      assets: number
      counter: Counter
      zone: string
      traceOf: (sale: number, asset: number) => Trace | undefined
    },
  ) {
    this.#assets = options.assets
    this.#counter = options.counter
    this.#zone = options.zone
    this.#traceOf = options.traceOf
    this.#pool = new LotPool(members * options.assets)
    this.#debts = new Float64Array(members * options.assets)
  }

  #place({ member, asset }: Omit<Account, 'day'>): number {
    return member * this.#assets + asset
  }

  usable(member: number, asset: number): number {
    return this.#pool.usable[this.#place({ member, asset })] ?? 0
  }

  /** What the ledger calls the balance: what can be used less what is owed. */
  balance(member: number, asset: number): number {
    const place = this.#place({ member, asset })
    return (this.#pool.usable[place] ?? 0) - (this.#debts[place] ?? 0)
  }

  /** Begins with what was there before the first receipt. */
  open(account: Omit<Account, 'day'>, { expiry, points }: { expiry: number; points: number }): void {
    this.#pool.add(this.#place(account), { expiry, owner: anybody, points })
  }

  openDebt(account: Omit<Account, 'day'>, points: number): void {
    this.#debts[this.#place(account)] = points
  }

  /** Ends what is over by a day, counted on the very day it ended. */
  expire(member: number, day: number): void {
    for (let asset = 0; asset < this.#assets; asset++)
      this.#pool.expire(this.#place({ member, asset }), day, (points, expiry, owner) => {
        if (owner !== anybody) {
          const trace = this.#traceOf(owner, asset)
          if (trace) trace.lapsed += points
        }
        this.#counter.points('expired', { asset, day: expiry, points })
      })
  }

  grant(
    account: Account,
    { points, expiresAt, owner }: { points: number; expiresAt: Date | null; owner: number },
  ): void {
    this.#counter.points('issued', { ...account, points })
    this.#pool.add(this.#place(account), { expiry: this.#expiryDay(expiresAt), owner, points })
    this.#settleDebt(account)
  }

  redeem(account: Account, points: number, parts: LotPart[] | null): void {
    this.#counter.points('redeemed', { ...account, points })
    this.#pool.draw(this.#place(account), points, { preferred: anybody, parts })
  }

  /** Gives redeemed points back to their lots, last taken first; what ended meanwhile ends again, or has days of grace. */
  giveBack(
    account: Account,
    { points, trace, grace }: { points: number; trace: Trace; grace: CompiledAsset['grace'] },
  ): void {
    this.#counter.points('givenBack', { ...account, points })
    let missing = points
    while (missing > 0) {
      const last = trace.owed.at(-1)
      if (!last) throw new Error('no more is given back than was taken')
      const given = Math.min(last.points, missing)
      missing -= given
      last.points -= given
      if (last.points === 0) trace.owed.pop()
      this.#refill(account, { ...last, points: given }, grace)
    }
    this.#settleDebt(account)
  }

  #refill(account: Account, part: LotPart, grace: CompiledAsset['grace']): void {
    const hasEnded = part.expiry <= account.day
    if (hasEnded && !grace) {
      this.#counter.points('expired', { ...account, points: part.points })
      return
    }
    const expiry = hasEnded && grace ? dayNumber(addPeriod(dayText(account.day), grace)) + 1 : part.expiry
    this.#pool.add(this.#place(account), { ...part, expiry })
  }

  /** Takes back what a sale had given: its own lot first; what is spent is owed, or borne by the shop. */
  takeBack(
    account: Account,
    { points, sale, trace, debt }: { points: number; sale: number; trace: Trace; debt: CompiledAsset['debt'] },
  ): void {
    const place = this.#place(account)
    const own = Math.min(this.#pool.left(place, sale), points)
    const lapsed = Math.min(points - own, trace.lapsed)
    trace.lapsed -= lapsed
    const taken = Math.min(points - lapsed, this.#pool.usable[place] ?? 0)
    const gone = points - lapsed - taken
    const owed = debt === 'owe' ? gone : 0
    if (taken > 0) this.#pool.draw(place, taken, { preferred: sale, parts: null })
    this.#debts[place] = (this.#debts[place] ?? 0) + owed
    this.#counter.points('takenBack', { ...account, points: taken + owed })
    this.#counter.points('absorbed', { ...account, points: gone - owed })
  }

  #settleDebt(account: Account): void {
    const place = this.#place(account)
    const paid = Math.min(this.#debts[place] ?? 0, this.#pool.usable[place] ?? 0)
    if (paid === 0) return
    this.#pool.draw(place, paid, { preferred: anybody, parts: null })
    this.#debts[place] = (this.#debts[place] ?? 0) - paid
  }

  /** Points end at local midnights: the day that begins there is the first on which they cannot be used. */
  #expiryDay(expiresAt: Date | null): number {
    if (expiresAt === null) return never
    const ms = expiresAt.getTime()
    let day = this.#expiries.get(ms)
    if (day === undefined) {
      day = dayNumber(dayOf(expiresAt, this.#zone))
      this.#expiries.set(ms, day)
    }
    return day
  }
}
