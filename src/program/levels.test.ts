import { expect, test } from 'vitest'
import { levelFor, rankOf, reviewLevel, riseFor, undoRise } from './levels.ts'
import { compiled, head, points } from './program-for-tests.ts'
import { reasonSentence } from './reasons.ts'

const ladder = `
  ladder:
    - { level: ordinary, name: { zh-CN: 普通会员, en: Ordinary } }
    - { level: silver, name: { zh-CN: 银卡, en: Silver }, from: ¥3000 }
    - { level: gold, name: { zh-CN: 金卡, en: Gold }, from: ¥5000 }
    - { level: diamond, name: { zh-CN: 钻石卡, en: Diamond }, from: ¥10000 }
`
const levels = (words = '') => compiled(`${head}${points}levels:\n${words}${ladder}`).tracks[0]!
const spent = (yuan: number) => ({ 'net-spend': Math.round(yuan * 100) })
const on = { day: '2026-03-05', joinedOn: '2025-11-01' }

test('a level is reached at exactly its threshold, and not one 分 below', () => {
  const reached = [2999.99, 3000, 4999.99, 5000, 9999.99, 10_000].map(yuan => levelFor(levels(), spent(yuan)).level)
  expect(reached).toEqual(['ordinary', 'silver', 'silver', 'gold', 'gold', 'diamond'])
  expect(levelFor(levels(), {}).level).toBe('ordinary')
})

test('one receipt may raise by several steps, at once to the highest (D30)', () => {
  expect(riseFor(levels(), 'ordinary', spent(12_000), on)).toMatchObject({ from: 'ordinary', to: 'diamond' })
})

test('nothing rises to where it already is, nor falls here', () => {
  expect(riseFor(levels(), 'gold', spent(5000), on)).toBeNull()
  expect(riseFor(levels(), 'diamond', spent(0), on)).toBeNull()
})

test('a level that the ladder no longer has counts as the lowest', () => {
  expect(rankOf(levels(), 'platinum')).toBe(0)
  expect(riseFor(levels(), 'platinum', spent(3000), on)?.to).toBe('silver')
  expect(riseFor(levels(), null, spent(3000), on)).toMatchObject({ from: 'ordinary', to: 'silver' })
})

test('a rise says what was counted, what was needed, and over which days', () => {
  const rise = riseFor(levels(), 'ordinary', spent(3000.5), on)
  expect(rise?.reasons.map(reason => reasonSentence(reason, 'zh-CN'))).toEqual([
    '消费净额达到 ¥3,000.50（门槛 ¥3,000，2025-03-06 至 2026-03-05），升为银卡',
  ])
})

test('where everything since joining counts, the reason begins with the day of joining', () => {
  const rise = riseFor(levels('  window: since joining\n'), 'ordinary', spent(3000), on)
  expect(rise?.reasons[0]?.values).toMatchObject({ from: '2025-11-01', through: '2026-03-05' })
})

test('a window that goes on does not claim days that are still to come', () => {
  const rise = riseFor(levels('  window: calendar year\n'), 'ordinary', spent(3000), on)
  expect(rise?.reasons[0]?.values).toMatchObject({ from: '2026-01-01', through: '2026-03-05' })
})

test('thresholds of several measures must all be reached', () => {
  const both = compiled(`${head}${points}levels:
  ladder:
    - { level: a, name: { zh-CN: 甲 } }
    - { level: b, name: { zh-CN: 乙 }, from: { net-spend: ¥2000, visits: 4 } }
`).tracks[0]!
  const reached = (yuan: number, visits: number) => levelFor(both, { ...spent(yuan), visits }).level
  expect([reached(2000, 4), reached(2000, 3), reached(1999.99, 4), reached(9000, 3)]).toEqual(['b', 'a', 'a', 'a'])
  expect(
    riseFor(both, 'a', { ...spent(2000), visits: 4 }, on)?.reasons.map(reason => reasonSentence(reason, 'en')),
  ).toEqual([
    'Net spend reached ¥2,000 (needed ¥2,000, 2025-03-06 to 2026-03-05): now 乙',
    'Visits reached 4 (needed 4, 2025-03-06 to 2026-03-05): now 乙',
  ])
  expect(both.gauges.map(gauge => gauge.key)).toEqual(['net-spend', 'visits'])
})

test('a bare threshold is of the measure of the track', () => {
  const byPoints = compiled(`${head}${points}levels:
  measure: points-earned
  ladder: [{ level: a, name: { zh-CN: 甲 } }, { level: b, name: { zh-CN: 乙 }, from: 1000 }]
`).tracks[0]!
  expect([999, 1000].map(earned => levelFor(byPoints, { 'points-earned': earned }).level)).toEqual(['a', 'b'])
})

