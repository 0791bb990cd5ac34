import { Button, Flex } from 'antd'
import type { BacktestReport } from '../../api/answers.ts'
import { monthsAddress, moversAddress } from '../../api/backtests.ts'
import { backtestTexts } from '../../texts/backtests.ts'
import { useTexts } from '../../texts/phrases.ts'
import { DataList } from '../../ui/data-list.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { ActivitiesCard } from './activities-card.tsx'
import { BandCard, RulesCard } from './band-and-rules.tsx'
import { ChangesCard } from './changes-card.tsx'
import { CouponsCard } from './coupons-card.tsx'
import { useFigureRows } from './figure-rows.ts'
import { GiftsCard } from './gifts-card.tsx'
import { LeftOutCard } from './left-out-card.tsx'
import { MonthBars } from './month-bars.tsx'
import { here } from './rows-here.ts'

/** A whole result: both programs side by side. */
export function ReportView({ backtestId, report }: { backtestId: string; report: BacktestReport }) {
  return (
    <>
      <Summary report={report} />
      <ActivitiesCard report={report} />
      <CouponsCard report={report} />
      <GiftsCard report={report} />
      <LeftOutCard report={report} />
      <MonthsCard backtestId={backtestId} report={report} />
      <LevelsCard report={report} />
      <MovesCard backtestId={backtestId} report={report} />
      <BandCard report={report} />
      <RulesCard report={report} />
      <ChangesCard report={report} />
    </>
  )
}

function Summary({ report }: { report: BacktestReport }) {
  const t = useTexts(backtestTexts)
  const { count } = useFormats()
  const { assumption, assumedFrom, receipts, members, shiftDays, refundsOfUnknownSales, costs } = report
  const { membersWithoutWay = 0, waitDays, waitFrom, live, draft } = report
  const source = { recorded: 'sourceRecorded', given: 'sourceGiven', default: 'sourceDefault' } as const
  const { membersPercent, usedPercent } = assumption.base
  return (
    <DetailCard title={t('summary')}>
      <p className="soft spaced">
        {t('assumed', { members: membersPercent, used: usedPercent, receipts: count(receipts), count: count(members) })}
        {t(source[assumedFrom])}
      </p>
      {shiftDays > 0 ? <p className="soft spaced">{t('shifted', { days: shiftDays })}</p> : null}
      {waitDays === undefined ? null : (
        <p className="soft spaced">
          {t('waited', { days: waitDays })}
          {t(source[waitFrom ?? 'default'])}
        </p>
      )}
      {refundsOfUnknownSales > 0 ? (
        <p className="soft spaced">{t('unknownSales', { count: count(refundsOfUnknownSales) })}</p>
      ) : null}
      {live.byHand && live.byHand.times > 0 ? (
        <p className="soft spaced">
          {t('byHand', { times: count(live.byHand.times) })}
          {draft.byHand?.cut ? t('byHandCut', { times: count(draft.byHand.cut) }) : ''}
        </p>
      ) : null}
      {live.levelsByHand && live.levelsByHand.times > 0 ? (
        <p className="soft spaced">
          {t('levelsByHand', { times: count(live.levelsByHand.times) })}
          {draft.levelsByHand?.gone ? t('levelsGone', { times: count(draft.levelsByHand.gone) }) : ''}
        </p>
      ) : null}
      {membersWithoutWay > 0 ? (
        <p className="soft spaced">{t('withoutWay', { count: count(membersWithoutWay) })}</p>
      ) : null}
      <DataList
        label={t('summary')}
        columns={[
          { key: 'figure', title: t('figure'), text: row => row.name },
          { key: 'today', title: t('today'), text: row => row.format(row.today), isNumber: true },
          { key: 'planned', title: t('planned'), text: row => row.format(row.planned), isNumber: true },
          {
            key: 'difference',
            title: t('difference'),
            text: row => row.format(row.planned - row.today),
            isNumber: true,
          },
        ]}
        rows={useFigureRows(report)}
        rowKey={row => row.name}
        query={here}
        empty={{ title: t('noChange') }}
      />
      <p className="soft spaced">{t('addsUp')}</p>
      {costs && costs.linesWithoutCost > 0 ? (
        <p className="soft spaced">
          {t('costUnknown', { lines: count(costs.lines), without: count(costs.linesWithoutCost) })}
        </p>
      ) : null}
    </DetailCard>
  )
}

