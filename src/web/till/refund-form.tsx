import { Alert, App, Button, Checkbox, Input, InputNumber } from 'antd'
import { type ComponentRef, type RefObject, useRef, useState } from 'react'
import { dayOf } from '../../shared/calendar.ts'
import type { RefundBody } from '../../shared/contract/checkout.ts'
import type { Receipt, ReceiptLine } from '../api/answers.ts'
import { useDiscountText, useUnits } from '../receipt/receipt-lines.tsx'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { useFormats } from '../ui/formats.ts'
import { expectedRefundCents, type Return, returnLines, unitsLeft, withScannedReturn } from './returns.ts'
import { keepsNoScan, useScanner } from './scanner.ts'
import { useShortcuts } from './shortcuts.ts'
import { VoidButton } from './void-button.tsx'

type RefundFormProps = {
  receipt: Receipt
  refusal: string | null
  isSending: boolean
  onVoided: (receipt: Receipt) => void
  onOther: () => void
  onRefund: (lines: NonNullable<RefundBody['lines']>, reason: string) => void
}

/** Ticks what comes back. The amount shown is a forecast; the server says the real one. */
export function RefundForm({ receipt, refusal, isSending, onVoided, onOther, onRefund }: RefundFormProps) {
  const t = useTexts(tillTexts)
  const { money, instant, timeZone, today } = useFormats()
  const { modal } = App.useApp()
  const [returns, setReturns] = useState<Return>({})
  const [reason, setReason] = useState('')
  const amount = money(expectedRefundCents(receipt.lines, returns))
  const inWords = useReturnText()
  const units = Object.values(returns).reduce((all, one) => all + one, 0)
  const isOfToday = dayOf(new Date(receipt.soldAt), timeZone) === today()
  const ask = () =>
    modal.confirm({
      title: t('refundConfirm'),
      content: t('refundAsk', { units: inWords(receipt.lines, returns).join(' + '), amount }),
      okText: t('refundNow'),
      autoFocusButton: 'ok',
      onOk: () => onRefund(returnLines(receipt.lines, returns), reason.trim()),
    })
  const canRefund = units > 0 && receipt.state !== 'voided' && !isSending
  const firstUnits = useRef<UnitsField>(null)
  const first = receipt.lines.find(line => unitsLeft(line) > 0)
  useScanner(firstUnits, {
    arrival: 'opened',
    onScan: sku => setReturns(now => withScannedReturn(receipt.lines, { returns: now, sku })),
  })
  const takeAll = () => setReturns(Object.fromEntries(receipt.lines.map(line => [line.lineNumber, unitsLeft(line)])))
  useShortcuts({ f4: () => canRefund && void ask(), f6: takeAll })
  return (
    <section className="sheet refund-form" aria-label={t('whatComesBack')}>
      <div className="refund-head">
        <div>
          <h2 className="card-title">{t('receiptNumber', { number: receipt.receiptNumber })}</h2>
          <p className="soft">
            {[receipt.memberName ?? t('guest'), instant(receipt.soldAt), money(receipt.payableCents)].join(' · ')}
          </p>
        </div>
        <Button onClick={onOther}>
          {t('otherReceipt')} <kbd aria-hidden>Esc</kbd>
        </Button>
      </div>
      {receipt.state === 'voided' ? <Alert type="info" showIcon title={t('receiptVoid')} /> : null}
      <div className="refund-head">
        <h3 className="small-title">{t('whatComesBack')}</h3>
        <Button onClick={takeAll}>
          {t('everything')} <kbd aria-hidden>F6</kbd>
        </Button>
      </div>
      <ul className="basket-lines">
        {receipt.lines.map(line => (
          <RefundRow
            key={line.lineNumber}
            line={line}
            units={returns[line.lineNumber] ?? 0}
            {...(line === first ? { inputRef: firstUnits } : {})}
            onEnter={() => canRefund && void ask()}
            onUnits={next => setReturns(now => ({ ...now, [line.lineNumber]: next }))}
          />
        ))}
      </ul>
      <Input
        aria-label={t('refundReason')}
        placeholder={t('refundReason')}
        value={reason}
        maxLength={200}
        onChange={event => setReason(event.target.value)}
      />
      {refusal ? <Alert role="alert" type="error" showIcon title={refusal} /> : null}
      <div className="refund-foot">
        {isOfToday && receipt.state === 'settled' ? <VoidButton receipt={receipt} onVoided={onVoided} /> : <span />}
        <div className="refund-sum">
          <span>
            <strong className="figures">{t('expectedRefund', { amount })}</strong>{' '}
            <span className="soft">{t('expectedAbout')}</span>
          </span>
          <Button type="primary" size="large" disabled={!canRefund} loading={isSending} onClick={() => void ask()}>
            {t('refundNow')} <kbd aria-hidden>F4</kbd>
          </Button>
        </div>
      </div>
    </section>
  )
}

/** Pieces and grams are never added up. */
function useReturnText() {
  const unitText = useUnits()
  return (lines: readonly ReceiptLine[], returns: Return) => {
    const sum = (chosen: readonly ReceiptLine[]) =>
      chosen.reduce((all, { lineNumber }) => all + (returns[lineNumber] ?? 0), 0)
    const pieces = lines.filter(({ grams }) => grams === null)
    const byWeight = lines.filter(({ grams }) => grams !== null)
    return [pieces, byWeight].flatMap(some => (some[0] && sum(some) > 0 ? [unitText(some[0], sum(some))] : []))
  }
}

type UnitsField = ComponentRef<typeof InputNumber>

type RefundRowProps = {
  line: ReceiptLine
  units: number
  inputRef?: RefObject<UnitsField | null>
  onEnter: () => void
  onUnits: (units: number) => void
}

function RefundRow({ line, units, inputRef, onEnter, onUnits }: RefundRowProps) {
  const t = useTexts(tillTexts)
  const { money } = useFormats()
  const unitText = useUnits()
  const discounts = useDiscountText()
  const name = line.name || line.sku
  const left = unitsLeft(line)
  return (
    <li className="refund-line">
      <Checkbox checked={units > 0} disabled={left === 0} onChange={event => onUnits(event.target.checked ? left : 0)}>
        <strong>{name}</strong>
      </Checkbox>
      <span className="soft">
        {[
          unitText(line, line.quantity ?? line.grams ?? 0),
          money(line.payableCents),
          discounts(line),
          left === 0 ? t('nothingLeft') : t('left', { units: unitText(line, left) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <InputNumber
        {...keepsNoScan}
        {...(inputRef ? { ref: inputRef } : {})}
        onFocus={event => event.target.select()}
        onPressEnter={event => {
          // The same Enter would press a button of the dialog that it opens.
          event.preventDefault()
          onEnter()
        }}
        aria-label={t(line.grams === null ? 'comesBack' : 'comesBackGrams', { name })}
        min={0}
        max={left}
        precision={0}
        value={units}
        disabled={left === 0}
        onChange={value => onUnits(value ?? 0)}
      />
    </li>
  )
}