const question = { level: 'gold', reviewOn: '2027-03-05', graceThrough: null, joinedOn: '2025-11-01' }

test('at its review a level is kept at exactly its threshold, until the next review', () => {
  expect(reviewLevel(levels(), { ...question, measures: spent(5000) })).toEqual({
    level: 'gold',
    reviewOn: '2028-03-05',
    graceThrough: null,
    reasons: [],
  })
})

test('one 分 below it falls to the level that is earned, and says what was missing', () => {
  const verdict = reviewLevel(levels(), { ...question, measures: spent(4999.99) })
  expect(verdict).toMatchObject({ level: 'silver', reviewOn: '2028-03-05', graceThrough: null })
  expect(verdict.reasons.map(reason => reasonSentence(reason, 'zh-CN'))).toEqual([
    '复评：消费净额为 ¥4,999.99（保级需 ¥5,000，2026-03-05 至 2027-03-04），降为银卡',
  ])
  expect(reviewLevel(levels(), { ...question, measures: {} }).level).toBe('ordinary')
})

test('a review names only the measures that fell short', () => {
  const both = compiled(`${head}${points}levels:
  ladder: [{ level: a, name: { zh-CN: 甲 } }, { level: b, name: { zh-CN: 乙 }, from: { net-spend: ¥2000, visits: 4 } }]
`).tracks[0]!
  const verdict = reviewLevel(both, { ...question, level: 'b', measures: { ...spent(1000), visits: 9 } })
  expect(verdict.reasons.map(reason => reason.values.threshold)).toEqual(['¥2,000'])
})

test('a review that finds more than the level raises it, with the reason', () => {
  const verdict = reviewLevel(levels(), { ...question, level: 'silver', measures: spent(10_000) })
  expect(verdict).toMatchObject({ level: 'diamond', reasons: [{ code: 'level-reached' }] })
})

test('grace keeps a level until its last day, then the level falls at the review after it', () => {
  const withGrace = levels('  grace: 30 days\n')
  const first = reviewLevel(withGrace, { ...question, measures: spent(0) })
  expect(first).toEqual({ level: 'gold', reviewOn: '2027-04-04', graceThrough: '2027-04-03', reasons: [] })
  const second = reviewLevel(withGrace, {
    ...question,
    reviewOn: '2027-04-04',
    graceThrough: first.graceThrough,
    measures: spent(0),
  })
  expect(second).toMatchObject({ level: 'ordinary', reviewOn: '2028-04-04', graceThrough: null })
})

test('what is bought within the grace saves the level, and the next failure has its grace again', () => {
  const withGrace = levels('  grace: 30 days\n')
  const saved = reviewLevel(withGrace, {
    ...question,
    reviewOn: '2027-04-04',
    graceThrough: '2027-04-03',
    measures: spent(5000),
  })
  expect(saved).toEqual({ level: 'gold', reviewOn: '2028-04-04', graceThrough: null, reasons: [] })
})

test('one step down is one step, however little was spent', () => {
  const oneStep = levels('  down: one step\n')
  const fall = (level: string) => reviewLevel(oneStep, { ...question, level, measures: {} }).level
  expect(['diamond', 'gold', 'silver'].map(fall)).toEqual(['gold', 'silver', 'ordinary'])
})

test('nobody falls below the lowest level', () => {
  for (const words of ['', '  down: one step\n', '  grace: 30 days\n'])
    expect(reviewLevel(levels(words), { ...question, level: 'ordinary', measures: {} })).toMatchObject({
      level: 'ordinary',
      reasons: [],
    })
})

test('a refund undoes the rise of its receipt, down to what is still earned', () => {
  const rise = { from: 'ordinary', to: 'diamond' }
  expect(undoRise(levels(), rise, spent(5000))).toMatchObject({ from: 'diamond', to: 'gold' })
  expect(undoRise(levels(), rise, spent(0))).toMatchObject({ to: 'ordinary' })
  expect(undoRise(levels(), rise, spent(0))?.reasons.map(reason => reasonSentence(reason, 'zh-CN'))).toEqual([
    '这张小票退货后不再满足钻石卡的条件，它带来的升级撤销，回到普通会员',
  ])
})

test('undoing a rise never takes more than the rise gave', () => {
  expect(undoRise(levels(), { from: 'silver', to: 'gold' }, spent(0))).toMatchObject({ from: 'gold', to: 'silver' })
})

test('a rise that is still earned without the receipt stays', () => {
  expect(undoRise(levels(), { from: 'ordinary', to: 'gold' }, spent(5000))).toBeNull()
  expect(undoRise(levels(), { from: 'ordinary', to: 'gold' }, spent(4999.99))).toMatchObject({ to: 'silver' })
})
