import type { LineKind } from '../../../program/index.ts'
import type { ReceiptLineBody } from '../../../shared/contract/checkout.ts'
import { receiptCentsMax } from '../../../shared/contract/common.ts'
import { languages, type Texts } from '../../../shared/languages.ts'
import { cumulativeShare, multiplyDivideHalfUp } from '../../../shared/money.ts'
import type { DomainError } from '../../platform/errors.ts'
import { checkoutErrors } from './errors.ts'

/** One line of a receipt as the till reported it, checked and completed from the catalogue. */
export type ReceiptLine = {
  lineNumber: number
  sku: string
  name: string
  class: string | null
  brand: string | null
  kind: LineKind
  /** Pieces, or grams of weighed goods. */
  units: number
  isWeighed: boolean
  /** 分 per piece, or per kilogram. */
  unitPriceCents: number
  grossCents: number
  manualDiscountCents: number
  manualDiscountReason: string | null
  taxCents: number
  costCents: number | null
  promoter: string | null
  attributes: Record<string, string> | null
  isUnknownGoods: boolean
}

/** What the catalogue knows of some goods. */
export type KnownGoods = {
  name: string
  class: string | null
  brand: string | null
  kind: LineKind
  unit: 'piece' | 'gram'
  isListed: boolean
}

export const linesMax = 2_000

/**
 * Reads the lines of a receipt by the rules of the house.
 * @throws checkout/too-many-lines, checkout/line-twice
 * @throws checkout/quantity-not-positive and the other refusals about one line
 */
export function readLines(lines: readonly ReceiptLineBody[], goods: ReadonlyMap<string, KnownGoods>): ReceiptLine[] {
  if (lines.length > linesMax) throw checkoutErrors.make('too-many-lines', { most: linesMax, lines: lines.length })
  const seen = new Set<number>()
  let sumCents = 0
  return lines.map(line => {
    if (seen.has(line.lineNumber)) throw checkoutErrors.make('line-twice', { lineNumber: line.lineNumber })
    seen.add(line.lineNumber)
    const read = readLine(line, goods.get(line.sku))
    sumCents += read.grossCents
    if (sumCents > receiptCentsMax) throw checkoutErrors.make('amount-too-large', { lineNumber: line.lineNumber })
    return read
  })
}

function readLine(line: ReceiptLineBody, known: KnownGoods | undefined): ReceiptLine {
  const { lineNumber } = line
  const price = readPrice(line, known)
  return {
    lineNumber,
    sku: line.sku,
    ...described(line, known),
    ...price,
    manualDiscountCents: readDiscount(line, price.grossCents),
    manualDiscountReason: line.manualDiscountReason ?? null,
    taxCents: readCents(line.taxCents ?? 0, 'taxCents', lineNumber),
    costCents: line.costCents === undefined ? null : readCents(line.costCents, 'costCents', lineNumber),
    promoter: line.promoter ?? null,
    attributes: line.attributes ?? null,
    isUnknownGoods: !known?.isListed,
  }
}

/** What the till says of the goods, else what the catalogue says. */
function described(line: ReceiptLineBody, known: KnownGoods | undefined) {
  return {
    name: line.name ?? known?.name ?? line.sku,
    class: line.class ?? known?.class ?? null,
    brand: line.brand ?? known?.brand ?? null,
    kind: line.kind ?? known?.kind ?? 'goods',
  }
}

function readPrice(line: ReceiptLineBody, known: KnownGoods | undefined) {
  const { lineNumber } = line
  const isWeighed = line.grams !== undefined
  if (isWeighed === (line.quantity !== undefined)) throw checkoutErrors.make('quantity-or-grams', { lineNumber })
  const units = readUnits(line.grams ?? line.quantity ?? 0, lineNumber)
  // Goods that only a till has named so far have no unit of their own yet.
  if (known?.isListed && (known.unit === 'gram') !== isWeighed) throw wrongUnit(line, known)
  const unitPriceCents = readCents(line.unitPriceCents, 'unitPriceCents', lineNumber)
  const grossCents = isWeighed ? multiplyDivideHalfUp(units, unitPriceCents, 1000) : units * unitPriceCents
  if (grossCents > receiptCentsMax) throw checkoutErrors.make('amount-too-large', { lineNumber })
  return { units, isWeighed, unitPriceCents, grossCents }
}

