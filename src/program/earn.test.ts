import { expect, test } from 'vitest'
import { compiled, decided, earning, head, line, member, points, pointsOf, sale, whyOf } from './program-for-tests.ts'

const perYuan = '{ rule: base, points: 1, per: ¥1 }'
const base = (words: string) => compiled(`${head}${points}earning: { base: { ${words} }, rules: [${perYuan}] }`)

test('¥150 under "100 points for ¥100" earns 150, because it is in proportion', () => {
  const program = earning('{ rule: base, points: 100, per: ¥100 }')
  expect(pointsOf(program, sale([line(150)]))).toBe(150)
  expect(pointsOf(program, sale([line(0.99)]))).toBe(0)
  expect(pointsOf(program, sale([line(1)]))).toBe(1)
})

test('¥150 under "100 points for each whole ¥100" earns 100; the next 100 come with ¥200', () => {
  const program = earning('{ rule: base, points: 100, per: ¥100, whole: true }')
  expect([99.99, 100, 150, 199.99, 200].map(yuan => pointsOf(program, sale([line(yuan)])))).toEqual([
    0, 100, 100, 100, 200,
  ])
})

test('whole multiples are counted over the receipt, not line by line', () => {
  const program = earning('{ rule: base, points: 100, per: ¥100, whole: true }')
  const decision = decided(program, member(), sale([line(60), line(60)]))
  expect(decision.earnings[0]).toMatchObject({ points: 100, perLine: [50, 50] })
})

test('points per item count pieces, and weighed goods have none', () => {
  const program = earning('{ rule: piece, points: 5, per: item }')
  expect(pointsOf(program, sale([line(10, { units: 3 }), line(1)]))).toBe(20)
  expect(pointsOf(program, sale([line(10, { units: 750, isWeighed: true })]))).toBe(0)
})

test('points per receipt are given once, however many lines there are, and are not multiplied', () => {
  const program = earning('{ rule: visit, points: 10, per: receipt }', '{ rule: double, times: 2 }')
  expect(decided(program, member(), sale([line(30), line(10)])).earnings[0]).toMatchObject({
    points: 10,
    perLine: [8, 2],
  })
})

test('points per receipt lie on the goods even where nothing is paid, and never on lines that do not count', () => {
  const program = earning('{ rule: visit, points: 10, per: receipt }')
  const lines = [line(50, { kind: 'gift-card' }), line(0), line(0)]
  expect(decided(program, member(), sale(lines)).earnings[0]?.perLine).toEqual([0, 5, 5])
})

test('a receipt without goods earns nothing: not by money, not by piece, not by visit', () => {
  const program = earning(perYuan, '{ rule: piece, points: 5, per: item }', '{ rule: visit, points: 10, per: receipt }')
  const what = sale([line(50, { kind: 'gift-card' }), line(8, { kind: 'shipping' })])
  expect(pointsOf(program, what)).toBe(0)
  expect(whyOf(program, what)).toEqual(['¥58 does not count (shipping, tips, gift cards or deposits)'])
})

test('points per item leave out kinds that do not count', () => {
  const program = earning('{ rule: piece, points: 5, per: item }')
  expect(pointsOf(program, sale([line(10), line(8, { kind: 'shipping' })]))).toBe(5)
})

test('a condition on goods earns on its lines only', () => {
  const lines = [
    line(10, { class: '项链', brand: 'Lumi', sku: 'N1' }),
    line(20, { class: '戒指', brand: 'Lumi', sku: 'R1' }),
    line(40),
  ]
  const withCondition = (when: string) =>
    decided(earning(`{ rule: base, points: 1, per: ¥1, when: ${when} }`), member(), sale(lines)).earnings[0]?.perLine
  expect(withCondition('{ class: [项链] }')).toEqual([10, 0, 0])
  expect(withCondition('{ brand: [Lumi] }')).toEqual([10, 20, 0])
  expect(withCondition('{ sku: [R1, R2] }')).toEqual([0, 20, 0])
  expect(withCondition('{ none: [{ class: [项链] }] }')).toEqual([0, 20, 40])
})

test('a rule whose goods are not on the receipt says so', () => {
  const program = earning('{ rule: base, points: 1, per: ¥1, when: { class: [项链] } }')
  expect(whyOf(program, sale([line(10)]))).toEqual(['base did not apply: there are no goods of the class'])
})

test('all rules that hold are added up', () => {
  const program = earning(perYuan, '{ rule: extra, points: 2, per: ¥1, when: { class: [项链] } }')
  expect(pointsOf(program, sale([line(10, { class: '项链' }), line(10)]))).toBe(40)
})

