import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Skeleton } from 'antd'
import type { Receipt } from '../../api/answers.ts'
import { readReceipt } from '../../api/checkout.ts'
import { readReceiptStory } from '../../api/explanations.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { Effects } from '../../receipt/effects.tsx'
import { ReceiptLines } from '../../receipt/receipt-lines.tsx'
import { explanationTexts } from '../../texts/explanations.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { receiptStates, receiptTexts } from '../../texts/receipts.ts'
import { Details } from '../../ui/detail-card.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOpener } from '../../ui/opener.ts'
import { WhyStory } from '../explanations/story.tsx'

/** A receipt number that opens the whole receipt beside the list. */
export function ReceiptButton({ receiptId, receiptNumber }: { receiptId: string; receiptNumber: string }) {
  const t = useTexts(receiptTexts)
  const { isOpen, open, close } = useOpener()
  return (
    <>
      <Button type="link" className="link-in-list" aria-label={t('open', { number: receiptNumber })} onClick={open}>
        {receiptNumber}
      </Button>
      <Drawer open={isOpen} onClose={close} size={520} title={t('receipt', { number: receiptNumber })} destroyOnHidden>
        <ReceiptStory receiptId={receiptId} />
      </Drawer>
    </>
  )
}

function ReceiptStory({ receiptId }: { receiptId: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.receipt(receiptId),
    queryFn: () => readReceipt(receiptId),
  })
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />
  return data ? <Story receipt={data} /> : <Skeleton active />
}

function Story({ receipt }: { receipt: Receipt }) {
  const t = useTexts(receiptTexts)
  const why = useTexts(explanationTexts)
  const state = useWord(receiptStates)
  const { instant, money } = useFormats()
  const { program } = receipt
  return (
    <div className="stack">
      <Details
        details={[
          { label: t('soldAt'), value: instant(receipt.soldAt) },
          { label: t('where'), value: `${receipt.storeCode} · ${receipt.tillCode}` },
          { label: t('state'), value: state(receipt.state) },
          { label: t('paid'), value: money(receipt.payableCents) },
          { label: t('member'), value: receipt.memberName ?? t('guest') },
          {
            label: t('program'),
            value: program ? t('version', { code: program.code, version: program.version }) : null,
          },
        ]}
      />
      <h3 className="card-title">{t('lines')}</h3>
      <ReceiptLines lines={receipt.lines} />
      <h3 className="card-title">{t('whatHappened')}</h3>
      <Effects effects={receipt.effects} label={t('whatHappened')} />
      <h3 className="card-title">{why('why')}</h3>
      <WhyStory
        name={queryKeys.receiptStory(receipt.receiptId)}
        readStory={audience => readReceiptStory(receipt.receiptId, audience)}
      />
    </div>
  )
}
