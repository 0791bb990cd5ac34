import { rules } from '../program.ts'
import type { AdjustRequest, DecideRequest, HoldRequest, Request, SaleRequest } from '../requests.ts'
import type { Account, Hold } from './account.ts'
import { type Buyer, basketCents, price, redeemRefusals, spendOf } from './basket.ts'
import { type Coupon, couponOffer } from './coupon-book.ts'
import { beginOf, dayAt, daysLater } from './days.ts'
import { finish, keep, recordActivity, redeem } from './desk.ts'
import { sum } from './entry.ts'
import { giveCoupon } from './give-coupon.ts'
import { member, textOf } from './json.ts'
import { applyRefund, refund, refusalsOfVoid, voidReceipt } from './refunds.ts'
import {
  type Adjustment,
  type Effect,
  type Expected,
  type Member,
  type Receipt,
  type Scene,
  ShopState,
  shown,
} from './state.ts'
import { transfer } from './transfer.ts'

const dayMs = 86_400_000

/** The whole shop as a program in memory: one request after the other changes it. */
export class Shop extends ShopState {
  play(request: Request, scene: Scene): Expected {
    switch (request.kind) {
      case 'sale':
        return this.#sell(request, scene)
      case 'hold':
        return this.#hold(request, scene)
      case 'refund':
        return refund(this, request, { ...scene, receipt: this.receiptOf(request) })
      case 'void': {
        const receipt = this.receiptOf(request)
        const refusals = refusalsOfVoid(receipt, scene.nowMs)
        return receipt && refusals.length === 0 ? voidReceipt(this, receipt, scene) : { refusals }
      }
      case 'adjust':
        return this.#adjust(request, scene)
      case 'decide':
        return this.#decide(request, scene)
      case 'join':
        if (this.members.has(request.card)) return { refusals: ['members/card-taken'] }
        this.join(request.card, textOf(scene.answer, 'memberNumber'))
        return { status: 201, body: {} }
      case 'transfer':
        return transfer(this, request, scene)
      case 'claim':
      case 'issue':
        return giveCoupon(this, request, scene)
      case 'redeem':
        return redeem(this, request, scene)
      case 'finish':
        return finish(this, request, scene)
      case 'activity':
        return recordActivity(this, request, scene)
    }
  }

  #sell(sale: SaleRequest, scene: Scene): Expected {
    const buyer = sale.card === null ? undefined : this.members.get(sale.card)
    const hold = buyer?.account.holds.find(({ holdId, state }) => holdId === sale.holdId && state === 'open')
    const soldOn = soldOnOf(sale, scene)
    const { used, refusals } = this.#judge(sale, buyer, { soldOn, scene, hold })
    if (this.receipts.has(sale.receiptNumber)) refusals.push('checkout/receipt-number-used')
    const heldCoupons = this.#couponsOf(sale, scene)
    if (sale.holdId !== null && !hold && isGone(heldCoupons, { soldOn, scene })) refusals.push('checkout/hold-gone')
    if (refusals.length > 0) return { refusals }
    const priced = price(sale.lines, sale.redeemPoints, buyer ? buyerOn(buyer, { soldOn, used }) : null)
    if (sale.expectedPayableCents !== null && sale.expectedPayableCents !== priced.payableCents)
      return { refusals: ['checkout/price-changed'] }
    if (buyer && priced.isCut) buyer.account.cuts += 1
    const receipt: Receipt = {
      receiptId: textOf(scene.answer, 'receiptId'),
      number: sale.receiptNumber,
      card: sale.card,
      soldOn,
      state: 'settled',
      lines: priced.lines.map(line => ({ ...line, refundedUnits: 0 })),
      earnLot: null,
      redemption: null,
    }
    this.coupons.release(heldCoupons, soldOn)
    this.coupons.use(used, { receiptId: receipt.receiptId, holdId: sale.holdId })
    const effects = buyer ? post(receipt, buyer, { sale, hold, scene }) : [{ kind: 'earned', points: 0 }]
    if (priced.hasLevelPrice) effects.unshift({ kind: 'level-discount', points: null })
    this.receipts.set(receipt.number, receipt)
    this.receiptIds.set(receipt.receiptId, receipt)
    effects.push(...this.#applyWaiting(receipt, scene))
    return {
      status: 201,
      body: {
        receiptNumber: receipt.number,
        payableCents: priced.payableCents,
        ...(sale.soldAt === null ? {} : { soldAt: sale.soldAt }),
        ...shown(receipt),
        memberNumber: buyer?.memberNumber ?? null,
        effects,
        ...this.standingOf(buyer),
      },
    }
  }

