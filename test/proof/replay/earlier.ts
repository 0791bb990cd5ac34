import type { Account } from '../model/account.ts'
import { textOf } from '../model/json.ts'
import type { Answered } from './transactions.ts'

/** Times of two processes of one machine, apart by at most this. */
export const skewMs = 10
/** A background transaction may have waited for its locks. */
export const waitMsMax = 15_000
/** More changes of one account do not fit between a refusal and its commit. */
const pastMax = 40

/** What was different a moment ago: somebody whose work was rolled back may have seen that. */
export class Earlier {
  /** What accounts were before their last changes, by card, and when those were committed. */
  readonly #accounts = new Map<string, { untilMs: number; account: Account }[]>()
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

  rememberAccounts(copies: readonly { card: string; account: Account }[], untilMs: number): void {
    for (const { card, account } of copies)
      this.#accounts.set(card, [...(this.#accounts.get(card) ?? []).slice(1 - pastMax), { untilMs, account }])
  }

  /** Only those of the last moments are ever asked about. */
  noteAdjustments(answered: readonly Answered[], committedMs: number): void {
    for (const { asked, status, json } of answered)
      if (asked.request.kind === 'adjust' && status < 300)
        this.#adjustments.set(textOf(json, 'adjustmentId'), committedMs)
    for (const [id, earlierMs] of this.#adjustments)
      if (earlierMs < committedMs - 10 * waitMsMax) this.#adjustments.delete(id)
  }

  accountsSince(card: string, sentMs: number): Account[] {
    const past = this.#accounts.get(card) ?? []
    return past.flatMap(({ untilMs, account }) => (untilMs >= sentMs - skewMs ? [account] : []))
  }

  /** In the order of their commits. */
  adjustmentsSince(sentMs: number): string[] {
    return [...this.#adjustments].flatMap(([id, committedMs]) => (committedMs >= sentMs - skewMs ? [id] : []))
  }
}
