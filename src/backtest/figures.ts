import type { CompiledProgram, ReasonValue } from '../program/index.ts'
import type { BandSums, ProgramFigures } from '../shared/contract/backtests.ts'
import type { Texts } from '../shared/languages.ts'
import type { Months } from './days.ts'
import { type GiftCosting, giftFigures } from './gift-costs.ts'
import type { Codes } from './seen.ts'
import { type MoneyField, moneyFields, type PointField, pointFields, type RuleTally, type Tally } from './tally.ts'
import { centsPerStepOf, worthOf } from './worth.ts'

type Figures = Omit<ProgramFigures, 'version'>
type AssetFigures = Figures['assets'][number]

type MoneySums = Figures['money']['total']

export type FiguresOf = { program: CompiledProgram; codes: Codes; months: Months; costing: GiftCosting }

/** What the columns of a side say, month by month and in all. */
export function figuresOf(tally: Tally, of: FiguresOf): Figures {
  const { program, codes } = of
  const { gifts, centsByMonth } = giftFigures(tally, of.costing)
  return {
    name: program.name,
    assets: codes.assets.map((asset, index) => assetFigures(tally, { ...of, asset, index })),
    money: moneyFigures(tally, of.months, centsByMonth),
    gifts,
    levels: levelFigures(tally, of),
    rules: Object.values(tally.rules)
      .map(ruleFigures)
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    refused: sorted(tally.refused),
    activities: { replayed: sorted(tally.activities.replayed), unknown: sorted(tally.activities.unknown) },
    byHand: tally.byHand,
    levelsByHand: tally.levelsByHand,
    coupons: { ...tally.coupons, refused: sorted(tally.coupons.refused) },
  }
}

function sorted(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort())
}

function keyOf({ kind, asset, rule }: { kind: string; asset: string; rule: string }): string {
  return `${kind}/${asset}/${rule}`
}

function assetFigures(
  tally: Tally,
  { program, codes, months, asset, index }: FiguresOf & { asset: string; index: number },
): AssetFigures {
  const sumOf = (field: PointField, month: number) => tally.points[field][month * codes.assets.length + index] ?? 0
  let outstanding = 0
  const rows = Array.from({ length: months.count }, (_, month) => {
    const sums = pointSums(field => sumOf(field, month))
    outstanding += netOf(sums)
    return { ...sums, outstanding, outstandingCents: worthOf(program, asset, outstanding) }
  })
  const [before, ...told] = rows
  const total = pointSums(field => told.reduce((sum, row) => sum + row[field], 0))
  // What came before the period is what it opens with.
  const opening = before?.outstanding ?? 0
  const rule = program.redemption.find(candidate => candidate.asset === asset)
  return {
    asset,
    name: program.assets.find(({ code }) => code === asset)?.name ?? { 'zh-CN': asset, 'zh-TW': asset, en: asset },
    centsPerStep: rule ? centsPerStepOf(rule) : 0,
    step: rule?.step ?? 1,
    total: { ...total, opening, outstanding, outstandingCents: worthOf(program, asset, outstanding) },
    months: told,
  }
}

function pointSums(sumOf: (field: PointField) => number): Record<PointField, number> {
  const sums = {
    opening: 0,
    issued: 0,
    redeemed: 0,
    expired: 0,
    takenBack: 0,
    givenBack: 0,
    absorbed: 0,
    adjusted: 0,
    transferred: 0,
  }
  for (const field of pointFields) sums[field] = sumOf(field)
  return sums
}

/** What the ledger's balances become by these: the journal's own sum. */
function netOf(sums: Record<PointField, number>): number {
  const { opening, issued, redeemed, expired, takenBack, givenBack, adjusted, transferred } = sums
  return opening + issued - redeemed - expired - takenBack + givenBack + adjusted + transferred
}

function moneyFigures(tally: Tally, months: Months, giftCents: readonly number[]): Figures['money'] {
  const rows = months.names.map((_, month) =>
    moneySums(field => tally.money[field][month + 1] ?? 0, giftCents[month + 1] ?? 0),
  )
  const gifts = giftCents.slice(1).reduce((sum, cents) => sum + cents, 0)
  return { total: moneySums(field => rows.reduce((sum, row) => sum + row[field], 0), gifts), months: rows }
}

function moneySums(sumOf: (field: MoneyField) => number, giftCents: number): MoneySums {
  const sums = {
    receipts: 0,
    refunds: 0,
    netCents: 0,
    offerDiscountCents: 0,
    levelDiscountCents: 0,
    pointsDiscountCents: 0,
    payableCents: 0,
    refundedCents: 0,
    pricedCents: 0,
    costCents: 0,
    rises: 0,
    falls: 0,
  }
  for (const field of moneyFields) sums[field] = sumOf(field)
  return {
    ...sums,
    giftCents,
    benefitCents: sums.offerDiscountCents + sums.levelDiscountCents + sums.pointsDiscountCents + giftCents,
    marginCents: sums.pricedCents - sums.costCents,
  }
}

function levelFigures(tally: Tally, { program, codes, months }: FiguresOf): Figures['levels'] {
  const ladders = program.tracks.flatMap(({ ladder }) => ladder)
  return ladders.map(({ level, name }) => {
    const index = codes.levels.indexOf(level)
    let members = 0
    const counts = Array.from({ length: months.count }, (_, month) => {
      members += tally.levels[month * codes.levels.length + index] ?? 0
      return members
    })
    return { level, name, members: counts.slice(1) }
  })
}

function ruleFigures({ kind, rule, asset, receipts, amount, offCents, points, per, name }: RuleTally) {
  const given = kind === 'points' ? Math.floor((amount * points) / per) : amount
  return { kind, rule, asset, receipts, points: given, offCents, name: textsOf(name) }
}

function textsOf(name: ReasonValue | null): Texts | null {
  return typeof name === 'object' ? name : null
}

/** The few sums that are told with less and more of the assumption. Points are those of the first asset. */
export function bandSums({ assets, money }: Figures): BandSums {
  const [first] = assets
  return {
    issued: first?.total.issued ?? 0,
    redeemed: first?.total.redeemed ?? 0,
    expired: first?.total.expired ?? 0,
    outstanding: first?.total.outstanding ?? 0,
    outstandingCents: assets.reduce((sum, { total }) => sum + total.outstandingCents, 0),
    benefitCents: money.total.benefitCents,
    payableCents: money.total.payableCents,
  }
}

const bandFields = [
  'issued',
  'redeemed',
  'expired',
  'outstanding',
  'outstandingCents',
  'benefitCents',
  'payableCents',
] as const satisfies (keyof BandSums)[]

/** What a sum of the sample means for everybody: it changes as the sample changes. */
export function scaledBand(
  sums: BandSums,
  { sample, base }: { sample: BandSums; base: BandSums },
  every: number,
): BandSums {
  return mapBand(field =>
    sample[field] === 0 ? sums[field] * every : Math.round((sums[field] / sample[field]) * base[field]),
  )
}

export function differenceOf(draft: BandSums, live: BandSums): BandSums {
  return mapBand(field => draft[field] - live[field])
}

function mapBand(sumOf: (field: keyof BandSums) => number): BandSums {
  const sums = {
    issued: 0,
    redeemed: 0,
    expired: 0,
    outstanding: 0,
    outstandingCents: 0,
    benefitCents: 0,
    payableCents: 0,
  }
  for (const field of bandFields) sums[field] = sumOf(field)
  return sums
}