  /** The coupons that a basket uses, and everything for which it is refused. */
  #judge(
    { card, lines, redeemPoints, coupons, ...others }: SaleRequest | HoldRequest,
    buyer: Member | undefined,
    { soldOn, scene: { nowMs }, hold }: { soldOn: string; scene: Scene; hold: Hold | undefined },
  ): { used: Coupon[]; refusals: string[] } {
    if (card !== null && !buyer) return { used: [], refusals: ['members/not-found'] }
    if (!buyer) {
      const refusals = redeemPoints === 0 ? [] : ['program/redeem-needs-member']
      return { used: [], refusals: coupons.use.length === 0 ? refusals : [...refusals, 'program/coupon-needs-member'] }
    }
    const holdId = 'holdId' in others ? others.holdId : null
    const asking = { card: buyer.card, basketCents: basketCents(lines), soldOn, nowMs, holdId }
    const { used, refusals } = this.coupons.choose(coupons, asking)
    const usable = buyer.account.usable + (hold?.points ?? 0)
    const terms = { rank: buyer.standing.rank, usable, coupons: used.map(({ offer }) => couponOffer(offer)) }
    return { used, refusals: [...refusals, ...redeemRefusals(lines, redeemPoints, terms)] }
  }

  #couponsOf({ card, holdId }: SaleRequest, { nowMs }: Scene): Coupon[] {
    return card === null || holdId === null ? [] : this.coupons.heldBy({ card, holdId, nowMs })
  }

  /** Refunds that came before their sale, oldest first; what does not fit is kept for somebody to look at. */
  #applyWaiting(receipt: Receipt, scene: Scene): Effect[] {
    const effects: Effect[] = []
    for (const waiting of this.waiting.get(receipt.number) ?? []) {
      const applied = applyRefund(this, receipt, { ...waiting, scene })
      if ('refusals' in applied) waiting.hasProblem = true
      else {
        waiting.isApplied = true
        effects.push(...applied.effects)
      }
    }
    return effects
  }

  #hold(wish: HoldRequest, scene: Scene): Expected {
    const { nowMs, answer, arrivedMs = nowMs } = scene
    const soldOn = dayAt(arrivedMs)
    const buyer = wish.card === null ? undefined : this.members.get(wish.card)
    const { used, refusals } = this.#judge(wish, buyer, { soldOn, scene, hold: undefined })
    if (!refusals.includes('members/not-found') && (!buyer || (wish.redeemPoints === 0 && used.length === 0)))
      refusals.push('checkout/nothing-to-hold')
    if (!buyer || refusals.length > 0) return { refusals }
    const endsAtMs = nowMs + rules.holdMinutes * 60_000
    const holdId = textOf(answer, 'holdId')
    if (wish.redeemPoints > 0) buyer.account.placeHold(holdId, wish.redeemPoints, endsAtMs)
    this.coupons.hold(used, { holdId, untilMs: endsAtMs })
    const { payableCents } = price(wish.lines, wish.redeemPoints, buyerOn(buyer, { soldOn, used }))
    const holdEndsAt = new Date(endsAtMs).toISOString()
    return { status: 201, body: { payableCents, holdEndsAt, ...this.standingOf(buyer) } }
  }

  #adjust({ memberNumber, points, expiresOn }: AdjustRequest, { nowMs, caller, answer }: Scene): Expected {
    const found = this.memberByNumber(memberNumber)
    if (!found) return { refusals: ['members/not-found', 'members/number-mistyped'] }
    if (points === 0) return { refusals: ['ledger/nothing-to-adjust'] }
    if (expiresOn !== null && expiresOn < dayAt(nowMs)) return { refusals: ['ledger/expiry-in-the-past'] }
    const { card } = found
    const isWaiting = this.#needsSecondPerson({ card, points }, { nowMs, caller })
    const adjustment: Adjustment = {
      card,
      points,
      expiresOn,
      askedBy: caller,
      askedAtMs: nowMs,
      isAlone: !isWaiting,
      state: 'waiting',
    }
    if (!isWaiting && -points > found.account.usable) return { refusals: ['ledger/not-enough'] }
    this.adjustments.set(textOf(answer, 'adjustmentId'), adjustment)
    if (!isWaiting) postAdjustment(adjustment, found.account, nowMs)
    const { state } = adjustment
    return { status: isWaiting ? 202 : 201, body: { memberNumber, points, state } }
  }

  /** What somebody gave and took alone in the last 24 hours counts: for the member, and over all members. */
  #needsSecondPerson({ card, points }: { card: string; points: number }, { nowMs, caller }: Omit<Scene, 'answer'>) {
    const alone = [...this.adjustments.values()].filter(
      ({ isAlone, askedBy, askedAtMs }) => isAlone && askedBy === caller && askedAtMs > nowMs - dayMs,
    )
    const sizeOf = (of: readonly { points: number }[]) => sum(of.map(one => Math.abs(one.points)))
    const ofMember = alone.filter(one => one.card === card)
    return (
      sizeOf([...ofMember, { points }]) > rules.adjustmentLimitPoints ||
      sizeOf([...alone, { points }]) > rules.adjustmentDayLimitPoints
    )
  }

  #decide({ adjustmentId, isApproved }: DecideRequest, { nowMs, caller }: Scene): Expected {
    const adjustment = this.adjustments.get(adjustmentId)
    const owner = this.members.get(adjustment?.card ?? '')
    if (!adjustment || !owner) return { refusals: ['ledger/no-such-adjustment'] }
    const refusals: string[] = []
    if (adjustment.state !== 'waiting') refusals.push('ledger/already-decided')
    if (adjustment.askedBy === caller) refusals.push('ledger/own-request')
    const { points } = adjustment
    if (isApproved && -points > owner.account.usable) refusals.push('ledger/not-enough')
    if (refusals.length > 0) return { refusals }
    if (isApproved) postAdjustment(adjustment, owner.account, nowMs)
    else adjustment.state = 'declined'
    return { status: 200, body: { state: adjustment.state, points } }
  }
}

