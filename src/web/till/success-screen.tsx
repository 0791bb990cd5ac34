import { CheckCircleFilled } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import type { Receipt } from '../api/answers.ts'
import { Effects } from '../receipt/effects.tsx'
import { useReasonAgainst } from '../session/permitted-button.tsx'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { Chip } from '../ui/chip.tsx'
import { useFormats } from '../ui/formats.ts'
import { useOwnText } from '../ui/language.ts'
import type { Tender } from './tenders.ts'
import { TillKeys } from './till-keys.tsx'
import { VoidButton } from './void-button.tsx'

/** What was settled and why; Enter goes to the next customer, and a scan begins the next sale. */
export function SuccessScreen({ receipt, tender, onNext }: { receipt: Receipt; tender: Tender; onNext: () => void }) {
  const t = useTexts(tillTexts)
  const { money } = useFormats()
  const [state, setState] = useState(receipt)
  const amount = money(state.payableCents)
  const mayVoid = useReasonAgainst()('checkout.void') === null
  const isVoid = state.state === 'voided'
  return (
    <>
      <main className="outcome">
        <CheckCircleFilled className="outcome-sign" aria-hidden />
        <h1 className="page-title">{t(isVoid ? 'voidedTitle' : 'settled')}</h1>
        <p className="outcome-amount figures">
          {isVoid ? t('giveBack', { amount }) : t('paidWith', { tender: t(tender), amount })}
        </p>
        <p className="soft">
          {[state.memberName ?? t('guest'), t('receiptNumber', { number: state.receiptNumber })].join(' · ')}
        </p>
        <Button type="primary" size="large" autoFocus onClick={onNext}>
          {t('next')} <kbd>Esc</kbd>
        </Button>
        <Standing {...state} />
        <div className="sheet outcome-story">
          <h2 className="small-title">{t('moved')}</h2>
          <Effects effects={state.effects} label={t('moved')} />
        </div>
        {isVoid ? null : <VoidButton receipt={state} onVoided={setState} />}
      </main>
      <TillKeys screen={mayVoid && !isVoid ? 'settled' : 'voided'} />
    </>
  )
}

/** Level and usable points after the receipt. */
export function Standing({ levels, balances }: Pick<Receipt, 'levels' | 'balances'>) {
  const t = useTexts(tillTexts)
  const own = useOwnText()
  const { count } = useFormats()
  return (
    <p className="standing">
      {levels.map(level => (
        <Chip key={level.track} tone="gold">
          {own(level.name)}
        </Chip>
      ))}
      {Object.entries(balances).map(([asset, points]) => (
        <Chip key={asset}>{t('balanceAfter', { points: t('plainPoints', { count: count(points) }) })}</Chip>
      ))}
    </p>
  )
}
