import type { AssetEarning, CompiledAsset, IdleTerm } from '../program/index.ts'
import { addPeriod, dayOf } from '../shared/calendar.ts'
import { dayNumber, dayText, never } from './days.ts'
import { IdleLots } from './idle-lots.ts'
import { anybody, type LotPart, LotPool } from './lots.ts'
import type { Counter } from './tally.ts'
import { WaitingLots } from './waiting-lots.ts'

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
  readonly #counter: Counter
  readonly #zone: string
  readonly #traceOf: (sale: number, asset: number) => Trace | undefined
  readonly #waiting = new WaitingLots()
  readonly #idle = new IdleLots()
  readonly #expiries = new Map<number, number>()
  /** The decisions of one day name the same instant, so mostly the very same object. */
  #lastExpiry: { at: Date; day: number } = { at: new Date(0), day: 0 }

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
  }

  #place(member: number, asset: number): number {
    return member * this.#assets + asset
  }

  /** The first kind of points stands for all: the others lie beside it. */
  touch(member: number): number {
    return this.#assets > 0 && this.#pool.hasEnded(this.#place(member, 0), 0) ? 1 : 0
  }

  usable(member: number, asset: number): number {
    return this.#pool.usable(this.#place(member, asset))
  }

  /** What the ledger calls the balance: what can be used less what is owed. */
  balance(member: number, asset: number): number {
    const place = this.#place(member, asset)
    return this.#pool.usable(place) + this.#waiting.points(place) - this.#pool.debt(place)
  }

  /** Begins with what was there before the first receipt. */
  open(
    { member, asset }: Omit<Account, 'day'>,
    {
      expiry,
      usableOn,
      idle,
      points,
    }: { expiry: number; usableOn: number; idle: Pick<IdleTerm, 'period' | 'keptBy'> | null; points: number },
  ): void {
    const place = this.#place(member, asset)
    const lot = { expiry, owner: idle ? this.#idle.ownerOf(anybody, idle) : anybody, points }
    if (usableOn > 0) this.#waiting.add(place, { ...lot, usableOn })
    else this.#pool.add(place, lot)
  }

  openDebt({ member, asset }: Omit<Account, 'day'>, points: number): void {
    this.#pool.owe(this.#place(member, asset), points)
  }

  /** Ends what is over by a day, counted on the very day it ended. */
  expire(member: number, day: number): void {
    if (this.#waiting.isAny) this.#ripen(member, day)
    for (let asset = 0; asset < this.#assets; asset++)
      if (this.#pool.hasEnded(this.#place(member, asset), day)) this.#expire({ member, asset, day })
  }

  /** What has become usable by time alone. */
  #ripen(member: number, day: number): void {
    for (let asset = 0; asset < this.#assets; asset++) {
      const place = this.#place(member, asset)
      for (const { usableOn, ...lot } of this.#waiting.takeRipe(place, day)) {
        const account = { member, asset, day: usableOn }
        if (this.#pool.hasEnded(place, usableOn)) this.#expire(account)
        this.#pool.add(place, lot)
        // What is owed is paid before anybody can use them.
        this.#settleDebt(account)
      }
    }
  }

  /** A purchase, or a redemption, keeps points from ending by inactivity. */
  keep(member: number, day: number, what: string): void {
    if (!this.#idle.isAny) return
    for (let asset = 0; asset < this.#assets; asset++) {
      const place = this.#place(member, asset)
      for (const { expiry, isMeant } of this.#idle.keep(place, day, what)) {
        this.#pool.prolong(place, expiry, isMeant)
        this.#waiting.prolong(place, expiry, isMeant)
      }
    }
  }

  #expire({ member, asset, day }: Account): void {
    this.#pool.expire(this.#place(member, asset), day, (points, expiry, owner) => {
      if (owner !== anybody) {
        const trace = this.#traceOf(owner, asset)
        if (trace) trace.lapsed += points
      }
      this.#counter.points('expired', { asset, day: expiry }, points)
    })
  }

  grant(
    account: Account,
    {
      points,
      expiresAt,
      usableFrom,
      idle,
      owner,
    }: Pick<AssetEarning, 'points' | 'expiresAt' | 'usableFrom' | 'idle'> & {
      owner: number
    },
  ): void {
    this.#counter.points('issued', account, points)
    const place = this.#place(account.member, account.asset)
    const lot = { expiry: this.#expiryDay(expiresAt), owner: idle ? this.#idle.ownerOf(owner, idle) : owner, points }
    if (usableFrom) this.#waiting.add(place, { ...lot, usableOn: dayNumber(dayOf(usableFrom, this.#zone)) })
    else this.#pool.add(place, lot)
    this.#settleDebt(account)
  }

  /**
   * What somebody did by hand, as it was recorded: the same on both sides. Nobody has less than nothing by it.
   * @returns whether less was taken than was recorded, because less was there
   */
  move(
    account: Account,
    {
      field,
      points,
      expiry,
      idle,
    }: {
      field: 'adjusted' | 'transferred'
      points: number
      expiry: number
      idle: Pick<IdleTerm, 'period' | 'keptBy'> | null
    },
  ): boolean {
    const place = this.#place(account.member, account.asset)
    const moved = Math.max(points, -this.#pool.usable(place))
    this.#counter.points(field, account, moved)
    if (moved < 0) this.#pool.draw(place, -moved, { preferred: anybody, parts: null })
    else {
      this.#pool.add(place, { expiry, owner: idle ? this.#idle.ownerOf(anybody, idle) : anybody, points: moved })
      this.#settleDebt(account)
    }
    return moved !== points
  }

  redeem(account: Account, points: number, parts: LotPart[] | null): void {
    this.#counter.points('redeemed', account, points)
    this.#pool.draw(this.#place(account.member, account.asset), points, { preferred: anybody, parts })
  }

  /** Gives redeemed points back to their lots, last taken first; what ended meanwhile ends again, or has days of grace. */
  giveBack(
    account: Account,
    { points, trace, grace }: { points: number; trace: Trace; grace: CompiledAsset['grace'] },
  ): void {
    this.#counter.points('givenBack', account, points)
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

  #refill(account: Account, drawn: LotPart, grace: CompiledAsset['grace']): void {
    const place = this.#place(account.member, account.asset)
    const part = this.#idle.isAny ? this.#idle.catchUp(place, drawn) : drawn
    const hasEnded = part.expiry <= account.day
    if (hasEnded && !grace) {
      this.#counter.points('expired', account, part.points)
      return
    }
    const expiry = hasEnded && grace ? dayNumber(addPeriod(dayText(account.day), grace)) + 1 : part.expiry
    this.#pool.add(place, { ...part, expiry })
  }

  /** Takes back what a sale had given: its own lot first; what is spent is owed, or borne by the shop. */
  takeBack(
    account: Account,
    { points, sale, trace, debt }: { points: number; sale: number; trace: Trace; debt: CompiledAsset['debt'] },
  ): void {
    const place = this.#place(account.member, account.asset)
    // Its own points that wait are nobody's yet: they go back without a debt.
    const waiting = Math.min(this.#waiting.left(place, sale), points)
    const own = waiting > 0 ? waiting : Math.min(this.#pool.left(place, sale), points)
    const lapsed = Math.min(points - own, trace.lapsed)
    trace.lapsed -= lapsed
    const taken = Math.min(points - lapsed, this.#pool.usable(place) + waiting)
    const gone = points - lapsed - taken
    const owed = debt === 'owe' ? gone : 0
    const drawn = Math.min(waiting, taken)
    if (drawn > 0) this.#waiting.draw(place, sale, drawn)
    if (taken > drawn) this.#pool.draw(place, taken - drawn, { preferred: sale, parts: null })
    this.#pool.owe(place, owed)
    this.#counter.points('takenBack', account, taken + owed)
    this.#counter.points('absorbed', account, gone - owed)
  }

  #settleDebt(account: Account): void {
    const place = this.#place(account.member, account.asset)
    const paid = Math.min(this.#pool.debt(place), this.#pool.usable(place))
    if (paid === 0) return
    this.#pool.draw(place, paid, { preferred: anybody, parts: null })
    this.#pool.owe(place, -paid)
  }

  /** Points end at local midnights: the day that begins there is the first on which they cannot be used. */
  #expiryDay(expiresAt: Date | null): number {
    if (expiresAt === null) return never
    if (this.#lastExpiry.at === expiresAt) return this.#lastExpiry.day
    const ms = expiresAt.getTime()
    let day = this.#expiries.get(ms)
    if (day === undefined) {
      day = dayNumber(dayOf(expiresAt, this.#zone))
      this.#expiries.set(ms, day)
    }
    this.#lastExpiry = { at: expiresAt, day }
    return day
  }
}
