import type { BacktestReport } from '../../api/answers.ts'
import { backtestTexts } from '../../texts/backtests.ts'
import { useTexts } from '../../texts/phrases.ts'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'

type Program = BacktestReport['live']
export type FigureRow = { name: string; today: number; planned: number; format: (value: number) => string }

const pointRows = ['opening', 'issued', 'redeemed', 'expired', 'takenBack', 'givenBack', 'outstanding'] as const
/** Told only where anything was moved by hand. */
const handRows = ['adjusted', 'transferred'] as const
const moneyRows = [
  ['offers', 'offerDiscountCents'],
  ['levelPrices', 'levelDiscountCents'],
  ['pointsOff', 'pointsDiscountCents'],
  ['giftCost', 'giftCents'],
  ['benefit', 'benefitCents'],
  ['paid', 'payableCents'],
] as const

/** What a result comes to, figure by figure. */
export function useFigureRows({ live, draft, costs }: BacktestReport): FigureRow[] {
  const t = useTexts(backtestTexts)
  const own = useOwnText()
  const { money, count } = useFormats()
  const times = (value: number) => t('timesCount', { count: count(value) })
  const row = (name: string, read: (program: Program) => number, format: FigureRow['format']): FigureRow => ({
    name,
    today: read(live),
    planned: read(draft),
    format,
  })
  const ofAsset = ({ asset, name }: Program['assets'][number]): FigureRow[] => {
    const points = (value: number) => `${count(value)} ${own(name)}`
    const sums = (program: Program) => program.assets.find(one => one.asset === asset)?.total
    return [
      ...pointRows.map(field => row(t(field, { asset: own(name) }), program => sums(program)?.[field] ?? 0, points)),
      ...handRows
        .filter(field => [live, draft].some(program => (sums(program)?.[field] ?? 0) !== 0))
        .map(field => row(t(field, { asset: own(name) }), program => sums(program)?.[field] ?? 0, points)),
      row(t('liability', { asset: own(name) }), program => sums(program)?.outstandingCents ?? 0, money),
    ]
  }
  return [
    ...live.assets.flatMap(ofAsset),
    ...moneyRows.map(([name, field]) => row(t(name), program => program.money.total[field] ?? 0, money)),
    // Of goods without a cost nobody knows the margin: no figure then, rather than one that looks like nothing.
    ...(costs && costs.lines === costs.linesWithoutCost
      ? []
      : [row(t('margin'), program => program.money.total.marginCents, money)]),
    row(t('rises'), program => program.money.total.rises, times),
    row(t('falls'), program => program.money.total.falls, times),
  ]
}
