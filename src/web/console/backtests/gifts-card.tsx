import type { BacktestReport } from '../../api/answers.ts'
import { backtestTexts } from '../../texts/backtests.ts'
import { useTexts } from '../../texts/phrases.ts'
import { DataList } from '../../ui/data-list.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { here } from './rows-here.ts'

type Gift = NonNullable<BacktestReport['live']['gifts']>[number]

/** What both programs issue by themselves, and what it is taken to cost; nothing where neither issues anything. */
export function GiftsCard({ report: { live, draft, giftsUsed, giftsFrom = 'default' } }: { report: BacktestReport }) {
  const t = useTexts(backtestTexts)
  const own = useOwnText()
  const { count, money, signed } = useFormats()
  const [today, planned] = [live.gifts ?? [], draft.gifts ?? []]
  if (!giftsUsed || today.length + planned.length === 0) return null
  const source = { recorded: 'sourceRecorded', given: 'sourceGiven', default: 'sourceDefault' } as const
  const keyOf = ({ gives, code }: Gift) => `${gives}/${code}`
  const rows = [...new Map([...today, ...planned].map(gift => [keyOf(gift), gift]))].map(([key, gift]) => ({
    key,
    name: own(gift.name),
    today: today.find(one => keyOf(one) === key),
    planned: planned.find(one => keyOf(one) === key),
  }))
  const issued = (gift: Gift | undefined) => (gift ? t('timesCount', { count: count(gift.issued) }) : '–')
  const cost = (gift: Gift | undefined) => {
    if (!gift) return '–'
    if (gift.costCents === null || gift.eachCents === null) return t('giftUnknown')
    return `${money(gift.costCents)} (${signed(gift.counted)} × ${money(gift.eachCents)})`
  }
  return (
    <DetailCard title={t('gifts')}>
      <p className="soft spaced">
        {t('giftsAbout', { used: giftsUsed.base })}
        {t(source[giftsFrom])}
      </p>
      <DataList
        label={t('gifts')}
        columns={[
          { key: 'name', title: t('gift'), text: row => row.name },
          { key: 'today', title: t('today'), text: row => issued(row.today), isNumber: true },
          { key: 'planned', title: t('planned'), text: row => issued(row.planned), isNumber: true },
          { key: 'costToday', title: t('giftCostToday'), text: row => cost(row.today), isNumber: true },
          { key: 'costPlanned', title: t('giftCostPlanned'), text: row => cost(row.planned), isNumber: true },
        ]}
        rows={rows}
        rowKey={row => row.key}
        query={here}
        empty={{ title: t('noChange') }}
      />
    </DetailCard>
  )
}
