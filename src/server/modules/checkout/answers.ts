import { type CompiledProgram, reasonSentence } from '../../../program/index.ts'
import type {
  LineAnswer,
  QuoteAnswer,
  ReceiptAnswer,
  RefundAnswer,
  WaitingRefundList,
} from '../../../shared/contract/checkout.ts'
import { fill, type Language } from '../../../shared/languages.ts'
import { allErrors } from '../../platform/errors.ts'
import { usablePoints } from '../ledger/index.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import type { Basket, Decided } from './decide-basket.ts'
import {
  discountEffect,
  type Effect,
  effect,
  effectAnswer,
  guestOfferEffects,
  offerEffects,
  standingIn,
} from './effects.ts'
import type { SettledLine } from './receipt.ts'
import type { NewRefund, StoredReceipt } from './receipt-store.ts'
import { soldEarlyEffects } from './sell-early.ts'
import type { ListedWaitingRefund, Problem } from './waiting-refund-store.ts'
import { levelKey, type World } from './world.ts'

/** What a member can use and where they stand after an order, as the memory of the batch has it. */
export function standingOf(world: World, memberId: number | null, program: CompiledProgram | null) {
  if (memberId === null) return { balances: {}, levels: [] }
  const balances: Record<string, number> = {}
  for (const account of world.open.accountsOf(memberId)) {
    const code = world.assetCodes.get(account.assetId)
    if (code) balances[code] = usablePoints(account)
  }
  const states = program && program.tracks.length > 0 ? (world.levels.get(levelKey(memberId, program)) ?? []) : []
  const levels = states.map(({ track, level }) => ({ track, ...standingIn(program, { track, level }) }))
  return { balances, levels }
}

function lineAnswer(line: SettledLine): LineAnswer {
  return {
    lineNumber: line.lineNumber,
    sku: line.sku,
    name: line.name,
    quantity: line.isWeighed ? null : line.units,
    grams: line.isWeighed ? line.units : null,
    grossCents: line.grossCents,
    manualDiscountCents: line.manualDiscountCents,
    offerDiscountCents: line.offerDiscountCents,
    levelDiscountCents: line.levelDiscountCents,
    pointsDiscountCents: line.pointsDiscountCents,
    payableCents: line.payableCents,
    earned: line.earned,
    refundedUnits: line.refundedUnits,
    isUnknownGoods: line.isUnknownGoods,
  }
}

type Standing = ReturnType<typeof standingOf>
type Shown = {
  receipt: StoredReceipt
  effects: readonly Effect[]
  member: { memberNumber: string; name: string } | null
  standing: Standing
  language: Language
}

export function receiptAnswer(
  directory: StoreDirectory,
  { receipt, effects, member, standing, language }: Shown,
): ReceiptAnswer {
  const { programCode, programVersion } = receipt
  return {
    receiptId: receipt.receiptId,
    storeCode: directory.storeById(receipt.storeId)?.code ?? '',
    tillCode: directory.tillById(receipt.tillId)?.code ?? '',
    receiptNumber: receipt.number,
    soldAt: receipt.soldAt.toISOString(),
    state: receipt.state,
    memberNumber: member?.memberNumber ?? null,
    memberName: member?.name ?? null,
    program: programCode === null || programVersion === null ? null : { code: programCode, version: programVersion },
    payableCents: receipt.payableCents,
    lines: receipt.lines.map(lineAnswer),
    effects: effects.map(shown => effectAnswer(shown, language)),
    ...standing,
  }
}

export function refundAnswer(
  world: World,
  {
    refund,
    receipt,
    effects,
    program,
    language,
  }: {
    refund: NewRefund
    receipt: StoredReceipt | null
    effects: readonly Effect[]
    program: CompiledProgram | null
    language: Language
  },
): RefundAnswer {
  return {
    refundId: refund.refundId,
    state: 'applied',
    receiptId: receipt?.receiptId ?? null,
    refundNumber: refund.number,
    isWithoutOriginal: receipt === null,
    refundCents: refund.refundCents,
    lines: refund.lines,
    effects: effects.map(shown => effectAnswer(shown, language)),
    ...standingOf(world, refund.memberId > 0 ? refund.memberId : null, program),
  }
}

/** The answer to a refund whose sale has not arrived: kept, and applied when it does. */
export function waitingAnswer(refundNumber: string): RefundAnswer {
  return {
    refundId: null,
    state: 'waiting',
    receiptId: null,
    refundNumber,
    isWithoutOriginal: false,
    refundCents: 0,
    lines: [],
    effects: [],
    balances: {},
    levels: [],
  }
}

export type QuoteParts = {
  basket: Basket
  decided: Decided
  memberId: number | null
  hold: { holdId: string; endsAt: Date } | null
  language: Language
}

