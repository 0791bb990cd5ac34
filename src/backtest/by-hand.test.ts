import { expect, test } from 'vitest'
import type { MovementRow } from './chunk.ts'
import { never } from './days.ts'
import { type Event, firstDay, planFor, replayHere, sourceOf } from './history-for-tests.ts'

const text = (points: number) => `program: a
name: 甲
assets: { points: { name: 积分, valid: 1 year } }
earning: { rules: [{ rule: check-in, on: check-in, points: ${points} }] }
`

const on = (day: number) => ({ atMs: (firstDay + day) * 86_400_000, day: firstDay + day, member: 0 })
const earn = (day: number): Event => ({ kind: 'activity', row: { ...on(day), minute: 0, place: 0, activity: 0 } })
const move = (day: number, points: number, more: Partial<MovementRow> = {}): Event => ({
  kind: 'movement',
  row: { ...on(day), asset: 0, points, expiry: never, isIdle: false, isTransfer: false, ...more },
})
const replay = (events: readonly Event[], live: number, draft = live, assets = ['points'], more = {}) =>
  replayHere(planFor(text(live), text(draft), more), sourceOf(events, 50, [], ['check-in'], assets))
type Replayed = Awaited<ReturnType<typeof replay>>
const totalOf = ({ assets: [points] }: Replayed['live']) => points?.total

test('what was added and taken by hand is so on both sides, and the sums hold', async () => {
  const report = await replay([earn(0), move(1, 50), move(2, -30)], 10, 40)
  expect([report.receipts, report.activities]).toEqual([0, 1])
  for (const side of [report.live, report.draft]) {
    expect(totalOf(side)).toMatchObject({ adjusted: 20, transferred: 0 })
    expect(side.byHand).toEqual({ times: 2, cut: 0 })
  }
  expect([report.live, report.draft].map(side => side.assets[0]?.months[3]?.outstanding)).toEqual([30, 60])
})

test('who has just enough gives all of it; who has less under the draft gives what there is, and that is told', async () => {
  const { live, draft } = await replay([earn(0), move(1, -10, { isTransfer: true })], 10, 9)
  expect([totalOf(live)?.transferred, live.byHand]).toEqual([-10, { times: 1, cut: 0 }])
  expect([totalOf(draft)?.transferred, draft.byHand]).toEqual([-9, { times: 1, cut: 1 }])
  expect([totalOf(live)?.outstanding, totalOf(draft)?.outstanding]).toEqual([0, 0])
})

test('points by hand end on the day that they were given, not by the terms of the program', async () => {
  const { live, months } = await replay([move(0, 50, { expiry: firstDay + 40 }), move(0, 7)], 10)
  const ended = live.assets[0]?.months.map(({ expired }) => expired) ?? []
  expect([ended[months.indexOf('2025-01')], ended[months.indexOf('2025-02')]]).toEqual([0, 50])
  expect(totalOf(live)?.outstanding).toBe(7)
})

test('points that neither program has are nobody’s', async () => {
  const { live } = await replay([move(0, 50)], 10, 10, ['stars'])
  expect([totalOf(live)?.adjusted, live.byHand?.times]).toEqual([0, 0])
})

test('what was moved before the period is in the opening', async () => {
  const { live } = await replay([move(0, 50), move(5, 1)], 10, 10, ['points'], { from: firstDay + 5 })
  expect(totalOf(live)).toMatchObject({ opening: 50, adjusted: 1 })
  expect(live.byHand?.times).toBe(1)
})
