import { dayAt, daysLater } from '../model/days.ts'
import { member } from '../model/json.ts'
import type { Operation, Plan } from '../operations.ts'
import { rules } from '../program.ts'
import type { Basket, CouponWish, Request } from '../requests.ts'
import type { Answer, Asked } from './sender.ts'

const dayMs = 86_400_000
/** Names nothing: for what a client would name if it had been told. */
const nobodysId = '00000000-0000-7000-8000-000000000000'
const nobodysNumber = '0000000000'

export const cardOf = (number: number) => `C${String(number).padStart(6, '0')}`

/** Older ones are not asked again. */
const rememberedMax = 200

type SoldOnce = { number: string; receiptId: string | null }

const nothingSold: SoldOnce = { number: 'R-none', receiptId: null }

/** What all clients together know of the shop, so that later operations can name what earlier ones made. */
export class Memory {
  readonly memberNumbers = new Map<string, string>()
  readonly #plan: Plan
  readonly #sales: SoldOnce[] = []
  /** Refunded last, as far as anybody asked. */
  #refunded: SoldOnce | null = null
  readonly #holds = new Map<string, string>()
  /** Holds that nobody came for yet, newest last. */
  readonly #placed: { holdId: string; basket: Basket }[] = []
  /** The points that members were last told of, by card. */
  readonly #points = new Map<string, number>()
  readonly #adjustments: string[] = []
  /** The newest coupon of each member, by their number. */
  readonly #coupons = new Map<string, string>()
  /** Codes that members were given, newest last. */
  readonly #codes: string[] = []
  /** Newest last. */
  readonly #redemptions: { memberNumber: string; redemptionId: string }[] = []
  readonly #asked: Asked[] = []

  constructor(plan: Plan) {
    this.#plan = plan
  }

  /** The request that an operation stands for, now. */
  requestOf(operation: Operation, at: { index: number; nowMs: number }): Request | null {
    const { index, nowMs } = at
    switch (operation.kind) {
      case 'sale':
        return this.#saleOf(operation, at)
      case 'hold':
        return { kind: 'hold', ...this.#basketOf(operation) }
      case 'refund':
        return this.#refundOf(operation, index)
      case 'void':
        return { kind: 'void', receiptId: this.#soldBefore(operation.back, index).receiptId ?? nobodysId }
      case 'adjust':
        return this.#adjustmentOf(operation, nowMs)
      case 'decide': {
        const adjustmentId = this.#adjustments.at(-operation.back) ?? nobodysId
        return { kind: 'decide', adjustmentId, isApproved: operation.isApproved }
      }
      case 'join':
        return { kind: 'join', card: cardOf(operation.card) }
      case 'transfer': {
        const [from = nobodysNumber, to = nobodysNumber] = [operation.member, operation.other].map(number =>
          this.memberNumbers.get(cardOf(number)),
        )
        return { kind: 'transfer', from, to, points: operation.points }
      }
      case 'coupon':
        return this.#couponOf(operation)
      case 'redeem': {
        const { member: number, rule, times, hasStore } = operation
        const memberNumber = this.memberNumbers.get(cardOf(number)) ?? nobodysNumber
        return { kind: 'redeem', memberNumber, rule, times, storeCode: hasStore ? 'S01' : null }
      }
      case 'finish': {
        const nobodys = { memberNumber: this.memberNumbers.get(cardOf(0)) ?? nobodysNumber, redemptionId: nobodysId }
        const named = this.#redemptions.at(-operation.back) ?? nobodys
        return { kind: 'finish', ...named, isCancelled: operation.isCancelled }
      }
      case 'activity': {
        const { member: number, daysAgo, reference } = operation
        const memberNumber = this.memberNumbers.get(cardOf(number)) ?? nobodysNumber
        const happenedAt = daysAgo === null ? null : new Date(nowMs - daysAgo * dayMs).toISOString()
        return { kind: 'activity', memberNumber, happenedAt, reference }
      }
      case 'repeat':
      case 'clock':
        return null
    }
  }

  #refundOf(operation: Operation & { kind: 'refund' }, index: number): Request {
    const { back, isAgain, isByNumber } = operation
    const sold = (isAgain ? this.#refunded : null) ?? this.#soldBefore(back, index)
    this.#refunded = sold
    const { receiptId, number } = sold
    const address = receiptId && !isByNumber ? { receiptId } : { receiptNumber: number }
    return { kind: 'refund', refundNumber: `F${index}`, address, lines: isAgain ? null : operation.lines }
  }

  #saleOf(operation: Operation & { kind: 'sale' }, { index, nowMs }: { index: number; nowMs: number }): Request {
    const { soldDaysAgo: days, usesHold } = operation
    const placed = usesHold === 'last' ? this.#placed.pop() : undefined
    const basket = placed?.basket ?? this.#basketOf(operation)
    const own = usesHold === 'own' && basket.card !== null ? this.#holds.get(basket.card) : undefined
    return {
      kind: 'sale',
      ...basket,
      receiptNumber: this.#numberFor(operation, index),
      soldAt: days === null ? null : new Date(nowMs - days * dayMs).toISOString(),
      holdId: placed?.holdId ?? own ?? null,
      expectedPayableCents: null,
    }
  }

  #adjustmentOf({ member: number, points, lastingDays }: Operation & { kind: 'adjust' }, nowMs: number): Request {
    const memberNumber = this.memberNumbers.get(cardOf(number)) ?? nobodysNumber
    const expiresOn = lastingDays === null || points < 0 ? null : daysLater(dayAt(nowMs), lastingDays)
    return { kind: 'adjust', memberNumber, points, expiresOn }
  }

