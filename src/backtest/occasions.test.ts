import { describe, expect, test } from 'vitest'
import type { ActivityRow } from './chunk.ts'
import { type Event, firstDay, madeUpHistory, planFor, replayHere, sourceOf } from './history-for-tests.ts'
import { runBacktest } from './run-backtest.ts'

const text = (levels: string, { checkIn = 5, terms = 'valid: 1 year' } = {}) => `program: a
name: 甲
assets: { points: { name: 积分, ${terms} } }
earning:
  rules:
    - { rule: base, points: 1, per: ¥1 }
    - { rule: check-in, name: 签到, on: check-in, points: ${checkIn}, limit: 1 time a day }
    - { rule: review, name: 评价, on: review, points: 30, limit: 50 points a month }
redemption: [{ rule: cash-off, points: 100, off: ¥10 }]
${levels}`

const codes = ['check-in', 'review', 'survey', 'challenge']
const act = (code: string, on: number, more: Partial<ActivityRow> = {}): Event => {
  const day = firstDay + on
  const row = { atMs: day * 86_400_000, day, minute: 600, member: 0, place: 0, activity: codes.indexOf(code), ...more }
  return { kind: 'activity', row }
}
const replay = (events: readonly Event[], live: string, draft = live, more = {}) =>
  replayHere(planFor(live, draft, more), sourceOf(events, 50, [], codes))

const levels = `levels:
  ladder:
    - { level: ordinary, name: 普通 }
    - { level: silver, name: 银卡, from: { any: [{ net-spend: ¥100 }, { survey: 2 }] } }
    - { level: gold, name: 金卡, granted: { event: challenge }, kept: 2 months }
`

test('a cap of a day holds until midnight, one of a month until its end, and each rule says what it gave', async () => {
  const days = [0, 0, 1, 1].map(on => act('check-in', on))
  const reviews = [0, 0, 16, 17].map(on => act('review', on))
  const events = [...days, ...reviews].sort((a, b) => a.row.day - b.row.day)
  const { live, difference, activities, receipts } = await replay(events, text(''), text('', { checkIn: 8 }))
  expect([activities, receipts]).toEqual([8, 0])
  // On 15 and 16 January five points; 30 and 20 points of January, 30 of 1 February on.
  expect(live.assets[0]?.total).toMatchObject({ issued: 10 + 50 + 30, outstanding: 0, expired: 90 })
  expect(live.rules.map(({ kind, rule, receipts: times, points }) => [kind, rule, times, points])).toEqual([
    ['activity', 'check-in', 2, 10],
    ['activity', 'review', 3, 80],
  ])
  expect(live.activities).toEqual({ replayed: { 'check-in': 4, review: 4 }, unknown: {} })
  expect(difference.issued).toBe(6)
})

test('what a program does not know changes nothing, and is told', async () => {
  const plain = text('').replace(/ {4}- \{ rule: (check-in|review).*\n/g, '')
  const report = await replay([act('check-in', 0), act('survey', 3)], text(''), plain)
  expect(report.live.activities).toEqual({ replayed: { 'check-in': 1 }, unknown: { survey: 1 } })
  expect(report.draft.activities).toEqual({ replayed: {}, unknown: { 'check-in': 1, survey: 1 } })
  expect(report.difference.issued).toBe(-5)
})

test('a store that the draft does not rule gives nothing under it', async () => {
  const source = sourceOf([act('check-in', 0)], 50, [], codes)
  const fill: typeof source.fill = async chunk => {
    const words = await source.fill(chunk)
    return words && { ...words, places: words.places.map(place => ({ ...place, isRuledByDraft: false })) }
  }
  const { live, draft } = await replayHere(planFor(text(''), text('')), { ...source, fill })
  expect([live.assets[0]?.total.issued, draft.assets[0]?.total.issued]).toEqual([5, 0])
})

test('what happened before the period is replayed, and counted as the opening alone', async () => {
  const { live } = await replay([act('check-in', 0), act('check-in', 5)], text(''), text(''), { from: firstDay + 5 })
  expect(live.assets[0]?.total).toMatchObject({ opening: 5, issued: 5 })
  expect(live.activities?.replayed).toEqual({ 'check-in': 1 })
})

describe('levels', () => {
  const membersAt = async (events: readonly Event[], document = text(levels)) => {
    const { live, months } = await replay(events, document)
    return (level: string, month: string) =>
      live.levels.find(one => one.level === level)?.members[months.indexOf(month)] ?? 0
  }

  test('a task done raises with the last report that is needed, not before', async () => {
    const once = await membersAt([act('survey', 0)])
    expect(once('silver', '2025-01')).toBe(0)
    const twice = await membersAt([act('survey', 0), act('survey', 1)])
    expect(twice('silver', '2025-01')).toBe(1)
  })

  test('a level that an activity grants is held as long as it says', async () => {
    const at = await membersAt([act('challenge', 0)])
    // Granted on 15 January for two months: through 15 March.
    expect([at('gold', '2025-01'), at('gold', '2025-02'), at('gold', '2025-03')]).toEqual([1, 1, 0])
  })

  test('points of activities count where points earned do', async () => {
    const document = text(`levels:
  measure: points-earned
  ladder: [{ level: ordinary, name: 普通 }, { level: silver, name: 银卡, from: 10 }]
`)
    expect((await membersAt([act('check-in', 0)], document))('silver', '2025-01')).toBe(0)
    expect((await membersAt([act('check-in', 0), act('check-in', 1)], document))('silver', '2025-01')).toBe(1)
  })
})

test('an activity keeps points from ending where their terms name it, and no other does', async () => {
  const terms = 'valid: { inactive: 1 month, kept-by: [purchase, check-in] }'
  const expired = async (code: string) => {
    const { live, months } = await replay([act('review', 0), act(code, 27)], text('', { terms }))
    const [points] = live.assets
    return points?.months.findIndex(month => month.expired > 0) === months.indexOf('2025-02')
  }
  // 15 January and a month: they end in February, unless a check-in of 11 February keeps them.
  expect(await expired('survey')).toBe(true)
  expect(await expired('check-in')).toBe(false)
})

test('the result of two threads is that of one', async () => {
  const [live, draft] = [text(levels), text(levels, { checkIn: 9 })]
  const history = madeUpHistory(9, { sales: 60, activities: 80 })
  const report = await runBacktest(planFor(live, draft, { threads: 2 }), sourceOf(history, 50, [], codes))
  expect(report).toEqual(await replayHere(planFor(live, draft), sourceOf(history, 50, [], codes)))
  expect(report.difference.issued).toBeGreaterThan(0)
})
