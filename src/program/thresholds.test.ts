import { expect, test } from 'vitest'
import type { CompiledLevels } from './compiled.ts'
import { levelFor, reviewLevel, riseFor } from './levels.ts'
import { nearestWay, standingsOf, waysOf } from './needs.ts'
import { aName, compiled, decided, found, head, line, member, points, sale, withLadder } from './program-for-tests.ts'
import { reasonSentence } from './reasons.ts'
import { summarise } from './summary.ts'

/** Each level above the lowest is written as YAML in one line; the first of them stands in line 8. */
const ladder = (levels: string[], words = '') =>
  `${head}${points}levels:\n${words}  ladder:\n    - { level: base, ${aName} }\n${levels.map(level => `    - ${level}\n`).join('')}`
const track = (...levels: string[]): CompiledLevels => compiled(ladder(levels)).tracks[0]!
const on = { day: '2026-04-10', joinedOn: '2025-11-01' }

test('one of several ways is enough, and every one of them has its own boundary', () => {
  const levels = track(`{ level: a, ${aName}, from: { any: [{ net-spend: ¥5000 }, { visits: 12 }] } }`)
  const at = (spend: number, visits: number) => levelFor(levels, { 'net-spend': spend, visits }).level
  expect([at(500_000, 0), at(499_999, 11), at(0, 12), at(0, 11)]).toEqual(['a', 'base', 'a', 'base'])
})

test('a rise by one of several ways tells that way, not the one that was missed', () => {
  const levels = track(`{ level: a, ${aName}, from: { any: [{ net-spend: ¥5000 }, { visits: 12 }] } }`)
  const rise = riseFor(levels, 'base', { 'net-spend': 100, visits: 12 }, on)
  expect(rise?.reasons.map(reason => reasonSentence(reason, 'en'))).toEqual([
    'Visits reached 12 (needed 12, 2025-04-11 to 2026-04-10): now A',
  ])
})

test('words beside any and all must hold together with them', () => {
  const levels = track(
    `{ level: a, ${aName}, from: { visits: 2, any: [{ net-spend: ¥100 }, { all: [{ points-earned: 5 }, { active-months: 3 }] }] } }`,
  )
  const at = (measures: Record<string, number>) => levelFor(levels, measures).level
  expect(at({ visits: 2, 'net-spend': 10_000 })).toBe('a')
  expect(at({ visits: 1, 'net-spend': 10_000 })).toBe('base')
  expect(at({ visits: 2, 'points-earned': 5, 'active-months': 3 })).toBe('a')
  expect(at({ visits: 2, 'points-earned': 5, 'active-months': 2 })).toBe('base')
})

test('a window within a threshold is its own, and nested parts inherit it', () => {
  const levels = track(
    `{ level: a, ${aName}, from: { visits: 3, window: last full month, any: [{ net-spend: ¥1 }, { visits: 9, window: since joining }] } }`,
  )
  expect(levels.gauges.map(gauge => gauge.key)).toEqual([
    'visits in last full month',
    'net-spend in last full month',
    'visits in since joining',
  ])
})

test('a window that is said again in other words is the window of the track', () => {
  expect(track(`{ level: a, ${aName}, from: { visits: 3, window: 1 year } }`).gauges.map(({ key }) => key)).toEqual([
    'visits',
  ])
})

test('a level with its own review has it instead of that of the track', () => {
  const levels = track(
    `{ level: a, ${aName}, from: { visits: 3 }, review: monthly }`,
    `{ level: b, ${aName}, from: { visits: 30 } }`,
  )
  const question = { reviewOn: '2026-05-01', graceThrough: null, joinedOn: on.joinedOn }
  expect(reviewLevel(levels, { ...question, level: 'a', measures: { visits: 3 } }).reviewOn).toBe('2026-06-01')
  expect(reviewLevel(levels, { ...question, level: 'b', measures: { visits: 30 } }).reviewOn).toBe('2027-05-01')
})

test('goods that a threshold names are a measure of their own, in whatever order they are written', () => {
  const { tracks, goodsMeasures } = compiled(
    ladder([
      `{ level: a, ${aName}, from: { net-spend: ¥10, goods: { class: [b, a], brand: [x] } } }`,
      `{ level: b, ${aName}, from: { net-spend: ¥20, goods: { brand: [x], class: [a, b, a] } } }`,
    ]),
  )
  expect(goodsMeasures.map(({ measure }) => measure)).toEqual(['net-spend {"class":["a","b"],"brand":["x"]}'])
  expect(tracks[0]?.gauges.length).toBe(1)
})

const scored = '  measure: score\n  score: { net-spend: 1 per ¥10, visits: 5, points-earned: 0.1, referral: 100 }\n'

