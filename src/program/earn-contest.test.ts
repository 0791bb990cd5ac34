import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MemberFacts, SaleLine } from './facts.ts'
import { compiled, decided, earning, head, line, member, points, pointsOf, sale, whyOf } from './program-for-tests.ts'

const byMargin = [
  '{ rule: high, points: 2, per: ¥1, group: margin, when: { margin-from: 40 % } }',
  '{ rule: middle, points: 1, per: ¥1, group: margin, when: { margin-from: 20 % } }',
  '{ rule: low, points: 0.5, per: ¥1, group: margin }',
]
const costing = (yuan: number, costYuan: number) => line(yuan, { costCents: costYuan * 100 })

test('of a group one rule counts on each line: the one that gives most', () => {
  const program = earning(...byMargin)
  const what = sale([costing(100, 60), costing(100, 61), costing(100, 81)])
  expect(decided(program, member(), what).earnings[0]).toMatchObject({ points: 350, perLine: [200, 100, 50] })
})

test('priority comes before what gives more', () => {
  const [high = '', middle = ''] = byMargin
  const program = earning(high, middle.replace('group: margin', 'group: margin, priority: 1'))
  expect(pointsOf(program, sale([costing(100, 60)]))).toBe(100)
})

test('who loses every line says to whom', () => {
  const program = earning('{ rule: a, points: 1, per: ¥1, group: g }', '{ rule: b, points: 2, per: ¥1, group: g }')
  expect(whyOf(program, sale([line(10)]))).toContain('a was not used: only one of its group counts, b')
})

test('bonuses per receipt of one group are won as a whole', () => {
  const program = earning(
    '{ rule: small, points: 10, per: receipt, group: g, when: { basket-from: ¥100 } }',
    '{ rule: large, points: 50, per: receipt, group: g, when: { basket-from: ¥500 } }',
  )
  expect([99.99, 100, 499.99, 500].map(yuan => pointsOf(program, sale([line(yuan), line(0)])))).toEqual([0, 10, 10, 50])
})

test('multipliers of one group exclude each other where all others are multiplied', () => {
  const program = compiled(`${head}${points}earning:
  multipliers: all
  rules:
    - { rule: base, points: 1, per: ¥1 }
    - { rule: weekend, times: 2, group: days }
    - { rule: birthday, times: 3, group: days }
    - { rule: girls, times: 1.5, when: { gender: [female] } }
`)
  expect(pointsOf(program, sale([line(100)]), member({ gender: 'female' }))).toBe(450)
})

const daily = (limit: string) => earning(`{ rule: base, points: 1, per: ¥1, limit: ${limit} }`)
const having = (key: string, given: number, times = 1): Partial<MemberFacts> => ({
  used: { [key]: { points: given, times } },
})

test('a limit of points a day leaves what is left of it, to the point', () => {
  const program = daily('500 points a day')
  const after = (given: number, yuan: number) =>
    pointsOf(program, sale([line(yuan)]), member(having('base|day', given)))
  expect([after(0, 500), after(0, 501), after(499, 10), after(500, 10), after(501, 10)]).toEqual([500, 500, 1, 0, 0])
})

test('what is cut is said, and lies on the lines by what they would have earned', () => {
  const program = daily('300 points a receipt')
  const what = sale([line(300), line(100)])
  expect(decided(program, member(), what).earnings[0]).toMatchObject({ points: 300, perLine: [225, 75] })
  expect(whyOf(program, what)).toContain('base stops at its limit (300 points a receipt): 300 points this time')
})

test('a limit of times counts receipts, and what it used is told', () => {
  const program = daily('2 times a month')
  const third = member(having('base|month', 900, 2))
  expect(pointsOf(program, sale([line(10)]), third)).toBe(0)
  expect(whyOf(program, sale([line(10)]), third)).toContain(
    'base has reached its limit (2 times a month): nothing this time',
  )
  expect(decided(program, member(), sale([line(10)])).earnings[0]?.used).toEqual([
    { scope: 'base', points: 10, times: 1 },
  ])
})

test('of several limits the tightest counts', () => {
  const program = daily('[500 points a day, 100 points a receipt, 1000 points in all]')
  const cut = (used: MemberFacts['used']) => pointsOf(program, sale([line(200)]), member({ used }))
  expect(cut({})).toBe(100)
  expect(cut({ 'base|day': { points: 450, times: 3 } })).toBe(50)
  expect(cut({ 'base|all': { points: 990, times: 3 } })).toBe(10)
})

