import { Tooltip } from 'antd'
import { backtestTexts } from '../../texts/backtests.ts'
import { useTexts } from '../../texts/phrases.ts'
import { useFormats } from '../../ui/formats.ts'

type MonthBarsProps = { title: string; months: readonly string[]; today: readonly number[]; planned: readonly number[] }

/** Two bars a month, today's program and the draft. Below zero is drawn as nothing; the tooltip says the amount. */
export function MonthBars({ title, months, today, planned }: MonthBarsProps) {
  const t = useTexts(backtestTexts)
  const { money, month } = useFormats()
  const most = Math.max(...today, ...planned, 1)
  const height = (cents: number | undefined) => ({ height: `${(Math.max(cents ?? 0, 0) / most) * 100}%` })
  return (
    <figure className="backtest-chart" aria-label={title}>
      <figcaption>
        <strong>{title}</strong>
        <span className="legend">
          <span>
            <i className="of-guests" />
            {t('today')}
          </span>
          <span>
            <i className="of-members" />
            {t('planned')}
          </span>
        </span>
      </figcaption>
      <div className="backtest-bars">
        {months.map((name, index) => {
          const tip = `${month(name)}: ${t('today')} ${money(today[index] ?? 0)}, ${t('planned')} ${money(planned[index] ?? 0)}`
          return (
            <Tooltip key={name} title={tip} trigger={['hover', 'focus', 'click']}>
              <button type="button" aria-label={tip}>
                <i className="of-guests" style={height(today[index])} />
                <i className="of-members" style={height(planned[index])} />
              </button>
            </Tooltip>
          )
        })}
      </div>
      <div className="backtest-months" aria-hidden>
        <span>{month(months[0] ?? '')}</span>
        <span>{months.length > 1 ? month(months.at(-1) ?? '') : ''}</span>
      </div>
    </figure>
  )
}
