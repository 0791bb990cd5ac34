import type { CallerName, RefundRequest, Request } from '../requests.ts'
import { Account } from './account.ts'
import type { PricedLine } from './basket.ts'
import { CouponBook } from './coupon-book.ts'
import { DeskBook } from './desk-book.ts'
import { Standing } from './standing.ts'

export type Member = {
  card: string
  memberNumber: string
  /** Of points. */
  account: Account
  /** Of stamps, which end by inactivity. */
  stamps: Account
  standing: Standing
}

export type ReceiptLine = PricedLine & { refundedUnits: number }
export type Receipt = {
  receiptId: string
  number: string
  card: string | null
  soldOn: string
  state: 'settled' | 'partly-refunded' | 'refunded' | 'voided'
  lines: ReceiptLine[]
  earnLot: number | null
  redemption: number | null
}

export type Adjustment = {
  card: string
  points: number
  expiresOn: string | null
  askedBy: CallerName
  askedAtMs: number
  /** Posted without a second person. */
  isAlone: boolean
  state: 'posted' | 'waiting' | 'declined'
}

/** A refund that came before its sale. */
export type Refunding = {
  refundNumber: string
  arrivedAtMs: number
  wanted: RefundRequest['lines']
  isApplied: boolean
  hasProblem: boolean
}

/** What the model expects of a request: to be refused for one of these reasons, or an answer that holds this. */
export type Expected = { refusals: string[] } | { status: number; body: object }

/** Where and when a request is played. The answer that it got names the ids, which nobody can foretell. */
export type Scene = {
  nowMs: number
  /** When it was asked, if the clock has moved on since: it says on which day something is sold. */
  arrivedMs?: number
  caller: CallerName
  answer: unknown
}

export type Effect = { kind: string; points: number | null }

/** All that the shop remembers. */
export class ShopState {
  readonly members = new Map<string, Member>()
  readonly receipts = new Map<string, Receipt>()
  readonly receiptIds = new Map<string, Receipt>()
  readonly refundNumbers = new Set<string>()
  readonly waiting = new Map<string, Refunding[]>()
  readonly coupons = new CouponBook()
  readonly desk = new DeskBook()
  readonly adjustments = new Map<string, Adjustment>()
  readonly #cards = new Map<string, string>()

  join(card: string, memberNumber: string): Member {
    const joined = { card, memberNumber, account: new Account(), stamps: new Account(), standing: new Standing() }
    this.members.set(card, joined)
    this.#cards.set(memberNumber, card)
    return joined
  }

  /** The members whom a request looks at, and for whom time is therefore made up. */
  membersOf(request: Request): Member[] {
    const cards: (string | null)[] = []
    if (request.kind === 'sale' || request.kind === 'hold') cards.push(request.card)
    cards.push(this.receiptOf(request)?.card ?? null)
    if (request.kind === 'adjust') cards.push(this.memberByNumber(request.memberNumber)?.card ?? null)
    if (request.kind === 'redeem' || request.kind === 'finish' || request.kind === 'activity')
      cards.push(this.memberByNumber(request.memberNumber)?.card ?? null)
    if (request.kind === 'transfer')
      for (const number of [request.from, request.to]) cards.push(this.memberByNumber(number)?.card ?? null)
    if (request.kind === 'decide') cards.push(this.adjustments.get(request.adjustmentId)?.card ?? null)
    return cards.flatMap(card => (card === null ? [] : (this.members.get(card) ?? [])))
  }

  /** Remembers what a request may change. @returns puts all of it back, for another try at another instant */
  snapshot(request: Request): () => void {
    const members = this.membersOf(request).map(({ account, stamps, standing, ...facts }) => ({
      ...facts,
      account: account.copy(),
      stamps: stamps.copy(),
      standing: standing.copy(),
    }))
    const receipt = this.receiptOf(request)
    const earlier = receipt && { ...receipt, lines: receipt.lines.map(line => ({ ...line })) }
    const adjustment = request.kind === 'decide' ? this.adjustments.get(request.adjustmentId) : undefined
    const state = adjustment?.state
    const undoNumber = request.kind === 'refund' ? this.#refundNumberBefore(request) : undefined
    const undoNew = this.#newBefore(request)
    const isNew = request.kind === 'join' && !this.members.has(request.card)
    return () => {
      undoNumber?.()
      undoNew()
      if (isNew) this.members.delete(request.card)
      for (const found of members) this.members.set(found.card, found)
      if (earlier) this.#keep(earlier)
      if (adjustment && state) adjustment.state = state
    }
  }

