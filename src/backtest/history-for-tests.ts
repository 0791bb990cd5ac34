import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { activitiesKnownTo, readProgram } from '../program/index.ts'
import { bandAround } from './behaviour.ts'
import {
  type ActivityRow,
  addActivity,
  addLevel,
  addMovement,
  addRefund,
  addSale,
  Chunk,
  type LevelRow,
  type MovementRow,
  type RefundRow,
  type SaleRow,
} from './chunk.ts'
import { dayNumber, never } from './days.ts'
import { type BacktestPlan, type NewWords, noWords, unknownDay } from './plan.ts'
import { type EngineReport, reportOf } from './report.ts'
import type { ReceiptSource } from './run-backtest.ts'
import { Shard } from './shard.ts'

/** So many different activities happen. */
const activityWords = 7

/** So many different coupons are brought. */
const couponWords = 7

const folder = join(import.meta.dirname, '../../programs')

/** Every program of the product, by file. */
export const programs: ReadonlyMap<string, string> = new Map(
  readdirSync(folder)
    .filter(file => file.endsWith('.yaml'))
    .map(file => [file.replace('.yaml', ''), readFileSync(join(folder, file), 'utf8')]),
)

export const firstDay = dayNumber('2025-01-15')
export const lastDay = dayNumber('2026-03-14')

export type Event =
  | { kind: 'sale'; row: SaleRow }
  | { kind: 'refund'; row: RefundRow }
  | { kind: 'activity'; row: ActivityRow }
  | { kind: 'movement'; row: MovementRow }
  | { kind: 'level'; row: LevelRow }

/**
 * A history that is the same whenever it is asked for by the same number: sales, refunds in parts, sales cancelled, and
 * activities, of which a few follow a sale of the same member.
 */
export function madeUpHistory(
  seed: number,
  { sales = 400, members = 30, activities = 200, movements = 0 } = {},
): Event[] {
  let state = seed
  const below = (most: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * most)
  }
  const events: { day: number; order: number; event: Event }[] = []
  for (let sale = 0; sale < sales; sale++) {
    const day = firstDay + Math.floor((sale * (lastDay - firstDay + 1)) / sales)
    const member = below(members)
    const lines = Array.from({ length: 1 + below(3) }, () => {
      const gross = 500 + below(60_000)
      const cost = below(3) === 0 ? -1 : Math.floor(gross / 2)
      return { goods: below(6), units: 1 + below(4), gross, discount: below(5) === 0 ? below(gross) : 0, tax: 0, cost }
    })
    const [line] = lines
    const refunds: RefundRow[] = []
    const base = { atMs: 0, member, place: 0, sale, isVoid: false }
    const chance = below(10)
    if (chance === 0) refunds.push({ ...base, day: day + below(60), isVoid: true, lines: [] })
    if (chance === 1 && line)
      for (let unit = 0; unit < line.units; unit++)
        refunds.push({ ...base, day: day + unit * below(200), lines: [{ line: 0, units: 1 }] })
    // A quarter of the receipts used a coupon; which, does not change what else happens.
    const coupons = sale % 4 === 1 ? 1 + (sale % couponWords) : 0
    const row = {
      ...base,
      coupons,
      atMs: day * 86_400_000,
      day,
      minute: 600,
      comesBack: refunds.length,
      id: null,
      lines,
    }
    events.push({ day, order: 0, event: { kind: 'sale', row } })
    for (const refund of refunds) events.push({ day: refund.day, order: 1, event: { kind: 'refund', row: refund } })
  }
  const buyerFrom = (day: number) => events.find(({ day: soldOn }) => soldOn >= day)?.event.row.member
  const done = madeUpActivities(activities, { members, buyerFrom })
  for (const row of done) events.push({ day: row.day, order: 2, event: { kind: 'activity', row } })
  for (const row of madeUpMovements(movements, members))
    events.push({ day: row.day, order: 3, event: { kind: 'movement', row } })
  return events
    .filter(({ day }) => day <= lastDay + 200)
    .sort((a, b) => a.day - b.day || a.order - b.order)
    .map(({ event }) => event)
}

/** Activities spread over the period; each fifth is of who buys next. */
function madeUpActivities(
  activities: number,
  { members, buyerFrom }: { members: number; buyerFrom: (day: number) => number | undefined },
): ActivityRow[] {
  return Array.from({ length: activities }, (_, number) => {
    const day = firstDay + Math.floor((number * (lastDay - firstDay + 1)) / activities)
    const any = (number * 7) % members
    const member = number % 5 === 0 ? (buyerFrom(day) ?? any) : any
    return { atMs: day * 86_400_000, day, minute: 700, member, place: 0, activity: number % activityWords }
  })
}

/** Points added, with an end and without, taken, and given to the next member. */
function madeUpMovements(movements: number, members: number): MovementRow[] {
  return Array.from({ length: movements }, (_, number) => {
    const day = firstDay + Math.floor((number * (lastDay - firstDay + 1)) / movements)
    const expiry = number % 3 === 0 ? never : day + 1 + number
    const base = { atMs: day * 86_400_000, day, asset: 0, expiry, isIdle: number % 2 === 0 }
    const points = number % 4 === 1 ? -70 - number : 90 + number
    return { ...base, member: (number * 11) % members, points, isTransfer: number % 5 === 2 }
  })
}

