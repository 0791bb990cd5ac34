import type { Reason } from '../program/index.ts'
import type { Months } from './days.ts'

/** What is counted of each kind of points, month by month. By hand points come and go: the last two are signed. */
export const pointFields = [
  'opening',
  'issued',
  'redeemed',
  'expired',
  'takenBack',
  'givenBack',
  'absorbed',
  'adjusted',
  'transferred',
] as const
export type PointField = (typeof pointFields)[number]

/** What is counted of money and receipts, month by month. What came back is taken off, in the month of the refund. */
export const moneyFields = [
  'receipts',
  'refunds',
  'netCents',
  'offerDiscountCents',
  'levelDiscountCents',
  'pointsDiscountCents',
  'payableCents',
  'refundedCents',
  'pricedCents',
  'costCents',
  'rises',
  'falls',
] as const
export type MoneyField = (typeof moneyFields)[number]

/** What one rule gave: how often, and how much, in whole numbers so that sums are the same in any order. */
export type RuleTally = {
  kind: 'points' | 'times' | 'redemption' | 'level-price' | 'offer' | 'benefit' | 'activity'
  rule: string
  asset: string
  receipts: number
  /** 分, pieces, multiples or receipts that the points were for; of the others, the points themselves. */
  amount: number
  offCents: number
  points: number
  per: number
  name: Reason['values'][string] | null
}

/** Coupons that receipts brought, and what became of them. */
export type CouponTally = { brought: number; used: number; offCents: number; refused: Record<string, number> }

/** Activities, how often each by its code: those that the program knows, and those that it does not. */
export type ActivityTally = { replayed: Record<string, number>; unknown: Record<string, number> }

/** The figures of one side, added up by one thread: plain columns, so that threads can be added. */
export type Tally = {
  points: Record<PointField, Float64Array>
  money: Record<MoneyField, Float64Array>
  /** How many more members are at each level since the month before. */
  levels: Float64Array
  rules: Record<string, RuleTally>
  refused: Record<string, number>
  coupons: CouponTally
  activities: ActivityTally
  /** Movements by hand, and those of them that took less because less was there. */
  byHand: { times: number; cut: number }
  /** Levels given by hand, and those that the program does not have. */
  levelsByHand: { times: number; gone: number }
  /** How often anything but points was issued, month by month, by `giftKey`. */
  gifts: Record<string, Float64Array>
}

export type Widths = { months: number; assets: number; levels: number }

export function emptyTally({ months, assets, levels }: Widths): Tally {
  const pointColumn = () => new Float64Array(months * assets)
  const moneyColumn = () => new Float64Array(months)
  return {
    points: {
      opening: pointColumn(),
      issued: pointColumn(),
      redeemed: pointColumn(),
      expired: pointColumn(),
      takenBack: pointColumn(),
      givenBack: pointColumn(),
      absorbed: pointColumn(),
      adjusted: pointColumn(),
      transferred: pointColumn(),
    },
    money: {
      receipts: moneyColumn(),
      refunds: moneyColumn(),
      netCents: moneyColumn(),
      offerDiscountCents: moneyColumn(),
      levelDiscountCents: moneyColumn(),
      pointsDiscountCents: moneyColumn(),
      payableCents: moneyColumn(),
      refundedCents: moneyColumn(),
      pricedCents: moneyColumn(),
      costCents: moneyColumn(),
      rises: moneyColumn(),
      falls: moneyColumn(),
    },
    levels: new Float64Array(months * levels),
    rules: {},
    refused: {},
    coupons: { brought: 0, used: 0, offCents: 0, refused: {} },
    activities: { replayed: {}, unknown: {} },
    byHand: { times: 0, cut: 0 },
    levelsByHand: { times: 0, gone: 0 },
    gifts: {},
  }
}