function buyerOn({ standing, account }: Member, { soldOn, used }: { soldOn: string; used: readonly Coupon[] }): Buyer {
  return {
    rank: standing.rank,
    earnedBefore: account.earnedOfMonth.get(soldOn.slice(0, 7)) ?? 0,
    coupons: used.map(({ offer }) => couponOffer(offer)),
  }
}

/** What a till says of the time of its sale, else what the answer says, else when it was asked. */
function soldOnOf(sale: SaleRequest, { nowMs, arrivedMs = nowMs, answer }: Scene): string {
  const soldAt = sale.soldAt ?? member(answer, 'soldAt')
  return dayAt(typeof soldAt === 'string' ? Date.parse(soldAt) : arrivedMs)
}

/**
 * Whether a hold that set no points aside is over. Coupons whose days are over meanwhile are read or not, as others in
 * the same batch need it: that they are gone is right, and that they are still there too.
 */
function isGone(held: readonly Coupon[], { soldOn, scene }: { soldOn: string; scene: Scene }): boolean {
  const isOver = held.every(({ validThrough }) => validThrough !== null && validThrough < soldOn)
  return isOver && (held.length === 0 || member(scene.answer, 'code') === 'checkout/hold-gone')
}

function postAdjustment(adjustment: Adjustment, account: Account, nowMs: number): void {
  const { points, expiresOn } = adjustment
  const endsAtMs = expiresOn === null ? null : beginOf(daysLater(expiresOn, 1))
  if (points > 0) account.grant('adjust', points, { endsAtMs, nowMs })
  else account.spend('adjust', -points, { nowMs })
  adjustment.state = 'posted'
}

/** What a sale does to the points and the level of its buyer. */
function post(
  receipt: Receipt,
  buyer: Member,
  { sale, hold, scene: { nowMs } }: { sale: SaleRequest; hold: Hold | undefined; scene: Scene },
): Effect[] {
  const { account, standing } = buyer
  const effects: Effect[] = []
  if (hold) account.release(hold, sale.redeemPoints > 0 ? 'captured' : 'released')
  if (sale.redeemPoints > 0) {
    receipt.redemption = account.spend('redeem', sale.redeemPoints, { nowMs, ...(hold ? { hold } : {}) })
    effects.push({ kind: 'redeemed', points: -sale.redeemPoints })
  }
  if (hold) account.endRestOfHold(nowMs)
  const points = receipt.lines.reduce((total, line) => total + line.earned, 0)
  account.countEarned(receipt.soldOn, points)
  const debtBefore = account.debt
  effects.push({ kind: 'earned', points })
  const endsAtMs = beginOf(daysLater(receipt.soldOn, rules.validDays + 1))
  const usableFromMs = beginOf(daysLater(receipt.soldOn, rules.pendingDays + 1))
  if (points > 0) receipt.earnLot = account.grant('earn', points, { endsAtMs, usableFromMs, nowMs })
  if (account.debt < debtBefore) effects.push({ kind: 'debt-settled', points: debtBefore - account.debt })
  const what = sale.redeemPoints > 0 ? ['purchase', 'redemption'] : ['purchase']
  keep(buyer, { what, on: receipt.soldOn, nowMs })
  const told = { soldOn: receipt.soldOn, today: dayAt(nowMs), receipt: receipt.number }
  if (standing.bought(spendOf(receipt.lines), told)) effects.push({ kind: 'level-moved', points: null })
  return effects
}