test('of a limit of times and one of points the one is told that binds', () => {
  const program = daily('[2 times a day, 100 points a month]')
  const told = (used: MemberFacts['used']) => whyOf(program, sale([line(60)]), member({ used })).join(' ')
  expect(told({ 'base|day': { points: 20, times: 2 }, 'base|month': { points: 99, times: 2 } })).toContain(
    'base has reached its limit (2 times a day)',
  )
  expect(told({ 'base|day': { points: 20, times: 1 }, 'base|month': { points: 100, times: 2 } })).toContain(
    'base has reached its limit (100 points a month)',
  )
  expect(told({ 'base|day': { points: 20, times: 1 }, 'base|month': { points: 99, times: 2 } })).toContain(
    'base stops at its limit (100 points a month): 1 point this time',
  )
})

test('a multiplier may be limited by times', () => {
  const program = earning('{ rule: base, points: 1, per: ¥1 }', '{ rule: double, times: 2, limit: 1 time a month }')
  expect(pointsOf(program, sale([line(10)]))).toBe(20)
  expect(pointsOf(program, sale([line(10)]), member(having('double|month', 0)))).toBe(10)
})

test('the limit of an asset is over all its rules', () => {
  const program = compiled(`${head}assets:
  points: { name: 积分, limit: 100 points a day }
earning: { rules: [ { rule: base, points: 1, per: ¥1 }, { rule: visit, points: 30, per: receipt } ] }`)
  const what = sale([line(90)])
  expect(decided(program, member(), what).earnings[0]).toMatchObject({
    points: 100,
    perLine: [100],
    used: [{ scope: 'asset/points', points: 100, times: 1 }],
  })
  expect(pointsOf(program, what, member(having('asset/points|day', 95)))).toBe(5)
})

const rules = [
  ...byMargin,
  '{ rule: capped, points: 3, per: item, limit: 40 points a day }',
  '{ rule: visit, points: 7, per: receipt, group: once }',
  '{ rule: big, points: 9, per: receipt, group: once, when: { basket-from: ¥50 } }',
  '{ rule: double, times: 2, group: days, when: { class: [tea] } }',
  '{ rule: more, times: 1.3, group: days }',
  '{ rule: same, times: 2, group: nights, when: { class: [tea, cup] } }',
]
const anyLine: fc.Arbitrary<SaleLine> = fc
  .record({ cents: fc.integer({ min: 0, max: 90_000 }), cost: fc.nat(90_000), units: fc.integer({ min: 1, max: 9 }) })
  .chain(({ cents, cost, units }) =>
    fc
      .constantFrom('tea', 'cup', null)
      .map(kind => ({ ...line(0), grossCents: cents, costCents: cost, units, class: kind })),
  )

test('the order of rules in the file never matters', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(rules, { minLength: rules.length }),
      fc.array(anyLine, { minLength: 1, maxLength: 6 }),
      fc.nat(60),
      (shuffled, lines, given) => {
        const who = member(having('capped|day', given))
        const [one] = decided(earning(...rules), who, sale(lines)).earnings
        const [other] = decided(earning(...shuffled), who, sale(lines)).earnings
        expect({ ...other, reasons: [] }).toEqual({ ...one, reasons: [] })
      },
    ),
    { numRuns: 60 },
  )
})

test('a rule in another group changes nothing of what the others give', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { minLength: 1, maxLength: 6 }), lines => {
      const what = sale(lines)
      const without = decided(earning(...byMargin), member(), what).earnings[0]?.perRule ?? []
      const added = '{ rule: other, points: 1, per: item, group: elsewhere }'
      const among = decided(earning(...byMargin, added), member(), what).earnings[0]?.perRule ?? []
      expect(among.filter(({ rule }) => rule !== 'other')).toEqual(without)
    }),
  )
})

test('the points of the rules are the points of the receipt', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { minLength: 1, maxLength: 6 }), fc.nat(60), (lines, given) => {
      const [earned] = decided(earning(...rules), member(having('capped|day', given)), sale(lines)).earnings
      const ofRules = (earned?.perRule ?? []).reduce((total, share) => total + share.points, 0)
      expect([ofRules, earned?.perLine.reduce((a, b) => a + b, 0)]).toEqual([earned?.points, earned?.points])
      expect(earned?.perRule?.find(share => share.rule === 'capped')?.points ?? 0).toBeLessThanOrEqual(
        Math.max(40 - given, 0),
      )
    }),
  )
})
