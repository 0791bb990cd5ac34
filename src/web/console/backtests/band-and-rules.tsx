import type { BacktestReport } from '../../api/answers.ts'
import { backtestTexts } from '../../texts/backtests.ts'
import { useTexts } from '../../texts/phrases.ts'
import { DataList } from '../../ui/data-list.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { here } from './rows-here.ts'

/** The difference again, when less or more is assumed than was. */
export function BandCard({ report: { band, assumption, bandEvery, giftsUsed } }: { report: BacktestReport }) {
  const t = useTexts(backtestTexts)
  const { money } = useFormats()
  const rows = (['low', 'base', 'high'] as const).map(name => ({
    name,
    ...band.difference[name],
    ...assumption[name],
    giftsPercent: giftsUsed?.[name],
  }))
  return (
    <DetailCard title={t('band')}>
      <p className="soft spaced">
        {t('bandAbout')} {bandEvery > 1 ? t('bandSample', { every: bandEvery }) : ''}
      </p>
      <DataList
        label={t('band')}
        columns={[
          { key: 'name', title: t('figure'), text: row => t(row.name) },
          {
            key: 'behaviour',
            title: t('base'),
            text: row => t('behaviour', { members: row.membersPercent, used: row.usedPercent }),
          },
          ...(giftsUsed
            ? [
                {
                  key: 'gifts',
                  title: t('giftsUsed'),
                  text: (row: (typeof rows)[number]) => `${row.giftsPercent ?? 0}%`,
                  isNumber: true,
                },
              ]
            : []),
          { key: 'benefit', title: t('benefit'), text: row => money(row.benefitCents), isNumber: true },
          { key: 'liability', title: t('liabilityByMonth'), text: row => money(row.outstandingCents), isNumber: true },
          { key: 'paid', title: t('paid'), text: row => money(row.payableCents), isNumber: true },
        ]}
        rows={rows}
        rowKey={row => row.name}
        query={here}
        empty={{ title: t('noChange') }}
      />
    </DetailCard>
  )
}

type Rule = BacktestReport['live']['rules'][number]

export function RulesCard({ report: { live, draft } }: { report: BacktestReport }) {
  const t = useTexts(backtestTexts)
  const own = useOwnText()
  const { count, money } = useFormats()
  const keyOf = ({ kind, asset, rule }: Rule) => `${kind}/${asset}/${rule}`
  const all = new Map([...live.rules, ...draft.rules].map(rule => [keyOf(rule), rule]))
  const rows = [...all].map(([key, rule]) => ({
    key,
    rule,
    today: live.rules.find(one => keyOf(one) === key),
    planned: draft.rules.find(one => keyOf(one) === key),
  }))
  const given = (rule: Rule | undefined) => {
    if (!rule) return '–'
    const parts = [
      rule.points > 0 ? `${count(rule.points)} ${t('points')}` : '',
      rule.offCents > 0 ? money(rule.offCents) : '',
    ]
    return parts.filter(part => part !== '').join(' · ') || '0'
  }
  return (
    <DetailCard title={t('rules')}>
      <DataList
        label={t('rules')}
        columns={[
          {
            key: 'rule',
            title: t('rule'),
            text: ({ rule }) => (rule.name ? own(rule.name) : rule.rule || t('severalTimes')),
          },
          {
            key: 'times',
            title: t('times'),
            text: row => `${count(row.today?.receipts ?? 0)} → ${count(row.planned?.receipts ?? 0)}`,
            isNumber: true,
          },
          { key: 'today', title: t('today'), text: row => given(row.today), isNumber: true },
          { key: 'planned', title: t('planned'), text: row => given(row.planned), isNumber: true },
        ]}
        rows={rows}
        rowKey={row => row.key}
        query={here}
        empty={{ title: t('noChange') }}
      />
    </DetailCard>
  )
}
