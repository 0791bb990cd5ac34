// One member's points, written from the words of the ledger alone: lots that end, holds that outlive them, debts.
// Nothing of the product's own arithmetic is imported here, so that one mistake cannot prove itself.

import { byEnd, type Entry, type Hold, type Lot } from './entry.ts'
import { idleEndMs, Lots, type Part } from './lots.ts'

export type { Entry, Hold } from './entry.ts'

type Draft = Pick<Entry, 'kind' | 'amount'> & Partial<Entry>
type Granting = {
  endsAtMs: number | null
  usableFromMs?: number | null
  /** Where they end by inactivity: the day on which they were earned, which says when. */
  idleFrom?: string
  nowMs: number
}

export class Account {
  #lots = new Lots()
  holds: Hold[] = []
  posted = 0
  debt = 0
  version = 0
  lastMicros = 0
  /** How much of a lot ended unused, less what refunds have counted of it already. */
  #lapsed = new Map<number, number>()
  /** What a redemption took and no refund gave back, by the version of its entry. */
  #owed = new Map<number, Map<number, number>>()
  /** Entries since `noteWritten`, and the holds that changed: what one transaction is expected to write. */
  entries: Entry[] = []
  changedHolds = new Set<string>()
  /** What receipts have earned of the limit, by the month of their sale. */
  earnedOfMonth = new Map<string, number>()
  /** How often something with a limit of the month was had, by its code and the month. */
  #uses = new Map<string, number>()
  /** What went to others, by the month. */
  givenOfMonth = new Map<string, number>()
  /** Since `noteWritten`, for the marks. */
  pendingTakenBack = 0
  cuts = 0

  get lots(): Lot[] {
    return this.#lots.all
  }

  get held(): number {
    return this.#lots.held
  }

  get usable(): number {
    return this.#lots.usable
  }

  get pending(): number {
    return this.#lots.pending
  }

  get ripened(): number {
    return this.#lots.ripened
  }

  set ripeMs(ms: number) {
    this.#lots.ripeMs = ms
  }

  copy(): Account {
    const copy = new Account()
    copy.#lots = this.#lots.copy()
    copy.holds = this.holds.map(hold => ({ ...hold, parts: [...hold.parts] }))
    copy.givenOfMonth = new Map(this.givenOfMonth)
    copy.#uses = new Map(this.#uses)
    copy.earnedOfMonth = new Map(this.earnedOfMonth)
    copy.#lapsed = new Map(this.#lapsed)
    copy.#owed = new Map([...this.#owed].map(([version, lots]) => [version, new Map(lots)]))
    return Object.assign(copy, {
      posted: this.posted,
      debt: this.debt,
      version: this.version,
      lastMicros: this.lastMicros,
      pendingTakenBack: this.pendingTakenBack,
      cuts: this.cuts,
      entries: [...this.entries],
      changedHolds: new Set(this.changedHolds),
    })
  }

  noteWritten(): void {
    this.entries = []
    this.changedHolds = new Set()
    this.pendingTakenBack = 0
    this.cuts = 0
    this.#lots.noteWritten()
  }

  /** What time alone has done by now, in the order in which it happened; then whatever came free pays what is owed. */
  catchUp(nowMs: number, ripeMs = nowMs): void {
    this.ripeMs = ripeMs
    const over = this.holds.filter(hold => hold.state === 'open' && hold.endsAtMs <= nowMs)
    for (const hold of over.sort((a, b) => a.endsAtMs - b.endsAtMs)) {
      this.#endLots(hold.endsAtMs)
      this.#letGo(hold, 'released')
      this.#endLots(hold.endsAtMs, hold.endsAtMs)
    }
    this.#endLots(nowMs)
    this.#payDebt(nowMs)
  }

  /** @param points negative when the whole receipt has come back */
  countEarned(day: string, points: number): void {
    const month = day.slice(0, 7)
    this.earnedOfMonth.set(month, (this.earnedOfMonth.get(month) ?? 0) + points)
  }