function readDiscount(
  { lineNumber, manualDiscountCents = 0, manualDiscountReason }: ReceiptLineBody,
  grossCents: number,
): number {
  const cents = readCents(manualDiscountCents, 'manualDiscountCents', lineNumber)
  if (cents > grossCents) throw checkoutErrors.make('discount-above-price', { lineNumber })
  if (cents > 0 && !manualDiscountReason?.trim()) throw checkoutErrors.make('discount-needs-reason', { lineNumber })
  return cents
}

/** Whole pieces or whole grams, more than none. */
export function readUnits(value: number, lineNumber: number): number {
  if (!(value > 0)) throw checkoutErrors.make('quantity-not-positive', { lineNumber })
  if (!Number.isInteger(value)) throw checkoutErrors.make('quantity-not-whole', { lineNumber })
  if (value > receiptCentsMax) throw checkoutErrors.make('amount-too-large', { lineNumber })
  return value
}

function readCents(value: number, field: keyof typeof fieldNames, lineNumber: number): number {
  if (value > receiptCentsMax) throw checkoutErrors.make('amount-too-large', { lineNumber })
  if (!Number.isInteger(value) || value < 0)
    throw saying(checkoutErrors.make('amount-not-valid', { lineNumber, field }), 'what', fieldNames[field])
  return value
}

/** What a cashier calls the amounts of a line. */
const fieldNames = {
  unitPriceCents: { 'zh-CN': '单价', 'zh-TW': '單價', en: 'price' },
  manualDiscountCents: { 'zh-CN': '手工优惠', 'zh-TW': '手工優惠', en: 'manual discount' },
  taxCents: { 'zh-CN': '税额', 'zh-TW': '稅額', en: 'tax' },
  costCents: { 'zh-CN': '成本', 'zh-TW': '成本', en: 'cost' },
} as const satisfies Record<string, Texts>

/** Puts a word into a sentence, in each language. */
function saying(error: DomainError, place: string, word: Texts): DomainError {
  for (const language of languages) error.texts[language] = error.texts[language].replace(`{${place}}`, word[language])
  return error
}

function wrongUnit({ lineNumber, sku }: ReceiptLineBody, { unit }: KnownGoods) {
  const word =
    unit === 'gram' ? { 'zh-CN': '克', 'zh-TW': '克', en: 'gram' } : { 'zh-CN': '件', 'zh-TW': '件', en: 'piece' }
  return saying(checkoutErrors.make('wrong-unit', { lineNumber, sku }), 'unit', word)
}

/** A line after settling: what it cost, what it earned and used, and what came back of it so far. */
export type SettledLine = ReceiptLine & {
  offerDiscountCents: number
  levelDiscountCents: number
  pointsDiscountCents: number
  payableCents: number
  /** Points by asset. */
  earned: Record<string, number>
  redeemed: Record<string, number>
  refundedUnits: number
  refundedCents: number
}

/** What comes back when some units of a line do: money, points to take back, points to give back. */
export type LineReturn = {
  lineNumber: number
  units: number
  refundCents: number
  /** What offers had taken off these units. */
  offerCents: number
  takeBack: Record<string, number>
  giveBack: Record<string, number>
}

/**
 * The part of a line that some of its units stand for. Cumulative: whatever the order and size of the refunds, all of
 * them together give back exactly what the line recorded.
 */
export function returnOf(line: SettledLine, units: number): LineReturn {
  const before = { done: line.refundedUnits, whole: line.units }
  const after = { done: line.refundedUnits + units, whole: line.units }
  const part = (amount: number) => cumulativeShare(amount, after) - cumulativeShare(amount, before)
  const parts = (amounts: Record<string, number>) =>
    Object.fromEntries(Object.entries(amounts).map(([asset, amount]) => [asset, part(amount)]))
  return {
    lineNumber: line.lineNumber,
    units,
    refundCents: part(line.payableCents),
    offerCents: part(line.offerDiscountCents),
    takeBack: parts(line.earned),
    giveBack: parts(line.redeemed),
  }
}