test('of several multipliers the highest counts; the loser is named with the one it lost to', () => {
  const program = earning(perYuan, '{ rule: a, times: 1.5 }', '{ rule: b, times: 2, when: { store: [S01] } }')
  expect(pointsOf(program, sale([line(10)]))).toBe(20)
  expect(whyOf(program, sale([line(10)]))).toEqual([
    'a (×1.5) was not used: of several multipliers only the highest counts, b (×2)',
    'b: points ×2',
    'base: ¥10 counts, 1 point for every ¥1',
    'Never expires',
  ])
})

test('a multiplier that loses on some goods but wins on others counts as used', () => {
  const program = earning(perYuan, '{ rule: all, times: 1.5 }', '{ rule: rings, times: 2, when: { class: [戒指] } }')
  const what = sale([line(10, { class: '戒指' }), line(10)])
  expect(decided(program, member(), what).earnings[0]?.perLine).toEqual([20, 15])
  expect(whyOf(program, what)).toContain('all: points ×1.5')
})

test('a multiplier is said to have lost to the one that won on its own goods', () => {
  const program = earning(
    perYuan,
    '{ rule: rings, times: 4, when: { class: [戒指] } }',
    '{ rule: chains, times: 3, when: { class: [项链] } }',
    '{ rule: gold-chains, times: 2, when: { sku: [N1] } }',
  )
  const what = sale([line(10, { class: '戒指' }), line(10, { class: '项链', sku: 'N1' })])
  expect(whyOf(program, what)).toContain(
    'gold-chains (×2) was not used: of several multipliers only the highest counts, chains (×3)',
  )
})

test.each([
  ['first', ['{ rule: a, times: 2 }', '{ rule: b, times: 2, when: { store: [S01] } }']],
  ['last', ['{ rule: b, times: 2, when: { store: [S01] } }', '{ rule: a, times: 2 }']],
])('of equal multipliers the first by code counts, written %s in the file', (_place, rules) => {
  const program = earning(perYuan, ...rules)
  expect(
    whyOf(program, sale([line(10)]))
      .slice(0, 2)
      .toSorted(),
  ).toEqual(['a: points ×2', 'b (×2) was not used: of several multipliers only the highest counts, a (×2)'])
})

test('where all multipliers count they are multiplied, without a rounding in between', () => {
  const program = compiled(
    `${head}${points}earning: { multipliers: all, rules: [${perYuan}, { rule: a, times: 1.5 }, { rule: b, times: 1.1, when: { store: [S01] } }] }`,
  )
  // 7 × 1.5 × 1.1 = 11.55.
  expect(pointsOf(program, sale([line(7)]))).toBe(11)
  expect(pointsOf(program, sale([line(200)]))).toBe(330)
  expect(pointsOf(program, sale([line(200)], { storeCode: 'S02' }))).toBe(300)
})

test('a multiplier alone may lower points, to nothing too', () => {
  expect(pointsOf(earning(perYuan, '{ rule: half, times: 0.5 }'), sale([line(10)]))).toBe(5)
  expect(pointsOf(earning(perYuan, '{ rule: none, times: 0 }'), sale([line(10)]))).toBe(0)
})

test('a level multiplies the points of its members, and is not mentioned to others', () => {
  const program = compiled(`${head}${points}earning: { rules: [${perYuan}] }
levels: { ladder: [{ level: a, name: { zh-CN: 甲 } }, { level: b, name: { zh-CN: 乙, en: B }, from: ¥100, times: 1.2 }] }`)
  expect(pointsOf(program, sale([line(10)]), member({ level: 'b' }))).toBe(12)
  expect(whyOf(program, sale([line(10)]), member({ level: 'b' }))[0]).toBe('Level multiplier (B): points ×1.2')
  expect(whyOf(program, sale([line(10)]), member({ level: 'a' }))).toHaveLength(2)
})

test('a receipt is rounded once: three lines of 40 分 are one point, not none', () => {
  expect(pointsOf(earning(perYuan), sale([line(0.4), line(0.4), line(0.4)]))).toBe(1)
})

test('rounding goes down unless the asset says nearest or up', () => {
  const rounding = (word: string) =>
    compiled(
      `${head}assets: { points: { name: { zh-CN: 积分 }, rounding: ${word} } }\nearning: { rules: [${perYuan}] }`,
    )
  const yuan = [10, 10.01, 10.49, 10.5, 10.99]
  const earned = (word: string) => yuan.map(amount => pointsOf(rounding(word), sale([line(amount)])))
  expect(earned('down')).toEqual([10, 10, 10, 10, 10])
  expect(earned('nearest')).toEqual([10, 10, 10, 11, 11])
  expect(earned('up')).toEqual([10, 11, 11, 11, 11])
})

