import { BarcodeOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, App, AutoComplete, Button, Input, type InputRef } from 'antd'
import { type ComponentRef, type ReactNode, type RefObject, useId, useRef, useState } from 'react'
import type { WithoutOriginal } from '../../shared/contract/checkout.ts'
import { nameOfGoods } from '../api/catalog.ts'
import { queryKeys } from '../api/query-keys.ts'
import { useMay } from '../session/session.ts'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { withoutOriginalTexts } from '../texts/without-original.ts'
import { FormDialog } from '../ui/form-dialog.tsx'
import { moneyText, useFormats } from '../ui/formats.ts'
import { useOpener } from '../ui/opener.ts'
import { useRested } from '../ui/rested.ts'
import type { TillPlace } from './basket.ts'
import { ColleagueApproval } from './colleague-approval.tsx'
import { type GoodsBack, type GoodsBackField, nothingBack, readGoodsBack } from './goods-back.ts'
import { knownGoods } from './known-goods.ts'
import { Recognise } from './member-panel.tsx'
import { MemberStrip } from './member-strip.tsx'
import type { BuyingMember } from './sale.ts'
import { keepsNoScan, useScanner } from './scanner.ts'
import { useShortcuts } from './shortcuts.ts'

type WithoutOriginalFormProps = {
  place: TillPlace
  refusal: string | null
  isSending: boolean
  onBack: () => void
  /** `approval`: the token of a colleague's word, where whoever works here may not do it alone. */
  onRefund: (back: WithoutOriginal, approval?: string) => void
}

/** Goods come back and nobody has their receipt: money only, with a reason, by whoever may or with a colleague's word. */
export function WithoutOriginalForm({ place, refusal, isSending, onBack, onRefund }: WithoutOriginalFormProps) {
  const t = useTexts(withoutOriginalTexts)
  const till = useTexts(tillTexts)
  const { money } = useFormats()
  const { modal } = App.useApp()
  const may = useMay()('checkout.refund-without-original')
  const opener = useOpener()
  const [member, setMember] = useState<BuyingMember | null>(null)
  const [typed, setTyped] = useState<GoodsBack>(nothingBack)
  const [unclear, setUnclear] = useState<GoodsBackField | null>(null)
  const [asked, setAsked] = useState<WithoutOriginal | null>(null)
  const fields: Fields = {
    sku: useRef<InputRef>(null),
    quantity: useRef<InputRef>(null),
    amount: useRef<InputRef>(null),
    reason: useRef<ComponentRef<typeof AutoComplete>>(null),
  }
  const memberInput = useRef<InputRef>(null)
  const goodsName = useNameOf(typed.sku)
  const change = (part: Partial<GoodsBack>) => {
    setUnclear(null)
    setTyped(now => withKnownPrice({ ...now, ...part }))
  }
  useScanner(fields.sku, { arrival: 'opened', onScan: code => change({ sku: code }) })
  const ask = () => {
    const { back, field } = readGoodsBack(typed, member?.memberNumber ?? null)
    if (!back) {
      fields[field].current?.focus()
      return setUnclear(field)
    }
    if (!may) {
      setAsked(back)
      return opener.open()
    }
    modal.confirm({
      title: till('refundConfirm'),
      content: t('ask', { amount: money(back.amountCents), goods: goodsName ?? back.sku ?? '' }),
      okText: till('refundNow'),
      autoFocusButton: 'ok',
      onOk: () => onRefund(back),
    })
  }
  useShortcuts({ f4: () => !isSending && ask() })
  return (
    <section className="sheet refund-form" aria-label={t('title')}>
      <div className="refund-head">
        <h2 className="card-title">{t('title')}</h2>
        <Button onClick={onBack}>
          {till('findReceipt')} <kbd aria-hidden>Esc</kbd>
        </Button>
      </div>
      <Alert type="info" showIcon title={t('about')} />
      <GoodsBackFields
        typed={typed}
        unclear={unclear}
        refs={fields}
        goodsName={goodsName}
        onChange={change}
        onEnter={ask}
      />
      <h3 className="small-title">{t('member')}</h3>
      {member ? (
        <MemberStrip member={member} onRemove={() => setMember(null)} />
      ) : (
        <Recognise inputRef={memberInput} onChoose={setMember} />
      )}
      {refusal ? <Alert role="alert" type="error" showIcon title={refusal} /> : null}
      <div className="refund-foot">
        <span className="soft">{may ? null : t('needsColleague')}</span>
        <Button type="primary" size="large" loading={isSending} onClick={ask}>
          {till('refundNow')} <kbd aria-hidden>F4</kbd>
        </Button>
      </div>
      <FormDialog isOpen={opener.isOpen} onCancel={opener.close} title={till('approve')} width={400}>
        {asked ? (
          <ColleagueApproval
            key={opener.opening}
            about={t('approveAbout', { amount: money(asked.amountCents), goods: goodsName ?? asked.sku ?? '' })}
            bodyOf={({ reason: _, ...approver }) => ({
              act: 'refund-without-original',
              ...place,
              withoutOriginal: asked,
              ...approver,
            })}
            onApproved={({ token }) => {
              opener.close()
              onRefund(asked, token)
            }}
          />
        ) : null}
      </FormDialog>
    </section>
  )
}

