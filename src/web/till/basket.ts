import type { QuoteBody, ReceiptLineBody } from '../../shared/contract/checkout.ts'

export type Goods = { sku: string; name: string; unitPriceCents: number }
export type Discount = { cents: number; reason: string }
export type BasketLine = Goods & { lineNumber: number; quantity: number; discount: Discount | null }
export type Basket = readonly BasketLine[]

export type TillPlace = { storeCode: string; tillCode: string }
/** Points that the member wants to redeem, by rule. */
export type Wishes = Readonly<Record<string, number>>

const quantityMax = 9_999

export const grossCents = (line: BasketLine): number => line.unitPriceCents * line.quantity

/** The same goods at the same price become more of one line; a line with a manual discount stays as it was agreed. */
export function withGoods(basket: Basket, goods: Goods, quantity: number): Basket {
  const same = basket.find(
    line => line.sku === goods.sku && line.unitPriceCents === goods.unitPriceCents && line.discount === null,
  )
  if (same) return withQuantity(basket, same.lineNumber, same.quantity + quantity)
  const lineNumber = Math.max(0, ...basket.map(line => line.lineNumber)) + 1
  return [...basket, { ...goods, lineNumber, quantity: Math.min(quantity, quantityMax), discount: null }]
}

/** Keeps at least one piece: taking a line away is a decision of its own. */
export function withQuantity(basket: Basket, lineNumber: number, quantity: number): Basket {
  const whole = Math.min(Math.max(quantity, 1), quantityMax)
  return basket.map(line => (line.lineNumber === lineNumber ? bounded({ ...line, quantity: whole }) : line))
}

/** Puts the unit price of one line right. */
export function withPrice(basket: Basket, lineNumber: number, unitPriceCents: number): Basket {
  return basket.map(line => (line.lineNumber === lineNumber ? bounded({ ...line, unitPriceCents }) : line))
}

export function withDiscount(basket: Basket, lineNumber: number, discount: Discount | null): Basket {
  return basket.map(line => (line.lineNumber === lineNumber ? { ...line, discount } : line))
}

export function withoutLine(basket: Basket, lineNumber: number): Basket {
  return basket.filter(line => line.lineNumber !== lineNumber)
}

/** Whether goods came that were not in the basket before. */
export function hasNewGoods(before: Basket, after: Basket): boolean {
  const known = new Set(before.map(({ sku }) => sku))
  return after.some(({ sku }) => !known.has(sku))
}

/** A discount larger than what fewer pieces cost is dropped, so that it is agreed anew. */
function bounded(line: BasketLine): BasketLine {
  return line.discount && line.discount.cents > grossCents(line) ? { ...line, discount: null } : line
}

function lineBody({ lineNumber, sku, name, unitPriceCents, quantity, discount }: BasketLine): ReceiptLineBody {
  return {
    lineNumber,
    sku,
    quantity,
    unitPriceCents,
    ...(name ? { name } : {}),
    ...(discount ? { manualDiscountCents: discount.cents, manualDiscountReason: discount.reason } : {}),
  }
}

/** Coupons by id: to be used whatever else, or to be kept. */
export type CouponWishes = { use: string[]; without: string[] }

type SaleFacts = {
  place: TillPlace
  memberNumber: string | null
  basket: Basket
  wishes: Wishes
  coupons?: CouponWishes | undefined
  /** Why goods that are too early are let pass. */
  earlyReason?: string | undefined
  /** A colleague's word on that. */
  approval?: { token: string } | undefined
}

/** What a quote and the settling that follows it both say. */
export function quoteBodyOf({ place, memberNumber, basket, wishes, coupons, ...early }: SaleFacts): QuoteBody {
  const { earlyReason, approval } = early
  const redeem = Object.entries(wishes)
    .filter(([, points]) => points > 0)
    .map(([rule, points]) => ({ rule, points }))
  return {
    ...place,
    ...(memberNumber === null ? {} : { member: { memberNumber } }),
    lines: basket.map(lineBody),
    ...(redeem.length > 0 ? { redeem } : {}),
    ...(coupons && coupons.use.length + coupons.without.length > 0 ? { coupons } : {}),
    ...(earlyReason === undefined
      ? {}
      : { earlyAccess: { reason: earlyReason, ...(approval ? { approval: approval.token } : {}) } }),
  }
}
