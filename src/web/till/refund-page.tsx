import { useState } from 'react'
import type { RefundBody } from '../../shared/contract/checkout.ts'
import type { Receipt, Refund } from '../api/answers.ts'
import { refundLines } from '../api/checkout.ts'
import { sentenceOf } from '../api/errors.ts'
import { useReasonAgainst } from '../session/permitted-button.tsx'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { useFormats } from '../ui/formats.ts'
import { useAttempt } from './attempt.ts'
import type { TillPlace } from './basket.ts'
import { FindReceipt } from './find-receipt.tsx'
import { focusFirstIn, useFocusKept } from './focus.ts'
import { nextNumber } from './numbers.ts'
import { RefundForm } from './refund-form.tsx'
import { RefundOutcome } from './refund-outcome.tsx'
import { useShortcuts } from './shortcuts.ts'
import { TillKeys } from './till-keys.tsx'
import { RetryScreen } from './unanswered-screen.tsx'
import { WithoutOriginalForm } from './without-original.tsx'

function isRefundBody(value: unknown): value is RefundBody {
  return (
    typeof value === 'object' && value !== null && 'refundNumber' in value && typeof value.refundNumber === 'string'
  )
}

/** Find the receipt, choose what comes back, confirm, and see what moved. */
export function RefundPage({ place, onSale }: { place: TillPlace; onSale: (scanned?: string) => void }) {
  const t = useTexts(tillTexts)
  const { today } = useFormats()
  const why = useReasonAgainst()('checkout.refund')
  const [receipt, setReceipt] = useState<Receipt | null>(null)
  const [isWithout, setWithout] = useState(false)
  const [done, setDone] = useState<Refund | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const startOver = () => {
    setReceipt(null)
    setWithout(false)
    setDone(null)
    setRefusal(null)
  }
  const refunding = useAttempt<RefundBody, Refund>({
    name: 'till.refunding',
    isBody: isRefundBody,
    send: refundLines,
    onAnswer: setDone,
    onRefusal: error => setRefusal(sentenceOf(error)),
  })
  useFocusKept(() => focusFirstIn(document.querySelector('main')))
  useShortcuts({ f8: () => onSale(), ...(receipt || done || isWithout ? { escape: startOver } : {}) })

  if (why) return <main className="centered">{why}</main>
  if (done) return <RefundOutcome refund={done} onAnother={startOver} onSale={onSale} />
  if (refunding.unanswered)
    return (
      <RetryScreen
        title={t('refundUnanswered')}
        about={t('refundUnansweredAbout', { number: refunding.unanswered.body.refundNumber })}
        errorText={refunding.error ? sentenceOf(refunding.error) : null}
        onTryAgain={refunding.tryAgain}
      />
    )
  return (
    <>
      <main className="refund">
        <h1 className="page-title">{t('refund')}</h1>
        {receipt ? (
          <RefundForm
            key={receipt.receiptId}
            receipt={receipt}
            refusal={refusal}
            isSending={refunding.isSending}
            onVoided={setReceipt}
            onOther={startOver}
            onRefund={(lines, reason) => {
              setRefusal(null)
              refunding.start({
                ...place,
                refundNumber: nextNumber('R', today()),
                receipt: { receiptId: receipt.receiptId },
                lines,
                ...(reason ? { reason } : {}),
              })
            }}
          />
        ) : isWithout ? (
          <WithoutOriginalForm
            place={place}
            refusal={refusal}
            isSending={refunding.isSending}
            onBack={startOver}
            onRefund={(withoutOriginal, approval) => {
              setRefusal(null)
              const refundNumber = nextNumber('R', today())
              refunding.start({ ...place, refundNumber, withoutOriginal, ...(approval ? { approval } : {}) })
            }}
          />
        ) : (
          <FindReceipt place={place} onFound={setReceipt} onWithout={() => setWithout(true)} />
        )}
      </main>
      <TillKeys screen={receipt ? 'refund' : isWithout ? 'without' : 'finding'} />
    </>
  )
}
