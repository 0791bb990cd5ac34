import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import type { Entry } from '../../api/answers.ts'
import { entriesCsvAddress, readBalances, readEntries } from '../../api/ledger.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { ledgerTexts } from '../../texts/ledger.ts'
import { useTexts } from '../../texts/phrases.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { usePages } from '../../ui/pages.ts'
import { WhyDrawer } from './why-drawer.tsx'

/** Every movement of the member's points, newest first, and why it is so. */
export function EntriesCard({ memberNumber }: { memberNumber: string }) {
  const t = useTexts(ledgerTexts)
  const [asset, setAsset] = useState('')
  const [asked, setAsked] = useState<Entry | null>(null)
  const pages = usePages(asset)
  const query = { pageSize: 10, ...(asset ? { asset } : {}), ...(pages.after ? { after: pages.after } : {}) }
  const found = useQuery({
    queryKey: queryKeys.entries(memberNumber, query),
    queryFn: () => readEntries(memberNumber, query),
  })
  const names = useAssetNames(memberNumber)
  const filter = (
    <Select
      aria-label={t('asset')}
      value={asset}
      onChange={setAsset}
      popupMatchSelectWidth={false}
      options={[{ value: '', label: t('allAssets') }, ...[...names].map(([value, label]) => ({ value, label }))]}
    />
  )
  return (
    <DetailCard title={t('entries')}>
      <DataList
        label={t('entries')}
        columns={useColumns(names, setAsked)}
        rows={found.data?.entries}
        rowKey={row => `${row.asset}-${row.version}`}
        query={found}
        tools={filter}
        empty={{ title: t('noEntries') }}
        paging={{ pages, next: found.data?.next }}
        csvAddress={entriesCsvAddress(memberNumber, asset)}
      />
      <WhyDrawer memberNumber={memberNumber} entry={asked} onClose={() => setAsked(null)} />
    </DetailCard>
  )
}

/** The names of the assets that the member holds, from the balances that are on the page anyway. */
function useAssetNames(memberNumber: string): Map<string, string> {
  const own = useOwnText()
  const { data } = useQuery({ queryKey: queryKeys.balances(memberNumber), queryFn: () => readBalances(memberNumber) })
  return new Map(data?.balances.map(({ asset, name }) => [asset, own(name)]))
}

function useColumns(names: Map<string, string>, onAsk: (entry: Entry) => void): Column<Entry>[] {
  const t = useTexts(ledgerTexts)
  const { instant, signed, count } = useFormats()
  return [
    { key: 'postedAt', title: t('postedAt'), text: row => instant(row.postedAt) },
    { key: 'what', title: t('what'), text: row => row.text, show: row => <span className="wraps">{row.text}</span> },
    { key: 'asset', title: t('asset'), text: row => names.get(row.asset) ?? row.asset },
    { key: 'change', title: t('change'), text: row => t('points', { count: signed(row.amount) }), isNumber: true },
    { key: 'after', title: t('after'), text: row => t('points', { count: count(row.balanceAfter) }), isNumber: true },
    {
      key: 'why',
      title: t('why'),
      text: () => '',
      isAction: true,
      show: row => (
        <Button size="small" aria-label={t('whyLabel', { text: row.text })} onClick={() => onAsk(row)}>
          {t('why')}
        </Button>
      ),
    },
  ]
}
