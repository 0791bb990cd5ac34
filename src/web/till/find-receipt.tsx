import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input, type InputRef, Select } from 'antd'
import { useRef, useState } from 'react'
import { useAction } from '../api/action.ts'
import type { Receipt } from '../api/answers.ts'
import { findReceipt, readMemberReceipts, readReceipt } from '../api/checkout.ts'
import { queryKeys } from '../api/query-keys.ts'
import { useSession } from '../session/session.ts'
import { useTexts, useWord } from '../texts/phrases.ts'
import { receiptStates } from '../texts/receipts.ts'
import { tillTexts } from '../texts/till.ts'
import { withoutOriginalTexts } from '../texts/without-original.ts'
import { Chip } from '../ui/chip.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { useFormats } from '../ui/formats.ts'
import type { TillPlace } from './basket.ts'
import { Recognise } from './member-panel.tsx'
import type { BuyingMember } from './sale.ts'

type Found = { onFound: (receipt: Receipt) => void }

/** By the number on the paper, or by the member who has lost the paper. */
export function FindReceipt({ place, onFound, onWithout }: Found & { place: TillPlace; onWithout: () => void }) {
  const t = useTexts(tillTexts)
  const without = useTexts(withoutOriginalTexts)
  const memberInput = useRef<InputRef>(null)
  const [member, setMember] = useState<BuyingMember | null>(null)
  return (
    <div className="find-receipt">
      <section className="sheet" aria-label={t('findReceipt')}>
        <h2 className="small-title">{t('findReceipt')}</h2>
        <ByNumber place={place} onFound={onFound} />
      </section>
      <section className="sheet" aria-label={t('byMember')}>
        <h2 className="small-title">{t('byMember')}</h2>
        {member ? (
          <MemberReceipts member={member} onFound={onFound} />
        ) : (
          <Recognise inputRef={memberInput} onChoose={setMember} />
        )}
      </section>
      <Button className="without-original" onClick={onWithout}>
        {without('open')}
      </Button>
    </div>
  )
}

function ByNumber({ place, onFound }: Found & { place: TillPlace }) {
  const t = useTexts(tillTexts)
  const { stores } = useSession()
  // Codes hold no space, so one text can name both.
  const tills = stores.flatMap(store =>
    store.tills.map(till => ({ value: `${store.code} ${till.code}`, label: `${store.name} · ${till.name}` })),
  )
  const finding = useAction({ send: findReceipt, asker: 'form', onDone: onFound })
  const finish = ({ receiptNumber = '', till = '' }: { receiptNumber?: string; till?: string }) => {
    const [storeCode = '', tillCode = ''] = till.split(' ')
    if (receiptNumber.trim() !== '') finding.start({ storeCode, tillCode, receiptNumber: receiptNumber.trim() })
  }
  return (
    <Form
      layout="vertical"
      onFinish={finish}
      initialValues={{ till: `${place.storeCode} ${place.tillCode}` }}
      requiredMark={false}
    >
      <Form.Item name="receiptNumber" label={t('receiptNumberLabel')} extra={t('receiptHint')}>
        <Input size="large" autoFocus autoComplete="off" maxLength={80} />
      </Form.Item>
      <Form.Item name="till" label={t('soldAtTill')}>
        <Select options={tills} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      {finding.errorText ? (
        <Alert role="alert" type="error" showIcon title={finding.errorText} className="form-error" />
      ) : null}
      <Button type="primary" size="large" htmlType="submit" loading={finding.isBusy}>
        {t('findReceipt')}
      </Button>
    </Form>
  )
}

function MemberReceipts({ member, onFound }: Found & { member: BuyingMember }) {
  const t = useTexts(tillTexts)
  const state = useWord(receiptStates)
  const { instant, money } = useFormats()
  const query = { pageSize: 20 }
  const { memberNumber } = member
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.receipts(memberNumber, query),
    queryFn: () => readMemberReceipts(memberNumber, query),
  })
  const opening = useAction({ send: (receiptId: string) => readReceipt(receiptId), asker: 'button', onDone: onFound })
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />
  return (
    <>
      <h3 className="small-title">{t('receiptsOf', { name: member.name })}</h3>
      {data?.receipts.length === 0 ? <p className="soft">{t('noReceipts')}</p> : null}
      <ul className="candidates">
        {data?.receipts.map(receipt => (
          <li key={receipt.receiptId}>
            <Button
              block
              className="receipt-choice"
              aria-label={t('choose', { number: receipt.receiptNumber })}
              onClick={() => opening.start(receipt.receiptId)}
            >
              <span>
                {receipt.receiptNumber}
                <span className="soft"> {instant(receipt.soldAt)}</span>
              </span>
              <span>
                {receipt.state === 'settled' ? null : <Chip>{state(receipt.state)}</Chip>}{' '}
                <strong className="figures">{money(receipt.payableCents)}</strong>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
