import type { LotPart } from './lots.ts'

type WaitingLot = LotPart & { usableOn: number }

/** Points that cannot be used yet, by account. Only programs whose points are pending have any. */
export class WaitingLots {
  readonly #lots = new Map<number, WaitingLot[]>()

  get isAny(): boolean {
    return this.#lots.size > 0
  }

  add(account: number, lot: WaitingLot): void {
    const lots = this.#lots.get(account)
    if (lots) lots.push(lot)
    else this.#lots.set(account, [lot])
  }

  points(account: number): number {
    let points = 0
    for (const lot of this.#lots.get(account) ?? []) points += lot.points
    return points
  }

  /** Takes out what can be used from a day on: `usableOn` is the first day. */
  takeRipe(account: number, day: number): WaitingLot[] {
    const lots = this.#lots.get(account)
    if (!lots) return []
    const [ripe, rest] = [lots.filter(lot => lot.usableOn <= day), lots.filter(lot => lot.usableOn > day)]
    this.#keep(account, rest)
    return ripe.sort((a, b) => a.usableOn - b.usableOn)
  }

  /** What is left in the waiting lot of one sale. */
  left(account: number, owner: number): number {
    return this.#lots.get(account)?.find(lot => lot.owner === owner)?.points ?? 0
  }

  draw(account: number, owner: number, points: number): void {
    const lots = this.#lots.get(account) ?? []
    const lot = lots.find(candidate => candidate.owner === owner)
    if (!lot || lot.points < points) throw new Error('no more is drawn than waits')
    lot.points -= points
    this.#keep(
      account,
      lots.filter(candidate => candidate.points > 0),
    )
  }

  prolong(account: number, expiry: number, isMeant: (owner: number) => boolean): void {
    for (const lot of this.#lots.get(account) ?? []) if (lot.expiry < expiry && isMeant(lot.owner)) lot.expiry = expiry
  }

  #keep(account: number, lots: WaitingLot[]): void {
    if (lots.length > 0) this.#lots.set(account, lots)
    else this.#lots.delete(account)
  }
}
