import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Flex, Progress } from 'antd'
import { useAction } from '../../api/action.ts'
import type { Batch, Offer } from '../../api/answers.ts'
import { cancelBatch, codesCsvAddress, readBatches } from '../../api/coupons.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { offerTexts } from '../../texts/offers.ts'
import { useTexts } from '../../texts/phrases.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'

/** Batches of codes, looked at every second while one of them is being made. */
export function BatchesCard({ offers }: { offers: readonly Offer[] }) {
  const t = useTexts(offerTexts)
  const found = useQuery({
    queryKey: queryKeys.batches,
    queryFn: readBatches,
    refetchInterval: ({ state }) => (state.data?.batches.some(batch => batch.state === 'making') ? 1_000 : false),
  })
  return (
    <section aria-label={t('batches')} className="below">
      <h2>{t('batches')}</h2>
      <DataList
        label={t('batches')}
        columns={useColumns(offers)}
        rows={found.data?.batches}
        rowKey={row => row.batchId}
        query={found}
        empty={{ title: t('noBatches') }}
      />
    </section>
  )
}

function useColumns(offers: readonly Offer[]): Column<Batch>[] {
  const t = useTexts(offerTexts)
  const own = useOwnText()
  const { count, instant } = useFormats()
  const nameOf = (batch: Batch) => {
    const offer = offers.find(one => one.program === batch.program && one.offer === batch.offer)
    return offer ? own(offer.name) : batch.offer
  }
  const made = (row: Batch) => t('madeOf', { made: count(row.made), wanted: count(row.wanted) })
  return [
    { key: 'offer', title: t('offer'), text: nameOf },
    { key: 'note', title: t('note'), text: row => row.note },
    { key: 'createdAt', title: t('createdAt'), text: row => instant(row.createdAt) },
    {
      key: 'progress',
      title: t('progress'),
      text: made,
      show: row => (
        <Progress
          percent={Math.floor((row.made / row.wanted) * 100)}
          status={row.state === 'cancelled' ? 'exception' : row.state === 'making' ? 'active' : 'success'}
          format={() => (row.state === 'cancelled' ? t('cancelled') : made(row))}
          aria-label={t('progress')}
          size="small"
        />
      ),
    },
    { key: 'actions', title: t('actions'), text: () => '', isAction: true, show: row => <Actions row={row} /> },
  ]
}

function Actions({ row }: { row: Batch }) {
  const t = useTexts(offerTexts)
  const { modal } = App.useApp()
  const cache = useQueryClient()
  const cancelling = useAction({
    send: cancelBatch,
    asker: 'button',
    onDone: () => void cache.invalidateQueries({ queryKey: queryKeys.batches }),
  })
  const ask = () =>
    modal.confirm({
      title: t('cancel'),
      content: t('cancelAsk'),
      okText: t('cancel'),
      okButtonProps: { danger: true },
      onOk: () => cancelling.start(row.batchId),
    })
  return (
    <Flex gap={8}>
      <Button size="small" href={codesCsvAddress(row.batchId)} download="codes.csv" disabled={row.made === 0}>
        {t('export')}
      </Button>
      {row.state === 'cancelled' ? null : (
        <Button size="small" danger loading={cancelling.isBusy} onClick={ask}>
          {t('cancel')}
        </Button>
      )}
    </Flex>
  )
}