type Fields = {
  [Name in GoodsBackField]: RefObject<(Name extends 'reason' ? ComponentRef<typeof AutoComplete> : InputRef) | null>
}

type FieldsProps = {
  typed: GoodsBack
  unclear: GoodsBackField | null
  refs: Fields
  goodsName: string | null
  onChange: (part: Partial<GoodsBack>) => void
  onEnter: () => void
}

function GoodsBackFields({ typed, unclear, refs, goodsName, onChange, onEnter }: FieldsProps) {
  const t = useTexts(withoutOriginalTexts)
  const till = useTexts(tillTexts)
  const { symbol } = useFormats()
  const problemId = useId()
  const labels: Record<GoodsBackField, string> = {
    sku: till('sku'),
    quantity: till('quantity'),
    amount: t('amount', { symbol }),
    reason: till('refundReason'),
  }
  const field = (name: GoodsBackField) => ({
    'aria-label': labels[name],
    value: typed[name],
    ...(unclear === name ? { status: 'error' as const, 'aria-describedby': problemId } : {}),
  })
  const text = (name: GoodsBackField) => ({
    ...field(name),
    size: 'large' as const,
    autoComplete: 'off',
    onPressEnter: onEnter,
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  })
  const shown = (name: GoodsBackField, input: ReactNode) => (
    <div>
      <span className="soft">{labels[name]}</span>
      {input}
    </div>
  )
  return (
    <fieldset className="goods-back" aria-label={t('title')}>
      <div>
        <span className="soft">{[labels.sku, goodsName].filter(Boolean).join(' · ')}</span>
        <Input {...text('sku')} ref={refs.sku} prefix={<BarcodeOutlined aria-hidden />} maxLength={80} />
      </div>
      {shown('quantity', <Input {...text('quantity')} ref={refs.quantity} {...keepsNoScan} inputMode="numeric" />)}
      {shown('amount', <Input {...text('amount')} ref={refs.amount} {...keepsNoScan} inputMode="decimal" />)}
      {shown(
        'reason',
        <AutoComplete
          {...field('reason')}
          ref={refs.reason}
          size="large"
          options={[t('lost'), t('gift'), t('faulty'), t('notFound')].map(value => ({ value }))}
          maxLength={200}
          onChange={(value: string) => onChange({ reason: value })}
        />,
      )}
      {unclear ? (
        <p id={problemId} role="alert" className="goods-problem">
          {t(unclear === 'amount' ? 'amountOdd' : unclear)}
        </p>
      ) : null}
    </fieldset>
  )
}

/** As this device sold it last, else as the catalogue knows it; null while nobody knows the goods. */
function useNameOf(sku: string): string | null {
  const rested = useRested(sku.trim(), 300)
  const known = rested === '' ? undefined : knownGoods(rested)?.name
  const { data } = useQuery({
    queryKey: queryKeys.goodsName(rested),
    queryFn: () => nameOfGoods(rested),
    enabled: rested !== '' && !known,
  })
  return known || (data ?? null)
}

/** What this device sold last fills in the amount, until somebody types one. */
function withKnownPrice(typed: GoodsBack): GoodsBack {
  const known = typed.amount === '' ? knownGoods(typed.sku.trim()) : undefined
  return known ? { ...typed, amount: moneyText(known.unitPriceCents, '').replaceAll(',', '') } : typed
}
