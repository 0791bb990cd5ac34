import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SettleBody } from '../../shared/contract/checkout.ts'
import type { Receipt } from '../api/answers.ts'
import { settleReceipt } from '../api/checkout.ts'
import { ApiError, sentenceOf } from '../api/errors.ts'
import { queryKeys } from '../api/query-keys.ts'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { useFormats } from '../ui/formats.ts'
import { useAttempt } from './attempt.ts'
import type { TillPlace } from './basket.ts'
import { rememberGuestReceipt } from './guest-receipt.ts'
import { rememberGoods } from './known-goods.ts'
import { nextNumber } from './numbers.ts'
import { useQuote } from './quote.ts'
import type { useSale } from './sale.ts'
import { rememberedTender, rememberTender, type Tender } from './tenders.ts'

function isSettleBody(value: unknown): value is SettleBody {
  return (
    typeof value === 'object' &&
    value !== null &&
    'receiptNumber' in value &&
    'lines' in value &&
    Array.isArray(value.lines)
  )
}

/** What was paid is what the goods cost; a slip that never got that far is not remembered. */
function rememberSold(lines: SettleBody['lines']): void {
  for (const { sku, name = '', unitPriceCents } of lines) rememberGoods({ sku, name, unitPriceCents })
}

/** Prices the sale and settles it with exactly what the quote said, keeping the attempt until it is answered. */
export function useSettling(place: TillPlace, { sale, startOver }: ReturnType<typeof useSale>) {
  const t = useTexts(tillTexts)
  const { today } = useFormats()
  const cache = useQueryClient()
  const [tender, setTender] = useState<Tender>(rememberedTender)
  const [done, setDone] = useState<Receipt | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [priceMissing, setPriceMissing] = useState<string | null>(null)
  const priced = useQuote(place, sale)
  const attempt = useAttempt<SettleBody, Receipt>({
    name: 'till.settling',
    isBody: isSettleBody,
    send: settleReceipt,
    onAnswer: (receipt, { lines }) => {
      rememberSold(lines)
      rememberGuestReceipt(receipt)
      setDone(receipt)
      startOver()
      if (receipt.memberNumber) void cache.invalidateQueries({ queryKey: queryKeys.member(receipt.memberNumber) })
    },
    onRefusal: error => {
      const isPriceChange = error instanceof ApiError && error.code === 'checkout/price-changed'
      setRefusal(isPriceChange ? t('priceChanged') : sentenceOf(error))
      // Whatever was refused, the quote on screen may be the reason, so it is asked for again.
      priced.again()
    },
  })
  const unpriced = sale.waiting?.[0]?.sku
  const settle = () => {
    // Goods that the customer has in the hand, but not on the receipt, are not forgotten.
    if (unpriced) return setPriceMissing(unpriced)
    const { quote, isFresh, body } = priced
    // As long as nobody knows what became of the last attempt, there is no other.
    if (!quote || !isFresh || attempt.isSending || attempt.unanswered || done) return
    setRefusal(null)
    setPriceMissing(null)
    attempt.start({
      ...body,
      receiptNumber: nextNumber('', today()),
      expectedPayableCents: quote.payableCents,
      tenders: quote.payableCents > 0 ? [{ kind: tender, amountCents: quote.payableCents }] : [],
    })
  }
  const next = () => {
    setDone(null)
    setRefusal(null)
  }
  const chooseTender = (chosen: Tender) => {
    rememberTender(chosen)
    setTender(chosen)
  }
  const { unanswered, error, tryAgain, isSending } = attempt
  return {
    quote: priced.quote,
    quoteError: priced.error,
    isFresh: priced.isFresh,
    quoteAgain: priced.again,
    refusal: unpriced && unpriced === priceMissing ? t('priceMissing', { sku: unpriced }) : refusal,
    tender,
    chooseTender,
    settle,
    isSending,
    unanswered,
    error,
    tryAgain,
    done,
    next,
  }
}
