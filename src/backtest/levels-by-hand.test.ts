import { expect, test } from 'vitest'
import type { LevelRow } from './chunk.ts'
import { never } from './days.ts'
import {
  activitiesOf,
  assetsOf,
  type Event,
  firstDay,
  madeUpHistory,
  planFor,
  programs,
  replayHere,
  sourceOf,
} from './history-for-tests.ts'

const text = (ladder: string) => `program: a
name: 甲
assets: { points: { name: 积分 } }
earning: { rules: [{ rule: base, points: 1, per: ¥1 }] }
levels:
  ladder: [{ level: ordinary, name: 普通 }, ${ladder}]
`
const vip = text('{ level: silver, name: 银卡, from: ¥3000 }, { level: vip, name: 贵宾, granted: by invitation }')
const codes = ['silver', 'vip']

const deed = (day: number, done: LevelRow['deed'], level: string, more: Partial<LevelRow> = {}): Event => {
  const on = firstDay + day
  const row = { atMs: on * 86_400_000, day: on, member: 0, deed: done, level: codes.indexOf(level), through: never }
  return { kind: 'level', row: { ...row, ...more } }
}
const replay = (events: readonly Event[], live: string, draft = live) =>
  replayHere(planFor(live, draft, { hasLevelsByHand: true }), sourceOf(events, 50, [], [], [], codes))
type Report = Awaited<ReturnType<typeof replay>>
const membersAt = ({ live, months }: Report, level: string, month: string) =>
  live.levels.find(one => one.level === level)?.members[months.indexOf(month)] ?? 0

test('an invitation holds through its recorded day, and one without a day to the end', async () => {
  const ended = await replay([deed(0, 'invited', 'vip', { through: firstDay + 30 })], vip)
  expect([membersAt(ended, 'vip', '2025-01'), membersAt(ended, 'vip', '2025-02')]).toEqual([1, 0])
  const kept = await replay([deed(0, 'invited', 'vip')], vip)
  expect(membersAt(kept, 'vip', '2026-03')).toBe(1)
})

test('a locked level is held through its last day, and lifted locks are reviewed a year later as others are', async () => {
  const locked = await replay([deed(0, 'locked', 'silver', { through: firstDay + 30 })], vip)
  expect([membersAt(locked, 'silver', '2025-01'), membersAt(locked, 'silver', '2025-02')]).toEqual([1, 0])
  const lifted = [deed(0, 'locked', 'silver', { through: firstDay + 30 }), deed(1, 'unlocked', 'silver')]
  expect(membersAt(await replay(lifted, vip), 'silver', '2025-02')).toBe(1)
})

test('a level that the draft does not have is left out there, and told', async () => {
  const events = [deed(0, 'invited', 'vip'), deed(1, 'manual', 'silver')]
  const { live, draft } = await replay(events, vip, text('{ level: silver, name: 银卡, from: ¥3000 }'))
  expect(live.levelsByHand).toEqual({ times: 2, gone: 0 })
  expect(draft.levelsByHand).toEqual({ times: 2, gone: 1 })
  expect(draft.levels.map(({ level, members }) => [level, members[0]])).toEqual([
    ['ordinary', 0],
    ['silver', 1],
  ])
})

test.each(['p07-accessory-shop', 'p23-appliance-chain'])('%s against itself differs in nothing', async name => {
  const document = programs.get(name) ?? ''
  const ladder = name.startsWith('p07') ? ['silver', 'gold'] : ['s-vip']
  const deeds = Array.from({ length: 60 }, (_, number) => {
    const done = (['invited', 'locked', 'manual', 'unlocked'] as const)[number % 4] ?? 'manual'
    const through = done === 'locked' || number % 8 === 0 ? firstDay + number * 7 + 20 : never
    const member = Math.floor(number / 4) % 30
    return deed(number * 7, done, 'silver', { member, through, level: number % ladder.length })
  })
  const events = [...madeUpHistory(3, { movements: 20 }), ...deeds].sort((a, b) => a.row.day - b.row.day)
  const plan = planFor(document, `# again\n${document}`, { hasLevelsByHand: true })
  const report = await replayHere(plan, sourceOf(events, 50, [], activitiesOf(document), assetsOf(document), ladder))
  expect(report.live.levelsByHand).toEqual({ times: 60, gone: 0 })
  expect({ ...report.draft, version: null }).toEqual({ ...report.live, version: null })
  expect(Object.values(report.difference).every(value => value === 0)).toBe(true)
  expect(report.movers).toEqual([])
})