  grant(
    kind: 'earn' | 'adjust' | 'transfer-in',
    points: number,
    { endsAtMs: endsAnyway, usableFromMs = null, idleFrom, nowMs }: Granting,
  ): number {
    const lot = {
      number: this.version + 1,
      granted: points,
      remaining: 0,
      held: 0,
      endsAtMs: idleFrom === undefined ? endsAnyway : idleEndMs(idleFrom),
      usableFromMs,
      keptOn: idleFrom ?? null,
    }
    this.#lots.add(lot, { isFresh: usableFromMs !== null && usableFromMs > nowMs })
    this.#post({ kind, amount: points }, [{ lot, points }], nowMs)
    // Points may come so late that their time is over: they come and go, and pay nothing.
    if (lot.endsAtMs !== null && lot.endsAtMs <= nowMs) this.#end(lot, points, lot.endsAtMs)
    this.#payDebt(nowMs)
    return lot.number
  }

  usesIn(code: string, day: string): number {
    return this.#uses.get(`${code}/${day.slice(0, 7)}`) ?? 0
  }

  /** @param times negative when it gives room back */
  use(code: string, day: string, times: number): void {
    this.#uses.set(`${code}/${day.slice(0, 7)}`, this.usesIn(code, day) + times)
  }

  /** Something happened that keeps what ends by inactivity. */
  keep(what: string, at: { on: string; nowMs: number }): void {
    this.#lots.keep(what, at)
  }

  get prolonged(): number {
    return this.#lots.prolonged
  }

  /** Takes points for a value; those of its own hold first, because they were promised. @returns the version */
  spend(
    kind: 'redeem' | 'adjust' | 'transfer-out',
    points: number,
    { nowMs, hold }: { nowMs: number; hold?: Hold },
  ): number {
    const drawn = this.#lots.draw(points, hold?.parts ?? [])
    const version = this.#post({ kind, amount: -points }, drawn, nowMs)
    this.#owed.set(version, new Map(drawn.map(({ lot, points: taken }) => [lot.number, -taken])))
    return version
  }

  placeHold(holdId: string, points: number, endsAtMs: number): void {
    const drawn = this.#lots.draw(points, [])
    for (const part of drawn) part.lot.held -= part.points
    const parts = drawn.map(part => ({ lot: part.lot.number, points: -part.points }))
    this.holds.push({ holdId, points, endsAtMs, state: 'open', parts })
    this.changedHolds.add(holdId)
  }

  /** Frees the points of a hold for the receipt that it was placed for. */
  release(hold: Hold, state: 'captured' | 'released'): void {
    this.#letGo(hold, state)
  }

  /** What a receipt left of its hold ends now if its lot has ended: it lived as long as the hold did. */
  endRestOfHold(nowMs: number): void {
    this.#endLots(nowMs, nowMs)
  }

  /** Goods come back: what they had earned goes, from its own lot first; what was spent meanwhile is owed. */
  takeBack(points: number, { lot: number, nowMs }: { lot: number; nowMs: number }): Entry {
    const own = this.#lots.get(number)
    const inOwn = Math.min(own.remaining - own.held, points)
    const lapsed = Math.min(points - inOwn, this.#lapsed.get(number) ?? 0)
    // What is pending pays for nothing, but goes back with its own receipt.
    const ownPending = this.#lots.isPending(own) ? inOwn : 0
    this.pendingTakenBack += ownPending
    const taken = Math.min(points - lapsed, this.usable + ownPending)
    const owed = points - lapsed - taken
    this.#lapsed.set(number, (this.#lapsed.get(number) ?? 0) - lapsed)
    const drawn = this.#lots.draw(taken, [{ lot: number, points: taken }])
    this.debt += owed
    this.#post(
      { kind: 'take-back', amount: 0 - taken - owed, debtChange: owed, lapsed, reverses: number },
      drawn,
      nowMs,
    )
    return this.#last()
  }

