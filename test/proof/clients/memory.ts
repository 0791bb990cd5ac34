import { dayAt, daysLater } from '../model/days.ts'
import { member } from '../model/json.ts'
import type { Operation, Plan } from '../operations.ts'
import { rules } from '../program.ts'
import type { Request } from '../requests.ts'
import type { Asked } from './sender.ts'

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
  readonly #holds = new Map<string, string>()
  readonly #adjustments: string[] = []
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
        return { kind: 'hold', ...basketOf(operation) }
      case 'refund': {
        const { receiptId, number } = this.#soldBefore(operation.back, index)
        const address = receiptId && !operation.isByNumber ? { receiptId } : { receiptNumber: number }
        return { kind: 'refund', refundNumber: `F${index}`, address, lines: operation.lines }
      }
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
      case 'repeat':
      case 'clock':
        return null
    }
  }

  #saleOf(operation: Operation & { kind: 'sale' }, { index, nowMs }: { index: number; nowMs: number }): Request {
    const basket = basketOf(operation)
    const { soldDaysAgo: days } = operation
    const hold = basket.card === null ? undefined : this.#holds.get(basket.card)
    return {
      kind: 'sale',
      ...basket,
      receiptNumber: this.#numberFor(operation, index),
      soldAt: days === null ? null : new Date(nowMs - days * dayMs).toISOString(),
      holdId: operation.usesHold ? (hold ?? null) : null,
      expectedPayableCents: null,
    }
  }

  #adjustmentOf({ member: number, points, lastingDays }: Operation & { kind: 'adjust' }, nowMs: number): Request {
    const memberNumber = this.memberNumbers.get(cardOf(number)) ?? nobodysNumber
    const expiresOn = lastingDays === null || points < 0 ? null : daysLater(dayAt(nowMs), lastingDays)
    return { kind: 'adjust', memberNumber, points, expiresOn }
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
    if (request.kind === 'hold' && request.card !== null) this.#holds.set(request.card, idIn('holdId'))
    if (request.kind === 'adjust' && answer.status === 202) this.#adjustments.push(idIn('adjustmentId'))
    if (request.kind === 'join') this.memberNumbers.set(request.card, idIn('memberNumber'))
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

function basketOf({ member: number, lines, redeemSteps }: Operation & { kind: 'sale' | 'hold' }) {
  return { card: number === null ? null : cardOf(number), lines, redeemPoints: redeemSteps * rules.pointsPerStep }
}
