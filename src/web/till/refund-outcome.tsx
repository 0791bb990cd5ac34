import { CheckCircleFilled } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef } from 'react'
import type { Refund } from '../api/answers.ts'
import { Effects } from '../receipt/effects.tsx'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { useFormats } from '../ui/formats.ts'
import { useScanner } from './scanner.ts'
import { Standing } from './success-screen.tsx'
import { TillKeys } from './till-keys.tsx'

/** What came back and moved; a scan begins the next sale, as after a sale. */
export function RefundOutcome({
  refund,
  onAnother,
  onSale,
}: {
  refund: Refund
  onAnother: () => void
  onSale: (scanned?: string) => void
}) {
  const t = useTexts(tillTexts)
  const noField = useRef(null)
  useScanner(noField, { arrival: null, onScan: onSale, onLooseScan: onSale })
  const { money } = useFormats()
  return (
    <>
      <main className="outcome">
        <CheckCircleFilled className="outcome-sign" aria-hidden />
        <h1 className="page-title">{refund.state === 'waiting' ? t('refundWaiting') : t('refunded')}</h1>
        <p className="outcome-amount figures">{t('giveBack', { amount: money(refund.refundCents) })}</p>
        <p className="soft">{t('refundNumber', { number: refund.refundNumber })}</p>
        <div className="outcome-buttons">
          <Button type="primary" size="large" autoFocus onClick={() => onSale()}>
            {t('next')}
          </Button>
          <Button size="large" onClick={onAnother}>
            {t('another')}
          </Button>
        </div>
        <Standing levels={refund.levels} balances={refund.balances} />
        <div className="sheet outcome-story">
          <h2 className="small-title">{t('moved')}</h2>
          <Effects effects={refund.effects} label={t('moved')} />
        </div>
      </main>
      <TillKeys screen="refunded" />
    </>
  )
}
