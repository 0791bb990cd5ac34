import { dayAt } from '../model/days.ts'
import { differences } from '../model/json.ts'
import type { Shop } from '../model/shop.ts'
import { catchUp } from '../model/state.ts'
import type { RewardCode } from '../program.ts'
import { byHand, isPosted } from './by-hand.ts'
import {
  couponDifferences,
  entryDifferences,
  holdDifferences,
  levelDifferences,
  orSentence,
  redemptionDifferences,
  withoutOffers,
} from './compare.ts'
import { Earlier, type PastAccounts } from './earlier.ts'
import type { Marks } from './marks.ts'
import { Clock, type Moment, sentMsOf } from './moments.ts'
import { givenIn, noteTransacted } from './noting.ts'
import type { Answered, Transacted } from './transactions.ts'

/** A difference between what happened and what the model says, with whom it is about. */
export type Violation = { what: string; memberIds: number[] }
export type Known = {
  /** Every value of the clock, and since when it stood, oldest first. */
  clockMoves: readonly { fromMs: number; valueMs: number }[]
  /** Members by their number in the database. */
  cards: ReadonlyMap<number, string>
  /** When whoever joined on the way did, by card. */
  joinedMs: Map<string, number>
}

/** What was different when something was refused that is rolled back before its refusal is committed. */
type AsOf = {
  nowMs: number
  past: PastAccounts | undefined
  without: readonly string[]
  taken: ReadonlyMap<RewardCode, number>
}

/** Plays all transactions through the model, one after the other, and compares each with what it wrote and answered. */
export class Replay {
  readonly shop: Shop
  readonly #known: Known
  readonly #marks: Marks
  readonly #memberIds: ReadonlyMap<string, number>
  readonly #earlier = new Earlier()
  readonly #clock: Clock
  /** The try that is under way. */
  #moment: Moment = { nowMs: 0, ripeMs: 0, arrivedMs: 0 }

  constructor(shop: Shop, known: Known, marks: Marks) {
    this.shop = shop
    this.#known = known
    this.#marks = marks
    this.#clock = new Clock(known.clockMoves)
    this.#memberIds = new Map([...known.cards].map(([memberId, card]) => [card, memberId]))
  }

