import type { BacktestReport } from '../../api/answers.ts'
import { backtestTexts } from '../../texts/backtests.ts'
import { useTexts } from '../../texts/phrases.ts'
import { DataList } from '../../ui/data-list.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { here } from './rows-here.ts'

type Program = BacktestReport['live']
type Rule = Program['rules'][number]

const sumOf = (counts: Readonly<Record<string, number>> = {}) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

/** The activities that were replayed, and what each rule gave for them; nothing where none was recorded. */
export function ActivitiesCard({ report: { live, draft, activities = 0 } }: { report: BacktestReport }) {
  const t = useTexts(backtestTexts)
  const own = useOwnText()
  const { count } = useFormats()
  if (activities === 0) return null
  const times = (value: number) => t('timesCount', { count: count(value) })
  const row = (title: string, read: (program: Program) => number, format: (value: number) => string) => ({
    title,
    today: read(live),
    planned: read(draft),
    format,
  })
  const codes = [...new Set([live, draft].flatMap(program => Object.keys(program.activities?.replayed ?? {})))].sort()
  const isUnknown = [live, draft].some(program => sumOf(program.activities?.unknown) > 0)
  const given = [live, draft].flatMap(({ rules }) => rules.filter(({ kind }) => kind === 'activity'))
  const rules = [...new Map(given.map(rule => [`${rule.asset}/${rule.rule}`, rule])).values()]
  const assets = new Map([...live.assets, ...draft.assets].map(({ asset, name }) => [asset, own(name)]))
  const pointsOf = ({ rules: all }: Program, { asset, rule }: Rule) =>
    all.find(one => one.kind === 'activity' && one.asset === asset && one.rule === rule)?.points ?? 0
  const rows = [
    ...codes.map(code => row(t('activityOf', { code }), program => program.activities?.replayed[code] ?? 0, times)),
    ...(isUnknown ? [row(t('activityUnknown'), program => sumOf(program.activities?.unknown), times)] : []),
    ...rules.map(rule => {
      const asset = assets.get(rule.asset) ?? rule.asset
      const title = t('activityRule', { rule: rule.name ? own(rule.name) : rule.rule, asset })
      return row(title, program => pointsOf(program, rule), count)
    }),
  ]
  return (
    <DetailCard title={t('activityCard')}>
      <p className="soft spaced">{t('activityAbout', { count: count(activities) })}</p>
      <DataList
        label={t('activityCard')}
        columns={[
          { key: 'figure', title: t('figure'), text: one => one.title },
          { key: 'today', title: t('today'), text: one => one.format(one.today), isNumber: true },
          { key: 'planned', title: t('planned'), text: one => one.format(one.planned), isNumber: true },
          {
            key: 'difference',
            title: t('difference'),
            text: one => one.format(one.planned - one.today),
            isNumber: true,
          },
        ]}
        rows={rows}
        rowKey={one => one.title}
        query={here}
        empty={{ title: t('noChange') }}
      />
    </DetailCard>
  )
}
