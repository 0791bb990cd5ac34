import { describe, expect, test } from 'vitest'
import {
  activitiesOf,
  assetsOf,
  couponsOf,
  firstDay,
  madeUpHistory,
  planFor,
  programs,
  replayHere,
  sourceOf,
} from './history-for-tests.ts'
import { runBacktest } from './run-backtest.ts'

const p07 = programs.get('p07-accessory-shop') ?? ''
const p09 = programs.get('p09-four-level-retail') ?? ''

/** A document that is another text but means the same: its sides are compiled apart. */
const reworded = (document: string) => `# the same again\n${document}`

describe.each([...programs])('%s against itself', (_, document) => {
  test.each([1, 2, 3])('differs in nothing, in history %i', async seed => {
    const plan = planFor(document, reworded(document))
    const activities = activitiesOf(document)
    const report = await replayHere(
      plan,
      sourceOf(madeUpHistory(seed, { movements: 40 }), 50, couponsOf(document), activities, assetsOf(document)),
    )
    expect(report.live.coupons?.brought).toBeGreaterThan(0)
    const known = activities.slice(0, -1)
    expect(Object.keys(report.live.activities?.replayed ?? {})).toEqual(known.slice(0, 7).sort())
    expect(report.activities).toBe(200)
    expect(report.live.byHand?.times).toBe(40)
    expect(report.live.assets[0]?.total.adjusted).toBeGreaterThan(0)
    expect({ ...report.draft, version: null }).toEqual({ ...report.live, version: null })
    expect(Object.values(report.difference)).toEqual(Object.values(report.difference).map(() => 0))
    expect(report.band.draft).toEqual(report.band.live)
    expect(report.movers).toEqual([])
    expect(report.changes).toEqual([])
  })
})

test('the receipts did something: points were issued, used, taken back, and levels moved', async () => {
  const { live } = await replayHere(planFor(p07, p07), sourceOf(madeUpHistory(1, { sales: 1_500 })))
  const [points] = live.assets
  for (const field of ['issued', 'redeemed', 'takenBack', 'givenBack'] as const)
    expect(points?.total[field], field).toBeGreaterThan(0)
  expect(live.money.total).toMatchObject({ rises: expect.any(Number), refunds: expect.any(Number) })
  expect(live.money.total.rises).toBeGreaterThan(0)
  expect(live.money.total.falls).toBeGreaterThan(0)
  expect(live.money.total.refunds).toBeGreaterThan(0)
})

test('another program makes another result, and says where', async () => {
  const report = await replayHere(planFor(p07, p09), sourceOf(madeUpHistory(1, { sales: 1_500 })))
  expect(report.difference.issued).not.toBe(0)
  expect(report.difference.benefitCents).not.toBe(0)
  expect(report.movers.length).toBeGreaterThan(0)
  expect(report.moves.reduce((sum, move) => sum + move.members, 0)).toBe(report.movers.length)
  expect(report.changes).toHaveLength(10)
  const sizes = report.changes.map(change => Math.abs(change.changeCents))
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
  for (const { live, draft } of report.changes) {
    expect(live.reasons.length).toBeGreaterThan(0)
    expect(draft.reasons.length).toBeGreaterThan(0)
  }
})

test.each([1, 2, 5])('the result of %i threads is that of one', async threads => {
  const plan = planFor(p07, p09, { threads })
  const history = madeUpHistory(7)
  expect(await runBacktest(plan, sourceOf(history))).toEqual(await replayHere(plan, sourceOf(history)))
})

test('each month opens with what the one before left, and the sums are those of the months', async () => {
  const { live } = await replayHere(planFor(p09, p09), sourceOf(madeUpHistory(3)))
  const [points] = live.assets
  let outstanding = points?.total.opening ?? 0
  for (const month of points?.months ?? []) {
    outstanding += month.issued - month.redeemed - month.expired - month.takenBack + month.givenBack
    expect(month.outstanding).toBe(outstanding)
  }
  expect(points?.total.outstanding).toBe(outstanding)
  const paid = live.money.months.reduce((sum, month) => sum + month.payableCents, 0)
  expect(live.money.total.payableCents).toBe(paid)
  for (const { netCents, levelDiscountCents, pointsDiscountCents, payableCents, refunds } of live.money.months)
    if (refunds === 0) expect(netCents - levelDiscountCents - pointsDiscountCents).toBe(payableCents)
})