  #couponOf({ member: number, what }: Operation & { kind: 'coupon' }): Request | null {
    const memberNumber = this.memberNumbers.get(cardOf(number)) ?? nobodysNumber
    if (what === 'personal') {
      const code = this.#codes.at(-1 - (number % 3))
      return code === undefined ? null : { kind: 'claim', memberNumber, code }
    }
    const shared = rules.coupons.find(({ offer }) => offer === what)?.shared ?? null
    return shared === null
      ? { kind: 'issue', memberNumber, offer: what }
      : { kind: 'claim', memberNumber, code: shared }
  }

  #wishOf({ member: number, newestCoupon }: Operation & { kind: 'sale' | 'hold' }): CouponWish {
    const known = number === null ? nobodysId : this.#coupons.get(this.memberNumbers.get(cardOf(number)) ?? '')
    const named = known === undefined ? [] : [known]
    if (newestCoupon === 'wanted') return { use: named, without: [] }
    return { use: [], without: newestCoupon === 'kept' ? named : [] }
  }

  /** Called before a request is sent: others may refund a sale that is still on its way. */
  noteSent(asked: Asked): void {
    this.#asked.push(asked)
    if (this.#asked.length > rememberedMax) this.#asked.shift()
    const { request } = asked
    if (request.kind === 'sale' && request.receiptNumber === `R${asked.index}`)
      this.#sales.push({ number: request.receiptNumber, receiptId: null })
  }

  noteAnswered({ request, answers }: Asked): void {
    const [answer] = answers
    if (!answer) return
    if (answer.status >= 300) {
      this.#forget(request)
      return
    }
    const idIn = (name: string) => String(member(answer.json, name))
    if (request.kind === 'sale') {
      const sold = this.#sales.findLast(({ number }) => number === request.receiptNumber)
      if (sold) sold.receiptId = idIn('receiptId')
    }
    if ('card' in request && request.card !== null) this.#notePoints(request.card, answer)
    if (request.kind === 'hold') this.#noteHold(request, idIn('holdId'))
    if (request.kind === 'adjust' && answer.status === 202) this.#adjustments.push(idIn('adjustmentId'))
    if (request.kind === 'claim' || request.kind === 'issue') this.#noteCoupon(request.memberNumber, answer)
    if (request.kind === 'redeem') this.#noteRedemption(request.memberNumber, answer)
    if (request.kind === 'join') this.memberNumbers.set(request.card, idIn('memberNumber'))
  }

  #noteHold({ card, lines, redeemPoints, coupons }: Basket, holdId: string): void {
    if (card === null) return
    this.#holds.set(card, holdId)
    this.#placed.push({ holdId, basket: { card, lines, redeemPoints, coupons } })
    if (this.#placed.length > rememberedMax) this.#placed.shift()
  }

  #noteCoupon(memberNumber: string, { json }: Answer): void {
    this.#coupons.set(memberNumber, String(member(json, 'couponId')))
    const code = member(json, 'code')
    if (typeof code === 'string' && this.#codes.at(-1) !== code) this.#codes.push(code)
  }

  /** What is given at once is finished by nobody, but for a try now and then. */
  #noteRedemption(memberNumber: string, { json }: Answer): void {
    const redemption = member(json, 'redemption')
    const redemptionId = String(member(redemption, 'redemptionId'))
    if (member(redemption, 'state') === 'to-hand-over' || redemptionId.endsWith('0'))
      this.#redemptions.push({ memberNumber, redemptionId })
    if (this.#redemptions.length > rememberedMax) this.#redemptions.shift()
  }

  #notePoints(card: string, { json }: Answer): void {
    const points = member(member(json, 'balances'), 'points')
    if (typeof points === 'number') this.#points.set(card, points)
  }

  #basketOf(operation: Operation & { kind: 'sale' | 'hold' }): Basket {
    const { member: number, lines, redeemSteps } = operation
    const card = number === null ? null : cardOf(number)
    const steps = redeemSteps === 'everything' ? this.#stepsOfAll(card) : redeemSteps
    return { card, lines, redeemPoints: steps * rules.pointsPerStep, coupons: this.#wishOf(operation) }
  }

  #stepsOfAll(card: string | null): number {
    const points = Math.min(this.#points.get(card ?? '') ?? 0, rules.redeemPointsMax)
    return Math.floor(Math.max(points, 0) / rules.pointsPerStep)
  }

  /** What was refused was never sold. */
  #forget(request: Request): void {
    const place =
      request.kind === 'sale' ? this.#sales.findLastIndex(({ number }) => number === request.receiptNumber) : -1
    if (place >= 0 && this.#sales[place]?.receiptId === null) this.#sales.splice(place, 1)
  }

  /** Something that was asked and answered, so many askings ago. */
  answeredBefore(back: number): Asked | undefined {
    const asked = this.#asked.at(-back)
    return asked && asked.answers.length > 0 ? asked : undefined
  }

  #numberFor({ repeatsNumberOf: back }: Operation & { kind: 'sale' }, index: number): string {
    return (back === null ? undefined : this.#sales.at(-1 - back)?.number) ?? `R${index}`
  }

  /** 0 is the sale that comes next: its refund is too early. */
  #soldBefore(back: number, index: number): SoldOnce {
    const known = this.#sales.length
    if (back > 0 && known > 0) return this.#sales.at(-1 - ((back - 1) % known)) ?? nothingSold
    for (let next = index + 1; next < this.#plan.operations.length; next++) {
      const operation = this.#plan.operations.at(next)
      if (operation?.kind === 'sale' && operation.repeatsNumberOf === null)
        return { number: `R${next}`, receiptId: null }
    }
    return nothingSold
  }
}