test('a score is added up exactly and rounded down once', () => {
  const [levels] = compiled(ladder([`{ level: a, ${aName}, from: 100 }`], scored)).tracks
  const at = (measures: Record<string, number>) => levelFor(levels!, measures).level
  // ¥949.90 counts 94.99, one point 0.1 and a visit 5: together 100.09; with ¥948 it is 99.9 …
  expect(at({ 'net-spend': 94_990, visits: 1, 'points-earned': 1 })).toBe('a')
  expect(at({ 'net-spend': 94_800, visits: 1, 'points-earned': 1 })).toBe('base')
  // … and 94.9 + 0.1 + 5 is 100 exactly: three fractions that rounded each by itself would give 99.
  expect(at({ 'net-spend': 94_900, visits: 1, 'points-earned': 1 })).toBe('a')
  expect(at({ 'activity:referral': 1 })).toBe('a')
})

test('the reasons of a score tell each part of it', () => {
  const [levels] = compiled(ladder([`{ level: a, ${aName}, from: 100 }`], scored)).tracks
  const rise = riseFor(levels!, 'base', { 'net-spend': 20_000, visits: 1, 'activity:referral': 1 }, on)
  expect(rise?.reasons.map(reason => reasonSentence(reason, 'zh-CN'))).toEqual([
    '会员分数达到 125（门槛 100，2025-04-11 至 2026-04-10），升为甲',
    '会员分数：消费净额 ¥200，计 20 分',
    '会员分数：消费次数 1，计 5 分',
    '会员分数：推荐新会员人数 1，计 100 分',
  ])
})

test('where levels are reached at reviews only, no receipt raises and a review does', () => {
  const [levels] = compiled(
    ladder([`{ level: a, ${aName}, from: ¥10 }`], '  up: at review\n  review: monthly\n'),
  ).tracks
  expect(riseFor(levels!, 'base', { 'net-spend': 1000 }, on)).toBeNull()
  expect(riseFor(levels!, 'base', { 'net-spend': 1000 }, { ...on, isReview: true })?.to).toBe('a')
})

test('the nearest way is the one of which the worst threshold lacks least', () => {
  const levels = track(`{ level: a, ${aName}, from: { any: [{ net-spend: ¥100, visits: 2 }, { visits: 10 }] } }`)
  const ways = waysOf(levels.ladder[1]?.need ?? null, { 'net-spend': 4000, visits: 5 })
  expect(ways.map(way => way.map(({ value, threshold }) => [value, threshold]))).toEqual([
    [
      [4000, 10_000],
      [5, 2],
    ],
    [[5, 10]],
  ])
  expect(nearestWay(ways)).toBe(ways[1])
  expect(standingsOf(null, {})).toEqual([])
})

test('the summary says windows, ways, goods and the parts of a score', () => {
  const said = (source: string) =>
    summarise(compiled(source))
      .at(-2)
      ?.sentences.map(text => text['zh-CN'])
  expect(
    said(
      ladder([
        `{ level: a, ${aName}, from: { any: [{ visits: 3, window: last full month }, { net-spend: ¥500, goods: { class: [项链] } }] }, review: monthly }`,
      ]),
    ),
  ).toContain('甲：上一个完整自然月的消费次数 ≥ 3 或 消费净额（项链） ≥ ¥500；每月 1 日复评')
  expect(said(ladder([`{ level: a, ${aName}, from: 100 }`], scored))).toContain(
    '会员分数 = 消费净额 ¥1 × 0.1＋消费次数 × 5＋获得积分 × 0.1＋推荐新会员人数 × 100，最后舍去小数',
  )
})

/** The findings of a ladder of these levels above the lowest. */
const findings = (levels: string[], words = '') => found(ladder(levels, words))

test('a level is unreachable where every way to it leads higher, whatever the windows', () => {
  const pair = (lower: string, higher: string) =>
    findings([`{ level: a, ${aName}, from: ${lower} }`, `{ level: b, ${aName}, from: ${higher} }`])
  const isDead = ['8 from level-unreachable']
  expect(pair('{ net-spend: ¥10, window: last full month }', '{ net-spend: ¥10, window: 62 days }')).toEqual(isDead)
  expect(pair('{ net-spend: ¥10, window: last full month }', '{ net-spend: ¥10, window: 61 days }')).toEqual([])
  expect(pair('{ visits: 3, window: calendar month }', '{ visits: 3, window: calendar year }')).toEqual(isDead)
  expect(pair('{ visits: 3, window: calendar year }', '{ visits: 3, window: calendar month }')).toEqual([])
  expect(pair('{ any: [{ visits: 5 }, { visits: 9 }] }', '{ any: [{ visits: 5 }, { net-spend: ¥1 }] }')).toEqual(isDead)
  expect(pair('{ any: [{ visits: 5 }, { net-spend: ¥2 }] }', '{ visits: 5 }')).toEqual([])
  expect(pair('{ net-spend: ¥10, goods: { class: [x] } }', '{ net-spend: ¥10, window: since joining }')).toEqual(isDead)
  expect(pair('{ net-spend: ¥10, window: since joining }', '{ net-spend: ¥10, goods: { class: [x] } }')).toEqual([])
})