  /** Receipts, adjustments and applied refunds that a request may add. */
  #newBefore(request: Request): () => void {
    const asked = this.adjustments.size
    if (request.kind !== 'sale')
      return () => {
        for (const id of [...this.adjustments.keys()].slice(asked)) this.adjustments.delete(id)
      }
    const { receiptNumber } = request
    const isKnown = this.receipts.has(receiptNumber)
    const waiting = this.waiting.get(receiptNumber)?.map(refunding => ({ ...refunding }))
    return () => {
      const made = isKnown ? undefined : this.receipts.get(receiptNumber)
      if (made) {
        this.receipts.delete(receiptNumber)
        this.receiptIds.delete(made.receiptId)
      }
      if (waiting) this.waiting.set(receiptNumber, waiting)
    }
  }

  #refundNumberBefore({ refundNumber, address }: RefundRequest): () => void {
    const isUsed = this.refundNumbers.has(refundNumber)
    const number = 'receiptNumber' in address ? address.receiptNumber : ''
    const waiting = this.waiting.get(number)
    const earlier = waiting && [...waiting]
    return () => {
      if (!isUsed) this.refundNumbers.delete(refundNumber)
      if (earlier) this.waiting.set(number, earlier)
      else this.waiting.delete(number)
    }
  }

  #keep(receipt: Receipt): void {
    this.receipts.set(receipt.number, receipt)
    this.receiptIds.set(receipt.receiptId, receipt)
  }

  /** Forgets adjustments that somebody may not have seen yet. @returns remembers them again */
  withoutAdjustments(ids: readonly string[]): () => void {
    const forgotten = ids.flatMap(id => {
      const adjustment = this.adjustments.get(id)
      return adjustment ? [[id, adjustment] as const] : []
    })
    for (const [id] of forgotten) this.adjustments.delete(id)
    return () => {
      for (const [id, adjustment] of forgotten) this.adjustments.set(id, adjustment)
    }
  }

  memberByNumber(memberNumber: string): Member | undefined {
    return this.members.get(this.#cards.get(memberNumber) ?? '')
  }

  /** What an answer says of a member afterwards. */
  standingOf(found: Member | undefined): object {
    if (!found) return { balances: {}, levels: [] }
    const { account, stamps, standing } = found
    const told = Object.entries({ points: account, stamps }).filter(([, { version }]) => version > 0)
    return {
      // Who never had an account may be told of none.
      balances: Object.fromEntries(told.map(([asset, { usable }]) => [asset, usable])),
      levels: [{ level: standing.level }],
    }
  }

  memberOf(receipt: Receipt): Member | undefined {
    return receipt.card === null ? undefined : this.members.get(receipt.card)
  }

  receiptOf(request: Request): Receipt | undefined {
    if (request.kind === 'refund') return this.receiptAt(request.address)
    return request.kind === 'void' ? this.receiptIds.get(request.receiptId) : undefined
  }

  receiptAt(address: { receiptId: string } | { receiptNumber: string }): Receipt | undefined {
    return 'receiptId' in address ? this.receiptIds.get(address.receiptId) : this.receipts.get(address.receiptNumber)
  }
}

/** What time alone has done to all that a member has. */
export function catchUp({ account, stamps }: Member, nowMs: number, ripeMs = nowMs): void {
  for (const one of [account, stamps]) one.catchUp(nowMs, ripeMs)
}

/** A receipt as answers show it. */
export function shown({ receiptId, state, lines }: Receipt): object {
  return {
    receiptId,
    state,
    lines: lines.map(line => ({
      lineNumber: line.lineNumber,
      offerDiscountCents: line.offerDiscountCents,
      levelDiscountCents: line.levelDiscountCents,
      pointsDiscountCents: line.pointsDiscountCents,
      payableCents: line.payableCents,
      earned: line.earned > 0 ? { points: line.earned } : {},
      refundedUnits: line.refundedUnits,
    })),
  }
}