test('a rounding is told, and only where there was something to round', () => {
  expect(whyOf(earning(perYuan), sale([line(10.5)]))).toContain('Fractions of a point are dropped')
  expect(whyOf(earning(perYuan), sale([line(10)]))).not.toContain('Fractions of a point are dropped')
})

test('the points of a receipt lie on its lines by largest remainder', () => {
  // 3.50 + 3.50 + 4.00 = 11 points; 3.5 and 3.5 tie for the last one, and the earlier line gets it.
  expect(decided(earning(perYuan), member(), sale([line(3.5), line(3.5), line(4)])).earnings[0]?.perLine).toEqual([
    4, 3, 4,
  ])
})

test('each asset is rounded by itself and keeps to its own rules', () => {
  const program =
    compiled(`${head}assets: { points: { name: { zh-CN: 积分 } }, growth: { name: { zh-CN: 成长值 }, rounding: up } }
earning: { rules: [${perYuan}, { rule: growth, asset: growth, points: 2, per: ¥1 }, { rule: double, times: 2 }] }`)
  expect(
    decided(program, member(), sale([line(1.2)])).earnings.map(({ asset, points: earned }) => [asset, earned]),
  ).toEqual([
    ['points', 2],
    ['growth', 3],
  ])
})

test('goods and services earn unless the base names other kinds', () => {
  const lines = [line(10), line(20, { kind: 'service' }), line(40, { kind: 'shipping' }), line(80, { kind: 'tip' })]
  expect(pointsOf(earning(perYuan), sale(lines))).toBe(30)
  expect(pointsOf(base('kinds: [goods, shipping]'), sale(lines))).toBe(50)
})

test('tax counts unless the base says otherwise', () => {
  const what = sale([line(113, { taxCents: 1300 })])
  expect([pointsOf(base('tax: counts'), what), pointsOf(base('tax: does not count'), what)]).toEqual([113, 100])
})

test('a line that a discount made cheaper contains less tax', () => {
  const program = compiled(`${head}${points}earning: { base: { tax: does not count }, rules: [${perYuan}] }
levels: { ladder: [{ level: a, name: { zh-CN: 甲 }, discount: 50 % }] }`)
  // ¥226 with ¥26 tax at half the price: ¥113 with ¥13 tax.
  expect(pointsOf(program, sale([line(226, { taxCents: 2600 })]), member({ level: 'a' }))).toBe(100)
})

test('discounts reduce what earns unless the base ignores them', () => {
  const levels = 'levels: { ladder: [{ level: a, name: { zh-CN: 甲 }, discount: 10 % }] }'
  const withBase = (word: string) =>
    compiled(`${head}${points}earning: { base: { discounts: ${word} }, rules: [${perYuan}] }\n${levels}`)
  // ¥120 less ¥20 by hand is ¥100, less 10 % is ¥90.
  const what = sale([line(120, { manualDiscountCents: 2000 })])
  expect([pointsOf(withBase('deducted'), what), pointsOf(withBase('ignored'), what)]).toEqual([90, 120])
})

test('the part paid by points earns none unless the base says so', () => {
  const redemption = 'redemption: [{ rule: off, points: 100, off: ¥10 }]'
  const withBase = (words: string) =>
    compiled(`${head}${points}earning: { base: { ${words} }, rules: [${perYuan}] }\n${redemption}`)
  const what = sale([line(100)], { redeem: [{ rule: 'off', points: 300 }] })
  const who = member({ usable: { points: 300 } })
  expect(pointsOf(withBase('tax: counts'), what, who)).toBe(70)
  expect(whyOf(withBase('tax: counts'), what, who)).toContain('The ¥30 paid by points earn none')
  expect(pointsOf(withBase('paid-by-points: counts'), what, who)).toBe(100)
})

test('a program without rules of earning earns nothing and says nothing', () => {
  expect(decided(compiled(`${head}${points}`), member(), sale([line(10)])).earnings).toEqual([])
})

test('a receipt too large to be counted exactly is refused, in money or in pieces', () => {
  const program = earning('{ rule: piece, points: 0.0001, per: item }', perYuan)
  const max = program.assets[0]!.basketCentsMax
  expect(max).toBeGreaterThan(100_000_000)
  const refusalOf = (what: ReturnType<typeof sale>) => {
    try {
      return decided(program, member(), what).payableCents
    } catch (error) {
      return String(error)
    }
  }
  expect(refusalOf(sale([line(0, { grossCents: max })]))).toBe(max)
  expect(refusalOf(sale([line(0, { grossCents: max + 1 })]))).toContain('basket-too-large')
  expect(refusalOf(sale([line(0, { units: max + 1 })]))).toContain('basket-too-large')
})
