import { gunzipSync, gzipSync } from 'node:zlib'
import type { BacktestReport } from '../../../shared/contract/backtests.ts'
import { byteOrderMark, csvLine } from '../../platform/csv.ts'
import type { Replayed } from './replay-history.ts'

/** Who ends at another level under the draft, as compressed CSV. */
export function moversFile(movers: Replayed['movers']): Buffer {
  const lines = movers.map(({ memberNumber, live, draft, livePoints, draftPoints }) =>
    csvLine([memberNumber, live, draft, livePoints, draftPoints]),
  )
  const head = csvLine(['memberNumber', 'levelToday', 'levelDraft', 'pointsToday', 'pointsDraft'])
  return gzipSync(`${byteOrderMark}${head}${lines.join('')}`)
}

export function moversText(file: Buffer): string {
  return gunzipSync(file).toString()
}

const monthColumns = [
  'issued',
  'redeemed',
  'expired',
  'takenBack',
  'givenBack',
  'adjusted',
  'transferred',
  'outstanding',
  'outstandingCents',
] as const
const moneyColumns = [
  'receipts',
  'refunds',
  'netCents',
  'offerDiscountCents',
  'levelDiscountCents',
  'pointsDiscountCents',
  'benefitCents',
  'payableCents',
  'refundedCents',
  'pricedCents',
  'costCents',
  'marginCents',
] as const

/** Every month of both programs and their difference, as CSV; points are those of each asset in turn. */
export function monthsFile({ months, live, draft }: BacktestReport): string {
  const assets = live.assets.map(({ asset }) => asset)
  const columns = [...assets.flatMap(asset => monthColumns.map(column => `${asset}.${column}`)), ...moneyColumns]
  const figures = (program: BacktestReport['live'], month: number): number[] => [
    ...program.assets.flatMap(asset => monthColumns.map(column => asset.months[month]?.[column] ?? 0)),
    ...moneyColumns.map(column => program.money.months[month]?.[column] ?? 0),
  ]
  const rows = months.flatMap((month, index) => {
    const [today, planned] = [figures(live, index), figures(draft, index)]
    const difference = planned.map((value, column) => value - (today[column] ?? 0))
    return [
      csvLine([month, 'today', ...today]),
      csvLine([month, 'draft', ...planned]),
      csvLine([month, 'difference', ...difference]),
    ]
  })
  return `${byteOrderMark}${csvLine(['month', 'program', ...columns])}${rows.join('')}`
}