/** Adds what another thread counted. */
export function addTally(to: Tally, other: Tally): void {
  for (const field of pointFields) addColumn(to.points[field], other.points[field])
  for (const field of moneyFields) addColumn(to.money[field], other.money[field])
  addColumn(to.levels, other.levels)
  for (const [key, rule] of Object.entries(other.rules)) {
    const known = to.rules[key]
    if (!known) to.rules[key] = { ...rule }
    else {
      known.receipts += rule.receipts
      known.amount += rule.amount
      known.offCents += rule.offCents
    }
  }
  addCounts(to.refused, other.refused)
  to.coupons.brought += other.coupons.brought
  to.coupons.used += other.coupons.used
  to.coupons.offCents += other.coupons.offCents
  addCounts(to.coupons.refused, other.coupons.refused)
  to.byHand.times += other.byHand.times
  to.byHand.cut += other.byHand.cut
  to.levelsByHand.times += other.levelsByHand.times
  to.levelsByHand.gone += other.levelsByHand.gone
  addCounts(to.activities.replayed, other.activities.replayed)
  addCounts(to.activities.unknown, other.activities.unknown)
  for (const [key, counts] of Object.entries(other.gifts)) {
    const known = to.gifts[key]
    if (known) addColumn(known, counts)
    else to.gifts[key] = counts.slice()
  }
}

function addCounts(to: Record<string, number>, other: Readonly<Record<string, number>>): void {
  for (const [code, count] of Object.entries(other)) to[code] = (to[code] ?? 0) + count
}

function addColumn(to: Float64Array, other: Float64Array): void {
  for (let index = 0; index < other.length; index++) to[index] = (to[index] ?? 0) + (other[index] ?? 0)
}

/** Counts for one side, by day. */
export class Counter {
  readonly tally: Tally
  readonly #months: Months
  readonly #widths: Widths
  readonly #rules: Record<RuleTally['kind'], Map<string, Map<string | null, RuleTally>>> = {
    points: new Map(),
    times: new Map(),
    redemption: new Map(),
    'level-price': new Map(),
    offer: new Map(),
    benefit: new Map(),
    activity: new Map(),
  }

  constructor(months: Months, { assets, levels }: Omit<Widths, 'months'>) {
    this.#months = months
    this.#widths = { months: months.count, assets, levels }
    this.tally = emptyTally(this.#widths)
  }

  points(field: PointField, { asset, day }: { asset: number; day: number }, points: number): void {
    const column = this.tally.points[field]
    const at = this.#months.indexOf(day) * this.#widths.assets + asset
    column[at] = (column[at] ?? 0) + points
  }

  money(field: MoneyField, day: number, amount: number): void {
    const column = this.tally.money[field]
    const at = this.#months.indexOf(day)
    column[at] = (column[at] ?? 0) + amount
  }

  level(level: number, day: number, change: number): void {
    const { levels } = this.tally
    const at = this.#months.indexOf(day) * this.#widths.levels + level
    levels[at] = (levels[at] ?? 0) + change
  }

  /** The row of a rule, begun when it is first met. */
  rule(
    kind: RuleTally['kind'],
    { asset, rule }: { asset: string; rule: string | null },
    begin: () => RuleTally,
  ): RuleTally {
    const ofKind = this.#rules[kind]
    let ofAsset = ofKind.get(asset)
    if (!ofAsset) {
      ofAsset = new Map()
      ofKind.set(asset, ofAsset)
    }
    let tally = ofAsset.get(rule)
    if (!tally) {
      tally = begin()
      ofAsset.set(rule, tally)
      this.tally.rules[`${kind}/${asset}/${rule}`] = tally
    }
    return tally
  }

  /** What became of the coupons of one receipt. */
  coupons({ used, offCents, refused }: { used: number; offCents: number; refused: readonly string[] }): void {
    const { coupons } = this.tally
    coupons.brought += used + refused.length
    coupons.used += used
    coupons.offCents += offCents
    for (const code of refused) coupons.refused[code] = (coupons.refused[code] ?? 0) + 1
  }

  activity(what: keyof ActivityTally, code: string): void {
    const counts = this.tally.activities[what]
    counts[code] = (counts[code] ?? 0) + 1
  }

  byHand(isCut: boolean): void {
    this.tally.byHand.times += 1
    if (isCut) this.tally.byHand.cut += 1
  }

  levelByHand(isGone: boolean): void {
    this.tally.levelsByHand.times += 1
    if (isGone) this.tally.levelsByHand.gone += 1
  }

  gift(key: string, day: number): void {
    let counts = this.tally.gifts[key]
    if (!counts) {
      counts = new Float64Array(this.#widths.months)
      this.tally.gifts[key] = counts
    }
    const at = this.#months.indexOf(day)
    counts[at] = (counts[at] ?? 0) + 1
  }

  refused(code: string): void {
    this.tally.refused[code] = (this.tally.refused[code] ?? 0) + 1
  }
}