  /** Goods come back: what they had used returns to its lots, last to end first. What has ended meanwhile ends again. */
  giveBack(points: number, { redemption, nowMs }: { redemption: number; nowMs: number }): void {
    const owed = this.#owed.get(redemption) ?? new Map<number, number>()
    const parts: Part[] = []
    let missing = points
    const lots = [...owed.keys()].map(number => this.#lots.get(number)).sort(byEnd)
    for (const lot of lots.toReversed()) {
      const part = Math.min(owed.get(lot.number) ?? 0, missing)
      if (part === 0) continue
      parts.push({ lot, points: part })
      owed.set(lot.number, (owed.get(lot.number) ?? 0) - part)
      missing -= part
    }
    if (missing > 0) throw new Error('more is given back than was taken')
    for (const { lot } of parts) this.#lots.keepAsOthers(lot)
    const standingMs = this.#standingMs(nowMs)
    this.#post({ kind: 'give-back', amount: points, reverses: redemption }, parts, nowMs)
    for (const { lot, points: part } of parts)
      if (lot.endsAtMs !== null && lot.endsAtMs <= standingMs) this.#end(lot, part, lot.endsAtMs)
    this.#payDebt(nowMs)
  }

  #endLots(untilMs: number, notBeforeMs = Number.NEGATIVE_INFINITY): void {
    const standingMs = this.#standingMs(untilMs)
    for (const lot of [...this.#lots.open]) {
      if (lot.endsAtMs === null || lot.endsAtMs > standingMs) break
      const free = lot.remaining - lot.held
      if (free > 0) this.#end(lot, free, Math.max(lot.endsAtMs, notBeforeMs))
    }
  }

  /** An account's time never goes back behind what was posted last. */
  #standingMs(nowMs: number): number {
    return Math.max(nowMs, Math.floor(this.lastMicros / 1000))
  }

  #end(lot: Lot, points: number, atMs: number): void {
    this.#lapsed.set(lot.number, (this.#lapsed.get(lot.number) ?? 0) + points)
    this.#post({ kind: 'expire', amount: -points }, [{ lot, points: -points }], atMs)
  }

  #payDebt(nowMs: number): void {
    const points = Math.min(this.debt, this.usable)
    if (points === 0) return
    const drawn = this.#lots.draw(points, [])
    this.debt -= points
    this.#post({ kind: 'settle-debt', amount: 0, debtChange: -points }, drawn, nowMs)
  }

  #letGo(hold: Hold, state: 'captured' | 'released'): void {
    hold.state = state
    this.changedHolds.add(hold.holdId)
    for (const { lot, points } of hold.parts) this.#lots.get(lot).held -= points
  }

  #post(draft: Draft, parts: readonly Part[], atMs: number): number {
    this.version += 1
    this.posted += draft.amount
    // Nothing is drawn before it could be, even by somebody whose clock says so.
    const waited = parts.filter(({ lot, points }) => points < 0 && !this.#lots.isPending(lot))
    const sinceMs = Math.max(atMs, ...waited.map(({ lot }) => lot.usableFromMs ?? atMs))
    this.lastMicros = Math.max(sinceMs * 1000, this.lastMicros + 1)
    for (const { lot, points } of parts) this.#lots.fill(lot, points)
    const moves = parts.map(({ lot, points }) => ({ lot: lot.number, points }))
    this.entries.push({
      debtChange: 0,
      shortfall: 0,
      lapsed: 0,
      reverses: null,
      ...draft,
      version: this.version,
      postedAfter: this.posted,
      postedMicros: this.lastMicros,
      moves: moves.sort((a, b) => a.lot - b.lot),
    })
    return this.version
  }

  #last(): Entry {
    const entry = this.entries.at(-1)
    if (!entry) throw new Error('something was posted')
    return entry
  }
}