const wordsWith = (
  coupons: readonly string[],
  activities: readonly string[],
  assets: readonly string[],
  levels: readonly string[],
): NewWords => ({
  levels,
  assets,
  activities: Array.from(
    { length: activityWords },
    (_, index) => activities[index % activities.length] ?? 'nobody-knows',
  ),
  goods: Array.from({ length: 6 }, (_, index) => ({
    sku: `sku-${index}`,
    class: index % 2 === 0 ? 'rings' : null,
    brand: index % 3 === 0 ? 'own' : null,
    kind: index === 5 ? 'shipping' : 'goods',
    isWeighed: false,
  })),
  places: [
    { storeCode: 'S01', channel: 'till', tenders: ['cash'], promoter: null, isRuledByLive: true, isRuledByDraft: true },
  ],
  profiles: [
    { gender: null, attributes: {}, segments: [] },
    { gender: null, attributes: {}, segments: [], joinedBy: 'online' },
  ],
  coupons: Array.from({ length: couponWords }, (_, index) => [
    {
      offer: coupons[index % coupons.length] ?? 'nobody-knows',
      claimedOn: index % 2 === 0 ? null : firstDay + 20 * index,
    },
    ...(index % 3 === 0 && coupons.length > 1
      ? [{ offer: coupons[(index + 1) % coupons.length] ?? '', claimedOn: null }]
      : []),
  ]),
})

/** The coupons that a program knows. */
export function couponsOf(document: string): string[] {
  const { program } = readProgram(document, { version: 1, zone: 'Asia/Shanghai' })
  return program?.offers.flatMap(({ offer, coupon }) => (coupon ? [offer] : [])) ?? []
}

/** The codes of a program's points. */
export function assetsOf(document: string): string[] {
  const { program } = readProgram(document, { version: 1, zone: 'Asia/Shanghai' })
  return program?.assets.map(({ code }) => code) ?? []
}

/** The activities that a program knows, and one that none does. */
export function activitiesOf(document: string): string[] {
  const { program } = readProgram(document, { version: 1, zone: 'Asia/Shanghai' })
  return [...(program ? activitiesKnownTo(program) : []), 'nobody-knows']
}

function addEvent(chunk: Chunk, event: Event): void {
  if (event.kind === 'sale') addSale(chunk, event.row)
  else if (event.kind === 'refund') addRefund(chunk, event.row)
  else if (event.kind === 'activity') addActivity(chunk, event.row)
  else if (event.kind === 'movement') addMovement(chunk, event.row)
  else addLevel(chunk, event.row)
}

/** Events as a source; a few of them in each chunk, so that there are many. Coupons and activities are of these codes in turn. */
export function sourceOf(
  events: readonly Event[],
  perChunk = 50,
  coupons: readonly string[] = [],
  activities: readonly string[] = [],
  assets: readonly string[] = [],
  levels: readonly string[] = [],
): ReceiptSource {
  let next = 0
  return {
    total: events.length,
    async fill(chunk: Chunk) {
      if (next === events.length) return null
      const isFirst = next === 0
      for (const event of events.slice(next, next + perChunk)) {
        addEvent(chunk, event)
        next += 1
      }
      return isFirst ? wordsWith(coupons, activities, assets, levels) : noWords
    },
  }
}

export function planFor(live: string, draft: string, more: Partial<BacktestPlan> = {}): BacktestPlan {
  const members = 30
  return {
    zone: 'Asia/Shanghai',
    live: { document: live, version: 1 },
    draft: { document: draft, version: 2 },
    from: firstDay,
    through: lastDay,
    shiftDays: 0,
    assumption: bandAround({ membersPercent: 60, usedPercent: 80 }, 50),
    gifts: { usedPercent: { low: 25, base: 50, high: 75 }, goodsCents: {} },
    waitDays: 7,
    bandEvery: 1,
    members: {
      ids: Float64Array.from({ length: members }, (_, index) => index + 1),
      joinedOn: Int32Array.from({ length: members }, (_, index) => firstDay - index * 20),
      birthdays: Int32Array.from({ length: members }, (_, index) => (index % 3 === 0 ? unknownDay : index * 37)),
      profiles: new Uint32Array(members),
    },
    opening: null,
    threads: 2,
    ...more,
  }
}

/** The whole run in this thread: what is about figures needs no others, and starting them takes longer than they work. */
export async function replayHere(plan: BacktestPlan, source: ReceiptSource): Promise<EngineReport> {
  const here = { ...plan, threads: 1 }
  const shard = new Shard(here, 0)
  const chunk = new Chunk()
  let receipts = 0
  for (let told = await source.fill(chunk); told; told = await source.fill(chunk)) {
    shard.learn(told)
    shard.walk(chunk)
    receipts += chunk.receiptCount
    chunk.empty()
  }
  return reportOf(here, [shard.finish()], receipts)
}
