import { Tooltip } from 'antd'
import type { Dashboard } from '../../api/answers.ts'
import { dashboardTexts } from '../../texts/dashboard.ts'
import { useTexts } from '../../texts/phrases.ts'
import { useFormats } from '../../ui/formats.ts'

type Month = Dashboard['months'][number]

/** The next round number above, so that the axis reads 0, 25, 50 … */
export function axisMax(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 100)))
  return [1, 2, 4, 5, 8, 10].map(step => step * power).find(step => step >= value) ?? value
}

/** Two stacked bars a month. A month that was refunded below zero is drawn as nothing; its tooltip says the amount. */
export function MonthsChart({ months }: { months: readonly Month[] }) {
  const t = useTexts(dashboardTexts)
  const { money, roundMoney, month, count } = useFormats()
  const max = axisMax(Math.max(...months.map(row => row.netSalesCents)))
  const height = (cents: number) => ({ height: `${(Math.max(cents, 0) / max) * 100}%` })
  const short = (text: string) => `${Number(text.slice(5, 7))}`
  return (
    <figure className="chart" aria-label={t('chart')}>
      <div className="legend">
        <span>
          <i className="of-members" />
          {t('ofMembers')}
        </span>
        <span>
          <i className="of-guests" />
          {t('ofGuests')}
        </span>
      </div>
      <div className="months">
        <div className="months-axis" aria-hidden>
          {[4, 3, 2, 1, 0].map(quarter => (
            <span key={quarter}>{roundMoney((max * quarter) / 4)}</span>
          ))}
        </div>
        <div className="months-bars">
          {months.map(row => {
            const guests = row.netSalesCents - row.memberSalesCents
            const tip = t('monthTip', {
              month: month(row.month),
              members: money(row.memberSalesCents),
              guests: money(guests),
              receipts: count(row.receipts),
            })
            return (
              <Tooltip key={row.month} title={tip} trigger={['hover', 'focus', 'click']}>
                <button type="button" className="month-bar" aria-label={tip}>
                  <i className="of-guests" style={height(guests)} />
                  <i className="of-members" style={height(row.memberSalesCents)} />
                </button>
              </Tooltip>
            )
          })}
        </div>
        <div className="month-names" aria-hidden>
          {months.map(row => (
            <span key={row.month}>{monthLabel(row.month, short(row.month), months)}</span>
          ))}
        </div>
      </div>
    </figure>
  )
}

/** January and the first bar carry the year, so that two Novembers differ. */
function monthLabel(month: string, short: string, months: readonly Month[]): string {
  return short === '1' || month === months[0]?.month ? `${month.slice(0, 4)}/${short}` : short
}