function MonthsCard({ backtestId, report }: { backtestId: string; report: BacktestReport }) {
  const t = useTexts(backtestTexts)
  const { live, draft, months } = report
  const liability = (program: BacktestReport['live']) =>
    months.map((_, month) =>
      program.assets.reduce((sum, asset) => sum + (asset.months[month]?.outstandingCents ?? 0), 0),
    )
  const benefit = (program: BacktestReport['live']) => program.money.months.map(month => month.benefitCents)
  return (
    <DetailCard
      title={t('months')}
      tools={
        <Button href={monthsAddress(backtestId)} download="months.csv">
          {t('exportMonths')}
        </Button>
      }
    >
      <Flex gap={24} wrap>
        <MonthBars title={t('liabilityByMonth')} months={months} today={liability(live)} planned={liability(draft)} />
        <MonthBars title={t('benefitByMonth')} months={months} today={benefit(live)} planned={benefit(draft)} />
      </Flex>
    </DetailCard>
  )
}

function LevelsCard({ report: { live, draft } }: { report: BacktestReport }) {
  const t = useTexts(backtestTexts)
  const own = useOwnText()
  const { count, signed } = useFormats()
  const codes = [...new Set([...live.levels, ...draft.levels].map(level => level.level))]
  if (codes.length === 0) return null
  const rows = codes.map(code => {
    const [today, planned] = [live, draft].map(program => program.levels.find(level => level.level === code))
    const name = planned?.name ?? today?.name
    return {
      code,
      name: name ? own(name) : code,
      today: today?.members.at(-1) ?? 0,
      planned: planned?.members.at(-1) ?? 0,
    }
  })
  return (
    <DetailCard title={t('levelsNow')}>
      <DataList
        label={t('levelsNow')}
        columns={[
          { key: 'level', title: t('level'), text: row => row.name },
          { key: 'today', title: t('today'), text: row => t('moveCount', { count: count(row.today) }), isNumber: true },
          {
            key: 'planned',
            title: t('planned'),
            text: row => t('moveCount', { count: count(row.planned) }),
            isNumber: true,
          },
          { key: 'difference', title: t('difference'), text: row => signed(row.planned - row.today), isNumber: true },
        ]}
        rows={rows}
        rowKey={row => row.code}
        query={here}
        empty={{ title: t('nobodyMoves') }}
      />
    </DetailCard>
  )
}

function MovesCard({ backtestId, report: { live, draft, moves } }: { backtestId: string; report: BacktestReport }) {
  const t = useTexts(backtestTexts)
  const own = useOwnText()
  const { count } = useFormats()
  const names = new Map([...live.levels, ...draft.levels].map(({ level, name }) => [level, own(name)]))
  const named = (code: string) => names.get(code) ?? (code || '–')
  return (
    <DetailCard title={t('moves')}>
      <DataList
        label={t('moves')}
        columns={[
          { key: 'today', title: t('today'), text: row => named(row.live) },
          { key: 'planned', title: t('planned'), text: row => named(row.draft) },
          {
            key: 'members',
            title: t('howMany'),
            text: row => t('moveCount', { count: count(row.members) }),
            isNumber: true,
          },
        ]}
        rows={moves}
        rowKey={row => `${row.live} ${row.draft}`}
        query={here}
        empty={{ title: t('nobodyMoves') }}
        csvAddress={moversAddress(backtestId)}
        csvText={t('exportMovers')}
      />
    </DetailCard>
  )
}