test('mistakes of thresholds are told where they stand', () => {
  expect(findings([`{ level: a, ${aName}, from: { vists: 3 } }`])).toEqual(['8 vists unknown-word'])
  expect(findings([`{ level: a, ${aName}, from: { referral: 3 } }`])).toEqual([])
  expect(findings([`{ level: a, ${aName}, from: { points-earned: 3, goods: { class: [x] } } }`])).toEqual([
    '8 goods goods-count-nothing',
  ])
  expect(findings([`{ level: a, ${aName}, from: { score: 3 } }`])).toEqual(['8 score score-not-said'])
  expect(findings([`{ level: a, ${aName}, from: 3 }`], '  measure: score\n')).toEqual(['6 measure score-not-said'])
  expect(findings([`{ level: a, ${aName}, from: { any: [{ window: 1 year }] } }`])).toEqual(['8 { threshold-empty'])
  expect(findings([`{ level: a, ${aName}, from: ¥3 }`], '  up: at review\n  review: never\n')).toEqual([
    '6 up never-rises',
  ])
  const part = (measure: string) => `{ any: [${[1, 2, 3, 4].map(count => `{ ${measure}: ${count} }`).join(', ')}] }`
  const all = ['visits', 'active-months', 'points-earned'].map(part).join(', ')
  expect(findings([`{ level: a, ${aName}, from: { all: [${all}] } }`])).toEqual(['8 from too-many-ways'])
})

test('what is granted needs no threshold, and says so where it makes no sense', () => {
  expect(findings([`{ level: a, ${aName}, granted: by invitation, kept: 1 year }`])).toEqual([])
  expect(findings([`{ level: a, ${aName}, from: ¥3, kept: 1 year }`])).toEqual(['8 kept kept-without-granted'])
  expect(found(withLadder(`{ level: a, ${aName}, granted: by invitation }`))).toEqual([
    '7 granted lowest-level-granted',
  ])
  expect(
    findings([`{ level: a, ${aName}, granted: { event: challenge } }`, `{ level: b, ${aName}, from: ¥3 }`]),
  ).toEqual(['8 granted granted-below-earned'])
})

const twoKinds = `${head}assets:
  points: { name: { zh-CN: 积分, zh-TW: 積分, en: points } }
  growth: { name: { zh-CN: 成长值, zh-TW: 成長值, en: growth } }
earning:
  rules:
    - { rule: base, ${aName}, points: 1, per: ¥1 }
    - { rule: growth, ${aName}, gives: { growth: 1 }, per: ¥10 }
redemption:
  - { rule: cash-off, ${aName}, points: 100, off: ¥1 }
`
const byGrowth = (from: string, words = '') =>
  `${twoKinds}levels:\n${words}  ladder:\n    - { level: base, ${aName} }\n    - { level: a, ${aName}, from: ${from}, discount: 5 % }\n`

test('a kind of points in a threshold is what was earned of it, and the first kind is points earned', () => {
  const [levels] = compiled(byGrowth('{ growth: 300, points: 50 }')).tracks
  const at = (growth: number, points: number) =>
    levelFor(levels!, { 'earned:growth': growth, 'points-earned': points, 'activity:growth': 999 }).level
  expect([at(300, 50), at(299, 50), at(300, 49)]).toEqual(['a', 'base', 'base'])
  expect(levels?.gauges.map(({ name }) => name.en)).toEqual(['growth earned', 'Points earned'])
  const said = summarise(compiled(byGrowth('{ growth: 300 }')))
  expect(JSON.stringify(said)).toContain('获得成长值 ≥ 300')
  expect(JSON.stringify(said)).toContain('用掉、过期的也算')
})

test('a score counts a kind of points too', () => {
  const [levels] = compiled(byGrowth('10', '  measure: score\n  score: { growth: 0.5, referral: 1 }\n')).tracks
  const at = (growth: number) => levelFor(levels!, { 'earned:growth': growth }).level
  expect([at(20), at(19)]).toEqual(['a', 'base'])
})

test('points that levels count are used, a nearly right word is told, and so are points that nothing gives', () => {
  const codes = (text: string) => [...found(text), ...found(text, true)].map(finding => finding.split(' ').at(-1))
  expect(codes(byGrowth('{ growth: 300 }'))).toEqual([])
  expect(codes(byGrowth('{ net-spend: ¥300 }'))).toEqual(['asset-not-used'])
  expect(codes(byGrowth('{ growht: 300 }'))).toEqual(['unknown-word'])
  const capped = byGrowth('{ growth: 300 }').replace('per: ¥10 }', 'per: ¥10, limit: 23 points a month }')
  expect(codes(capped)).toEqual(['points-never-reached'])
  expect(codes(capped.replace('23 points', '24 points'))).toEqual([])
})

test('a receipt tells what it earned of each kind of points', () => {
  const sold = decided(compiled(byGrowth('{ growth: 300 }')), member(), sale([line(95)]))
  expect([sold.measured['points-earned'], sold.measuredPoints]).toEqual([95, { 'earned:growth': 9 }])
})