export function quoteAnswer(world: World, { basket, decided, memberId, hold, language }: QuoteParts): QuoteAnswer {
  const { prices, decision } = decided
  const member = memberId === null ? undefined : world.members.get(memberId)
  const lines = basket.lines.map((line, index) => ({
    ...lineAnswer({
      ...line,
      offerDiscountCents: prices.offerDiscounts[index] ?? 0,
      levelDiscountCents: prices.levelDiscounts[index] ?? 0,
      pointsDiscountCents: prices.pointsDiscounts[index] ?? 0,
      payableCents: prices.payable[index] ?? 0,
      earned: Object.fromEntries(
        (decision?.earnings ?? []).map(earning => [earning.asset, earning.perLine[index] ?? 0]),
      ),
      redeemed: {},
      refundedUnits: 0,
      refundedCents: 0,
    }),
  }))
  return {
    memberNumber: member?.memberNumber ?? null,
    program: basket.program ? { code: basket.program.code, version: basket.program.version } : null,
    payableCents: prices.payableCents,
    lines,
    effects: [
      ...soldEarlyEffects(world, basket, memberId),
      ...guestOfferEffects(basket.program, memberId),
      ...quoteEffects(decided, basket),
    ].map(shown => effectAnswer(shown, language)),
    ...standingOf(world, memberId, basket.program),
    choices: (decision?.choices ?? []).map(({ rule, pointsMax }) => ({
      rule: rule.rule,
      asset: rule.asset,
      name: rule.name,
      pointsMin: rule.minimum,
      pointsMax,
      pointsStep: rule.step,
      centsPerStep: rule.centsPerStep,
    })),
    coupons: memberId === null ? [] : quotedCoupons(world, { basket, decided, memberId, language }),
    holdId: hold?.holdId ?? null,
    holdEndsAt: hold?.endsAt.toISOString() ?? null,
  }
}

type Held = Pick<QuoteParts, 'basket' | 'decided' | 'language'> & { memberId: number }

/** The coupons that the member holds under this program, the used ones first, and why the others are not. */
function quotedCoupons(world: World, { basket, decided, memberId, language }: Held): QuoteAnswer['coupons'] {
  const held = (world.coupons.get(memberId) ?? []).filter(
    ({ programCode, state }) => programCode === basket.program?.code && state === 'open',
  )
  return held
    .map(coupon => {
      const { couponId, offerCode, validThrough } = coupon
      const used = decided.decision?.offers.find(offer => offer.couponId === couponId)
      const why = decided.decision?.offerReasons.find(({ rule }) => rule === offerCode)
      const offer = world
        .programOf(coupon.programCode, coupon.programVersion)
        ?.offers.find(one => one.offer === offerCode)
      return {
        couponId,
        offer: offerCode,
        name: offer?.name ?? { 'zh-CN': offerCode, 'zh-TW': offerCode, en: offerCode },
        validThrough,
        isUsed: used !== undefined,
        offCents: used?.offCents ?? 0,
        why: used || !why ? null : reasonSentence(why, language),
      }
    })
    .toSorted((a, b) => Number(b.isUsed) - Number(a.isUsed))
}

/** What a basket would do, as if it were settled now. */
function quoteEffects({ decision, plainReason }: Decided, { lines }: Basket): Effect[] {
  if (!decision) return plainReason ? [effect('earned', { points: 0, reasons: [plainReason] })] : []
  const discounts = decision.discountReasons.length > 0 ? [discountEffect(decision)] : []
  const redeemed = decision.redemptions.map(({ asset, points, offCents, reasons }) =>
    effect('redeemed', { asset, points: -points, amountCents: offCents, reasons }),
  )
  const earned = decision.earnings.map(({ asset, points, expiresAt, reasons }) =>
    effect('earned', { asset, points, expiresAt: expiresAt?.toISOString() ?? null, reasons }),
  )
  return [...offerEffects(decision, lines), ...discounts, ...redeemed, ...earned]
}

/** A refund that waits for its sale, or why it could not be applied. */
export function waitingRefundAnswer(
  { storeId, tillId, receiptNumber, refundNumber, arrivedAt, problem }: ListedWaitingRefund,
  directory: StoreDirectory,
  language: Language,
): WaitingRefundList['refunds'][number] {
  return {
    storeCode: directory.storeById(storeId)?.code ?? '',
    tillCode: directory.tillById(tillId)?.code ?? '',
    receiptNumber,
    refundNumber,
    arrivedAt: arrivedAt.toISOString(),
    problem: problem === null ? null : sentenceOf(problem, language),
  }
}

function sentenceOf({ code, details }: Problem, language: Language): string {
  return fill(allErrors().find(error => error.code === code)?.texts[language] ?? code, details)
}
