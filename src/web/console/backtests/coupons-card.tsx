import type { BacktestReport } from '../../api/answers.ts'
import { backtestTexts } from '../../texts/backtests.ts'
import { useTexts } from '../../texts/phrases.ts'
import { DataList } from '../../ui/data-list.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { useFormats } from '../../ui/formats.ts'
import { here } from './rows-here.ts'

type Coupons = NonNullable<BacktestReport['live']['coupons']>

const reasons: Readonly<Record<string, keyof typeof backtestTexts>> = {
  'coupon-gone': 'couponGone',
  'coupon-over': 'couponOver',
  'coupon-not-yet': 'couponNotYet',
  'coupon-blackout': 'couponBlackout',
  'coupon-not-now': 'couponNotNow',
  'coupon-gift-due': 'couponGiftDue',
  'coupon-takes-nothing': 'couponNothing',
  'coupon-not-together': 'couponTogether',
}

/** What became of the coupons that members had used, under both programs; nothing where nobody used any. */
export function CouponsCard({ report: { live, draft } }: { report: BacktestReport }) {
  const t = useTexts(backtestTexts)
  const { count, money } = useFormats()
  const [today, planned] = [live.coupons, draft.coupons]
  if (!today || !planned || today.brought + planned.brought === 0) return null
  const pieces = (value: number) => t('timesCount', { count: count(value) })
  const row = (title: string, read: (coupons: Coupons) => number, format: (value: number) => string) => ({
    title,
    today: read(today),
    planned: read(planned),
    format,
  })
  const codes = [...new Set([...Object.keys(today.refused), ...Object.keys(planned.refused)])].sort()
  const rows = [
    row(t('couponsBrought'), coupons => coupons.brought, pieces),
    row(t('couponsUsed'), coupons => coupons.used, pieces),
    row(t('couponsOff'), coupons => coupons.offCents, money),
    ...codes.map(code => {
      const text = reasons[code]
      return row(text ? t(text) : code, coupons => coupons.refused[code] ?? 0, pieces)
    }),
  ]
  return (
    <DetailCard title={t('couponCard')}>
      <p className="soft spaced">{t('couponAbout')}</p>
      <DataList
        label={t('couponCard')}
        columns={[
          { key: 'figure', title: t('figure'), text: one => one.title },
          { key: 'today', title: t('today'), text: one => one.format(one.today), isNumber: true },
          { key: 'planned', title: t('planned'), text: one => one.format(one.planned), isNumber: true },
        ]}
        rows={rows}
        rowKey={one => one.title}
        query={here}
        empty={{ title: t('noChange') }}
      />
    </DetailCard>
  )
}
