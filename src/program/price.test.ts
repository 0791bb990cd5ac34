import { expect, test } from 'vitest'
import { compiled, decided, head, line, member, points, sale } from './program-for-tests.ts'
import { reasonSentence } from './reasons.ts'

const program = (discount: string) =>
  compiled(`${head}${points}levels:
  ladder:
    - { level: ordinary, name: { zh-CN: 普通会员 } }
    - { level: silver, name: { zh-CN: 银卡 }, from: ¥100, discount: ${discount} }
`)
const silver = member({ level: 'silver' })

test('a level takes its per cent off each line, and says how much', () => {
  const decision = decided(program('5 %'), silver, sale([line(100), line(60)]))
  expect(decision).toMatchObject({ levelDiscounts: [500, 300], payable: [9500, 5700], payableCents: 15_200 })
  expect(decision.discountReasons.map(reason => reasonSentence(reason, 'zh-CN'))).toEqual([
    '银卡会员价：¥160 优惠 5 %，减 ¥8',
  ])
})

test('9.5 折 is 5 % off', () => {
  expect(decided(program('9.5 折'), silver, sale([line(100)])).payableCents).toBe(9500)
})

test('the reduction of a receipt is rounded half up once, and lies on the lines by largest remainder', () => {
  // 5 % of ¥0.30 is 1.5 分: 2 分. Line by line it would have been 0.5 → 1 for each of three lines.
  expect(decided(program('5 %'), silver, sale([line(0.1), line(0.1), line(0.1)])).levelDiscounts).toEqual([1, 1, 0])
  expect(decided(program('5 %'), silver, sale([line(0.09)])).levelDiscounts).toEqual([0])
  expect(decided(program('5 %'), silver, sale([line(0.1)])).levelDiscounts).toEqual([1])
})

test('other levels, and members without one, pay the full price', () => {
  for (const level of ['ordinary', null])
    expect(decided(program('5 %'), member({ level }), sale([line(100)])).payableCents).toBe(10_000)
})

test('a level that the ladder no longer has counts as the lowest', () => {
  const withLowest =
    compiled(`${head}${points}earning: { rules: [{ rule: base, points: 1, per: ¥1, when: { level: [a] } }] }
levels: { ladder: [{ level: a, name: { zh-CN: 甲 }, discount: 10 % }] }`)
  const decision = decided(withLowest, member({ level: 'platinum' }), sale([line(100)]))
  expect([decision.payableCents, decision.earnings[0]?.points]).toEqual([9000, 90])
})

test('goods and services have a level price; delivery, tips, gift cards and deposits do not', () => {
  const kinds = ['goods', 'service', 'shipping', 'tip', 'gift-card', 'deposit'] as const
  const lines = kinds.map(kind => line(10, { kind }))
  expect(decided(program('10 %'), silver, sale(lines)).levelDiscounts).toEqual([100, 100, 0, 0, 0, 0])
})

test('the level price is taken from what is left after a discount by hand', () => {
  const decision = decided(program('10 %'), silver, sale([line(100, { manualDiscountCents: 2000 })]))
  expect(decision.payable).toEqual([7200])
})

test('a level price may be for some goods only', () => {
  const chains = program('{ percent: 10 %, when: { class: [项链] } }')
  expect(decided(chains, silver, sale([line(100, { class: '项链' }), line(100)])).levelDiscounts).toEqual([1000, 0])
  expect(decided(chains, silver, sale([line(100)]))).toMatchObject({ levelDiscounts: [0], discountReasons: [] })
})

test('a basket condition counts goods and services, not gift cards', () => {
  const large = program('{ percent: 10 %, when: { basket-from: ¥300 } }')
  const discountOf = (...lines: Parameters<typeof sale>[0]) =>
    decided(large, silver, sale(lines)).levelDiscounts.reduce((a, b) => a + b, 0)
  expect(discountOf(line(300))).toBe(3000)
  expect(discountOf(line(299.99))).toBe(0)
  expect(discountOf(line(100), line(200, { kind: 'gift-card' }))).toBe(0)
})

test('a receipt counts for the windows with what was paid for goods and services, as one visit', () => {
  const decision = decided(
    program('5 %'),
    silver,
    sale([line(100), line(50, { kind: 'gift-card' }), line(10, { kind: 'shipping' })]),
  )
  expect(decision.measured).toEqual({ 'net-spend': 9500, 'points-earned': 0, visits: 1 })
})

test('points earned count for the windows by the first asset only', () => {
  const two = compiled(`${head}assets: { points: { name: { zh-CN: 积分 } }, growth: { name: { zh-CN: 成长值 } } }
earning: { rules: [{ rule: g, asset: growth, points: 1, per: ¥1 }] }`)
  expect(decided(two, member(), sale([line(10)])).measured['points-earned']).toBe(0)
})
