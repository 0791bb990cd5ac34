import type { BacktestReport } from '../../api/answers.ts'
import { backtestTexts } from '../../texts/backtests.ts'
import { useTexts } from '../../texts/phrases.ts'
import { DetailCard } from '../../ui/detail-card.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { PageLink } from '../../ui/page-link.tsx'
import { paths } from '../../ui/paths.ts'

type Change = BacktestReport['changes'][number]

/** The receipts that change most, both explanations side by side. */
export function ChangesCard({ report }: { report: BacktestReport }) {
  const t = useTexts(backtestTexts)
  const { shortMoney, instant } = useFormats()
  return (
    <DetailCard title={t('changes')}>
      {report.changes.length === 0 ? <p className="soft">{t('noChange')}</p> : null}
      <ol className="backtest-changes">
        {report.changes.map(change => (
          <li key={`${change.soldAt} ${change.receiptId}`}>
            <header>
              <span>
                {instant(change.soldAt)} · {change.storeCode}{' '}
                {change.memberNumber ? (
                  <PageLink path={paths.member(change.memberNumber)}>
                    {t('member', { number: change.memberNumber })}
                  </PageLink>
                ) : null}
              </span>
              <strong>
                {t(change.changeCents > 0 ? 'more' : 'less', { amount: shortMoney(Math.abs(change.changeCents)) })}
              </strong>
            </header>
            <div className="backtest-sides">
              <SideOf title={t('today')} side={change.live} program={report.live} />
              <SideOf title={t('planned')} side={change.draft} program={report.draft} />
            </div>
          </li>
        ))}
      </ol>
    </DetailCard>
  )
}

function SideOf({ title, side, program }: { title: string; side: Change['live']; program: BacktestReport['live'] }) {
  const t = useTexts(backtestTexts)
  const own = useOwnText()
  const { shortMoney, count } = useFormats()
  const assets = new Map(program.assets.map(({ asset, name }) => [asset, own(name)]))
  const earned = side.earned.map(({ asset, points }) =>
    t('earns', { points: count(points), asset: assets.get(asset) ?? asset }),
  )
  return (
    <section>
      <h3 className="small-title">{title}</h3>
      <p>{[t('pays', { amount: shortMoney(side.payableCents) }), ...earned].join(' · ')}</p>
      <ul className="sentences">
        {side.reasons.length === 0 ? <li>{t('notRuled')}</li> : null}
        {side.reasons.map(reason => (
          <li key={reason['zh-CN']}>{own(reason)}</li>
        ))}
      </ul>
    </section>
  )
}
