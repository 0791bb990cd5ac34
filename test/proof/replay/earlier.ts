import type { Account } from '../model/account.ts'
import { textOf } from '../model/json.ts'
import type { RewardCode } from '../program.ts'
import type { Answered } from './transactions.ts'

/** Times of two processes of one machine, apart by at most this. */
export const skewMs = 10
/** A background transaction may have waited for its locks. */
export const waitMsMax = 15_000
/** More changes of one account do not fit between a refusal and its commit. */
const pastMax = 40

export type PastAccounts = { account: Account; stamps: Account }
type Taken = ReadonlyMap<RewardCode, number>

/** What was different a moment ago: somebody whose work was rolled back may have seen that. */
export class Earlier {
  /** What accounts were before their last changes, by card, and when those were committed. */
  readonly #accounts = new Map<string, (PastAccounts & { untilMs: number })[]>()
  /** How often all members had had each reward before its last changes. */
  #taken: { untilMs: number; taken: Taken }[] = []
  /** When adjustments were committed, by their ids, in that order. */
  readonly #adjustments = new Map<string, number>()

  /** When coupons were given, by their ids, in the order of the commits. */
  readonly #coupons = new Map<string, number>()

  noteCoupons(given: readonly string[], committedMs: number): void {
    for (const couponId of given) this.#coupons.set(couponId, committedMs)
    for (const [id, earlierMs] of this.#coupons) {
      if (earlierMs >= committedMs - 10 * waitMsMax) return
      this.#coupons.delete(id)
    }
  }

  /** In the order of their commits. */
  couponsSince(sentMs: number): string[] {
    return [...this.#coupons].flatMap(([id, committedMs]) => (committedMs >= sentMs - skewMs ? [id] : []))
  }

  rememberAccounts(copies: readonly (PastAccounts & { card: string })[], untilMs: number): void {
    for (const { card, account, stamps } of copies)
      this.#accounts.set(card, [...(this.#accounts.get(card) ?? []).slice(1 - pastMax), { untilMs, account, stamps }])
  }

  /** Only those of the last moments are ever asked about. */
  noteAdjustments(answered: readonly Answered[], committedMs: number): void {
    for (const { asked, status, json } of answered)
      if (asked.request.kind === 'adjust' && status < 300)
        this.#adjustments.set(textOf(json, 'adjustmentId'), committedMs)
    for (const [id, earlierMs] of this.#adjustments)
      if (earlierMs < committedMs - 10 * waitMsMax) this.#adjustments.delete(id)
  }

  accountsSince(card: string, sentMs: number): PastAccounts[] {
    return (this.#accounts.get(card) ?? []).filter(({ untilMs }) => untilMs >= sentMs - skewMs)
  }

  rememberTaken(taken: Taken, untilMs: number): void {
    this.#taken = [...this.#taken.slice(1 - pastMax), { untilMs, taken }]
  }

  takenSince(sentMs: number): Taken[] {
    return this.#taken.flatMap(({ untilMs, taken }) => (untilMs >= sentMs - skewMs ? [taken] : []))
  }

  /** In the order of their commits. */
  adjustmentsSince(sentMs: number): string[] {
    return [...this.#adjustments].flatMap(([id, committedMs]) => (committedMs >= sentMs - skewMs ? [id] : []))
  }
}