  /** @returns what differs; nothing when the transaction is explained */
  play(transacted: Transacted): Violation | null {
    const tried: string[] = []
    for (const moment of this.#momentsOf(transacted)) {
      const { undo, copies } = this.#snapshot(transacted)
      const { taken } = this.shop.desk
      this.#moment = moment
      this.shop.coupons.hidden = moment.hidden
      const { nowMs } = moment
      const found = this.#tryAt(transacted, nowMs)
      if (found.length === 0) {
        this.#note(transacted)
        if (this.shop.desk.taken !== taken) this.#earlier.rememberTaken(taken, transacted.committedMs)
        this.#earlier.rememberAccounts(copies, transacted.committedMs)
        this.#earlier.noteAdjustments(transacted.answered, transacted.committedMs)
        return null
      }
      tried.push(`at ${new Date(nowMs).toISOString()}: ${found.slice(0, 5).join('; ')}`)
      undo()
    }
    const memberIds = [...new Set([...this.#touched(transacted), ...transacted.entries.map(entry => entry.member_id)])]
    const keys = transacted.answered.map(({ asked }) => asked.key).join(', ') || 'in the background'
    return { what: `${keys}: ${tried.join(' | ') || 'the clock never stood where this could happen'}`, memberIds }
  }

  /**
   * At which instants it may have happened, and which coupons it may have missed: who was at work when a coupon was given
   * read the coupons of its member before or after that.
   */
  #momentsOf(transacted: Transacted): (Moment & { hidden: ReadonlySet<string> })[] {
    const moments = this.#clock.momentsOf(transacted)
    const cards = new Set(
      transacted.answered.flatMap(({ asked }) => this.shop.membersOf(asked.request)).map(one => one.card),
    )
    const since = this.#earlier
      .couponsSince(sentMsOf(transacted))
      .filter(couponId => cards.has(this.shop.coupons.get(couponId)?.card ?? ''))
    return [since.length, ...since.keys()].flatMap(seen => {
      const hidden = new Set(since.slice(seen))
      return moments.map(moment => ({ ...moment, hidden }))
    })
  }

  #tryAt(transacted: Transacted, nowMs: number): string[] {
    try {
      const found =
        transacted.answered.length > 0 ? this.#playAsked(transacted, nowMs) : this.#playOwn(transacted, nowMs)
      const entries = new Map(
        this.#touched(transacted).flatMap(memberId => {
          const found = this.#memberBy(memberId)
          return [
            [`${memberId}/points`, found?.account.entries ?? []],
            [`${memberId}/stamps`, found?.stamps.entries ?? []],
          ] as const
        }),
      )
      return [
        ...found,
        ...couponDifferences(transacted, this.shop.coupons),
        ...redemptionDifferences(transacted, this.shop.desk),
        ...entryDifferences(transacted, entries),
        ...holdDifferences(
          transacted,
          new Map(this.#touched(transacted).map(memberId => [memberId, this.#memberBy(memberId)?.account])),
        ),
      ]
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)]
    }
  }

  /** What clients asked for: time first, then one thing after the other. */
  #playAsked(transacted: Transacted, nowMs: number): string[] {
    const { answered, levels } = transacted
    for (const { asked, status } of answered) {
      // A refused adjustment leaves nothing behind, not even what time did; so does one that waits.
      if (byHand.has(asked.request.kind) && !isPosted(asked.request, status)) continue
      for (const found of this.shop.membersOf(asked.request)) catchUp(found, nowMs, this.#moment.ripeMs)
    }
    // A key that is repeated in the same batch leaves no second answer, but its member was looked at.
    this.#catchUpWritten(transacted, nowMs)
    const differing = answered.flatMap(one => this.#compare(one, nowMs))
    const ids = answered.flatMap(({ asked }) => this.shop.membersOf(asked.request)).map(({ card }) => this.#idOf(card))
    return [...differing, ...levelDifferences(levels, ids, memberId => this.#memberBy(memberId)?.standing)]
  }

  #compare(one: Answered, nowMs: number): string[] {
    const { asked, status } = one
    if (status === 404 && this.#joinedMeanwhile(asked)) return []
    const isByHand = byHand.has(asked.request.kind)
    return isByHand && status >= 400 ? this.#compareRolledBack(one, nowMs) : this.#comparePlayed(one, nowMs)
  }

  /**
   * A refused adjustment is rolled back before its refusal is committed: what it saw and its locks are gone by then, and
   * others may have come between. So it was right at its commit or at some point since it was asked; and of the
   * adjustments committed since then, the latest may not have counted toward the limits yet.
   */
  #compareRolledBack(one: Answered, nowMs: number): string[] {
    const { request, sentMs } = one.asked
    const [owner] = this.shop.membersOf(request)
    const earlier = this.#earlier.accountsSince(owner?.card ?? '', sentMs)
    const since = this.#earlier.adjustmentsSince(sentMs)
    const found: string[][] = []
    const budgets = [this.shop.desk.taken, ...(request.kind === 'redeem' ? this.#earlier.takenSince(sentMs) : [])]
    for (let uncounted = 0; uncounted <= since.length; uncounted++)
      for (const past of [undefined, ...earlier])
        for (const taken of budgets) {
          found.push(this.#compareAsOf(one, { nowMs, past, without: since.slice(since.length - uncounted), taken }))
          if (found.at(-1)?.length === 0) return []
        }
    return found[0] ?? []
  }

  /** As if an account were an earlier one, and some adjustments were still to come. */
  #compareAsOf(one: Answered, { nowMs, past, without, taken }: AsOf): string[] {
    const { request } = one.asked
    const undo = this.shop.snapshot(request)
    const bringBack = this.shop.withoutAdjustments(without)
    const { taken: takenNow } = this.shop.desk
    this.shop.desk.taken = taken
    for (const [place, member] of this.shop.membersOf(request).entries()) {
      if (past && place === 0) Object.assign(member, { account: past.account.copy(), stamps: past.stamps.copy() })
      catchUp(member, nowMs, this.#moment.ripeMs)
    }
    const found = orSentence(() => this.#comparePlayed(one, nowMs))
    this.shop.desk.undo()
    this.shop.desk.taken = takenNow
    bringBack()
    undo()
    return found
  }

  #comparePlayed({ asked, status, json }: Answered, nowMs: number): string[] {
    const expected = this.shop.play(asked.request, {
      nowMs,
      arrivedMs: this.#moment.arrivedMs,
      caller: asked.caller,
      answer: json,
    })
    const said = `${asked.key} (${asked.request.kind})`
    if ('refusals' in expected) {
      const code = status >= 400 && typeof json === 'object' && json !== null && 'code' in json ? json.code : 'done'
      return expected.refusals.some(refusal => refusal === code)
        ? []
        : [`${said} was answered ${status} ${code}, the model says ${expected.refusals.join(' or ')}`]
    }
    return [
      ...differences(expected.status, status, `${said} status`),
      ...differences(expected.body, withoutOffers(json), said),
    ]
  }

  /** What the background did: time on members whom nobody asked about, or reviews. */
  #playOwn(transacted: Transacted, nowMs: number): string[] {
    const { levels } = transacted
    this.#catchUpWritten(transacted, nowMs)
    for (const { memberId } of levels) {
      const standing = this.#memberBy(memberId)?.standing
      if (!standing || standing.dates.reviewOn === null || standing.dates.reviewOn > dayAt(nowMs))
        return [`member ${memberId} was reviewed, but no review was due`]
      standing.review()
    }
    const ids = levels.map(({ memberId }) => memberId)
    return levelDifferences(levels, ids, memberId => this.#memberBy(memberId)?.standing)
  }

  /** Makes up time for whoever has anything written: it must come to exactly that. */
  #catchUpWritten({ entries, holds }: Transacted, nowMs: number): void {
    const memberIds = [...entries.map(entry => entry.member_id), ...[...holds.values()].map(hold => hold.memberId)]
    for (const memberId of new Set(memberIds)) {
      const found = this.#memberBy(memberId)
      if (found) catchUp(found, nowMs, this.#moment.ripeMs)
    }
  }

  /** Who a card names is looked up before anybody is locked, so somebody who joins meanwhile may still be nobody. */
  #joinedMeanwhile({ request, sentMs }: Answered['asked']): boolean {
    const card = 'card' in request && request.kind !== 'join' ? (request.card ?? '') : ''
    return (this.#known.joinedMs.get(card) ?? 0) > sentMs
  }

  #note(transacted: Transacted): void {
    const touched = this.#touched(transacted).flatMap(memberId => {
      const found = this.#memberBy(memberId)
      return found ? [{ memberId, found }] : []
    })
    for (const { asked, status } of transacted.answered)
      if (asked.request.kind === 'join' && status === 201)
        this.#known.joinedMs.set(asked.request.card, transacted.committedMs)
    noteTransacted(transacted, { shop: this.shop, marks: this.#marks, touched })
    this.#earlier.noteCoupons(givenIn(transacted), transacted.committedMs)
  }

  #touched({ answered, entries, holds, levels }: Transacted): number[] {
    const asked = answered.flatMap(({ asked: { request } }) => this.shop.membersOf(request))
    return [
      ...new Set([
        ...asked.map(({ card }) => this.#idOf(card)),
        ...entries.map(entry => entry.member_id),
        ...[...holds.values()].map(hold => hold.memberId),
        ...levels.map(level => level.memberId),
      ]),
    ]
  }

  #snapshot(transacted: Transacted) {
    const undos = transacted.answered.map(({ asked }) => this.shop.snapshot(asked.request))
    const members = this.#touched(transacted).flatMap(memberId => this.#memberBy(memberId) ?? [])
    const copies = members.map(found => ({
      ...found,
      account: found.account.copy(),
      stamps: found.stamps.copy(),
      standing: found.standing.copy(),
    }))
    const undo = () => {
      for (const undoOne of undos) undoOne()
      for (const copy of copies) this.shop.members.set(copy.card, copy)
      this.shop.coupons.undo()
      this.shop.desk.undo()
    }
    return { undo, copies }
  }

  #idOf(card: string): number {
    const memberId = this.#memberIds.get(card)
    if (memberId === undefined) throw new Error(`${card} is nobody in the database`)
    return memberId
  }

  #memberBy(memberId: number) {
    return this.shop.members.get(this.#known.cards.get(memberId) ?? '')
  }
}
