import type { RefundBody, SettleBody } from '../../../shared/contract/checkout.ts'
import type { StagedLine } from './staged-receipt.ts'
import type { PendingReceipt } from './staged-receipt-store.ts'

/** What a till would send for a staged receipt: one sale, or the refunds that one receipt of returns stands for. */
export type Sending = { kind: 'sale'; body: SettleBody } | { kind: 'refund'; body: RefundBody }

/** Money that a file took off a line without saying why. */
const discountReason = '导入的行金额 line amount as imported'
const refundReason = '导入的退货：找不到原小票 imported refund without receipt'

/** The requests of one staged receipt, in the order in which they are sent. Their numbers derive from its own. */
export function sendingsOf(receipt: PendingReceipt): Sending[] {
  const { storeCode, tillCode, number, soldAt, member } = receipt
  const place = { storeCode, tillCode }
  const at = soldAt.toISOString()
  if (receipt.kind === 'sale') {
    const lines = receipt.lines.map((line, index) => lineBody(line, index + 1))
    return [
      { kind: 'sale', body: { ...place, receiptNumber: number, soldAt: at, ...(member ? { member } : {}), lines } },
    ]
  }
  const { found, unfound } = receipt.returns ?? { found: [], unfound: [] }
  const parts = [
    ...found.map(({ lines, storeCode: soldIn, tillCode: soldAtTill, number: receiptNumber }) => ({
      receipt: { storeCode: soldIn, tillCode: soldAtTill, receiptNumber },
      lines,
    })),
    ...unfound.map(({ sku, quantity, unitPriceCents }) => ({
      withoutOriginal: {
        sku,
        quantity,
        amountCents: quantity * unitPriceCents,
        reason: refundReason,
        ...(member ? { member } : {}),
      },
    })),
  ]
  return parts.map((part, index) => ({
    kind: 'refund',
    body: { ...place, refundNumber: index === 0 ? number : `${number}-${index + 1}`, refundedAt: at, ...part },
  }))
}

function lineBody({ at: _, ...line }: StagedLine, lineNumber: number): SettleBody['lines'][number] {
  return {
    lineNumber,
    ...line,
    ...(line.manualDiscountCents ? { manualDiscountReason: discountReason } : {}),
  }
}

/** The business key of a request: the same receipt is sent under the same key, however often it is tried. */
export function keyOf({ kind, body }: Sending): string {
  return kind === 'sale'
    ? `import:${body.storeCode}/${body.tillCode}/${body.receiptNumber}`
    : `import:${body.storeCode}/${body.tillCode}/refund/${body.refundNumber}`
}