test('nobody redeems where the assumption says so, and more assumed is more redeemed', async () => {
  const none = { membersPercent: 0, usedPercent: 100 }
  const all = { membersPercent: 100, usedPercent: 100 }
  const assumption = { low: none, base: { membersPercent: 50, usedPercent: 100 }, high: all }
  const { band } = await replayHere(planFor(p07, p09, { assumption }), sourceOf(madeUpHistory(5)))
  expect(band.draft.low.redeemed).toBe(0)
  expect(band.draft.base.redeemed).toBeGreaterThan(0)
  expect(band.draft.high.redeemed).toBeGreaterThan(band.draft.base.redeemed)
})

test('what was sold before the period is replayed under today’s program and told as the opening', async () => {
  const history = madeUpHistory(4, { sales: 800 })
  const whole = await replayHere(planFor(p07, p07), sourceOf(history))
  const from = firstDay + 200
  const part = await replayHere(planFor(p07, p09, { from }), sourceOf(history))
  expect(part.live.assets[0]?.total.opening).toBeGreaterThan(0)
  expect(part.draft.assets[0]?.total.opening).toBe(part.live.assets[0]?.total.opening)
  expect(part.live.assets[0]?.total.outstanding).toBe(whole.live.assets[0]?.total.outstanding)
  expect(part.months[0]).toBe('2025-08')
})

test('refunds of sales that were not replayed are counted and change nothing', async () => {
  const events = madeUpHistory(1).filter(event => event.kind === 'refund')
  const report = await replayHere(planFor(p07, p09), sourceOf(events))
  expect(report.refundsOfUnknownSales).toBe(events.length)
  expect(report.live.money.total.refunds).toBe(0)
  expect(report.live.assets[0]?.total.outstanding).toBe(0)
})

test('members without a recorded way of joining are counted where a program asks for it', async () => {
  const p26 = programs.get('p26-retail-loyalty-loop') ?? ''
  const withoutWay = async (live: string, draft: string, profiles = new Uint32Array(30)) => {
    const plan = planFor(live, draft)
    const report = await replayHere({ ...plan, members: { ...plan.members, profiles } }, sourceOf(madeUpHistory(1)))
    return [report.membersWithoutWay, report.members]
  }
  expect(await withoutWay(p07, p09)).toEqual([undefined, 30])
  expect(await withoutWay(p07, p26)).toEqual([30, 30])
  // Every third one registered online.
  const known = Uint32Array.from({ length: 30 }, (_, member) => (member % 3 === 0 ? 1 : 0))
  expect(await withoutWay(p26, p07, known)).toEqual([20, 30])
})

test('who cancels gets their own reason, and no thread is left', async () => {
  const ending = new AbortController()
  const running = runBacktest(planFor(p07, p09), sourceOf(madeUpHistory(1, { sales: 5_000 }), 10), {
    signal: ending.signal,
    onProgress: () => ending.abort(new Error('enough')),
  })
  await expect(running).rejects.toThrow('enough')
  expect(threadsLeft()).toBe(0)
})

test('a source that fails ends the run with its error, and no thread is left', async () => {
  const source = { total: 1, fill: () => Promise.reject(new Error('the database went away')) }
  await expect(runBacktest(planFor(p07, p09), source)).rejects.toThrow('the database went away')
  expect(threadsLeft()).toBe(0)
})

function threadsLeft(): number {
  const report: { workers?: unknown[] } = process.report.getReport()
  return report.workers?.length ?? 0
}

describe('limits', () => {
  const limited = (limit: string) => p07.replace('per: ¥1 }', `per: ¥1, limit: ${limit} }`)

  test('a limit of each member holds in each of its periods', async () => {
    const history = madeUpHistory(2, { sales: 800 })
    const report = await replayHere(planFor(p07, limited('300 points a month')), sourceOf(history))
    const buyers = 30
    for (const month of report.draft.assets[0]?.months ?? []) expect(month.issued).toBeLessThanOrEqual(300 * buyers)
    expect(report.difference.issued).toBeLessThan(0)
    const rules = report.draft.rules.filter(rule => rule.kind === 'points')
    expect(rules.reduce((sum, rule) => sum + rule.points, 0)).toBe(report.draft.assets[0]?.total.issued)
  })

  test('a budget of all members is used up once, however many threads were asked for', async () => {
    const plan = planFor(p07, limited('5000 points in all'), { threads: 3 })
    const report = await runBacktest(plan, sourceOf(madeUpHistory(2, { sales: 800 })))
    const [points] = report.draft.assets
    expect((points?.total.issued ?? 0) - (points?.total.takenBack ?? 0)).toBeLessThanOrEqual(5_000)
    expect(points?.total.issued).toBeGreaterThanOrEqual(5_000)
  })
})
