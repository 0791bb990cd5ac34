import type { ReceiptLine } from '../api/answers.ts'
import { useTexts } from '../texts/phrases.ts'
import { receiptTexts } from '../texts/receipts.ts'
import { useFormats } from '../ui/formats.ts'

type Units = Pick<ReceiptLine, 'quantity' | 'grams'>

/** Pieces or grams, whichever the line counts. */
export function useUnits(): (line: Units, units: number) => string {
  const t = useTexts(receiptTexts)
  const { count } = useFormats()
  return (line, units) => t(line.grams === null ? 'pieces' : 'grams', { count: count(units) })
}

/** Why a line costs less than its shelf price. */
export function useDiscountText(): (line: ReceiptLine) => string {
  const t = useTexts(receiptTexts)
  const { money } = useFormats()
  return line =>
    [
      ...(line.manualDiscountCents ? [t('manualDiscount', { amount: money(-line.manualDiscountCents) })] : []),
      ...(line.offerDiscountCents ? [t('offerDiscount', { amount: money(-line.offerDiscountCents) })] : []),
      ...(line.levelDiscountCents ? [t('levelDiscount', { amount: money(-line.levelDiscountCents) })] : []),
      ...(line.pointsDiscountCents ? [t('pointsDiscount', { amount: money(-line.pointsDiscountCents) })] : []),
    ].join(' · ')
}

export function ReceiptLines({ lines }: { lines: readonly ReceiptLine[] }) {
  const t = useTexts(receiptTexts)
  const { money } = useFormats()
  const units = useUnits()
  const discounts = useDiscountText()
  return (
    <ul className="receipt-lines" aria-label={t('lines')}>
      {lines.map(line => (
        <li key={line.lineNumber}>
          <strong>{line.name || line.sku}</strong>
          <strong className="figures">{money(line.payableCents)}</strong>
          <span className="soft">
            {[
              line.sku,
              units(line, line.quantity ?? line.grams ?? 0),
              discounts(line),
              line.isUnknownGoods ? t('unknownGoods') : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <span className="soft">
            {line.refundedUnits > 0 ? t('cameBack', { units: units(line, line.refundedUnits) }) : ''}
          </span>
        </li>
      ))}
    </ul>
  )
}
