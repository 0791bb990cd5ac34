import { describe, expect, test } from 'vitest'
import { offering, priced, saidOf, takenBy } from './offers-for-tests.ts'
import { line, member, sale } from './program-for-tests.ts'
import { summarise } from './summary.ts'

describe('what one offer takes off', () => {
  test('a sum, never more than the goods cost', () => {
    const program = offering({ ten: 'off: ¥10' })
    expect(takenBy(priced(program, sale([line(25)])))).toEqual({ ten: 1000 })
    expect(takenBy(priced(program, sale([line(4), line(3)])))).toEqual({ ten: 700 })
  })

  test('a sum once for each whole amount: nothing at 299.99, twice at 600', () => {
    const program = offering({ every: 'every: ¥300, off: ¥40' })
    expect(takenBy(priced(program, sale([line(299.99)])))).toEqual({})
    expect(takenBy(priced(program, sale([line(300)])))).toEqual({ every: 4000 })
    expect(takenBy(priced(program, sale([line(600)])))).toEqual({ every: 8000 })
  })

  test('a percentage, capped from the 分 on at which the cap is reached', () => {
    const program = offering({ birthday: 'discount: 12 %, most: ¥100' })
    expect(saidOf(priced(program, sale([line(833.33)])))).toEqual(['birthday: 12 % off ¥833.33, ¥100 less'])
    expect(saidOf(priced(program, sale([line(833.42)])))).toEqual(['birthday: 12 % off ¥833.42, at most ¥100'])
    expect(takenBy(priced(offering({ fold: 'discount: 9 折' }), sale([line(10)])))).toEqual({ fold: 100 })
  })

  test('of 满减 only the highest step that is reached', () => {
    const program = offering({ full: 'steps: { ¥600: ¥100, ¥300: ¥40 }' })
    expect(takenBy(priced(program, sale([line(299.99)])))).toEqual({})
    expect(takenBy(priced(program, sale([line(300)])))).toEqual({ full: 4000 })
    expect(takenBy(priced(program, sale([line(599.99)])))).toEqual({ full: 4000 })
    expect(takenBy(priced(program, sale([line(200), line(400)])))).toEqual({ full: 10_000 })
  })

  test('three for two: the cheapest of all matching pieces is free, and the gain lies on all of them', () => {
    const program = offering({ three: 'pay: 2 of 3, when: { class: [ring] }' })
    const ring = { class: 'ring' }
    const two = sale([line(100, ring), line(50, ring), line(10)])
    expect(takenBy(priced(program, two))).toEqual({})
    const three = priced(program, sale([line(100, ring), line(50, { ...ring, units: 2 }), line(10)]))
    expect(three.offerDiscounts).toEqual([1667, 833, 0])
    const six = priced(program, sale([line(700, { ...ring, units: 7 })]))
    expect(takenBy(six)).toEqual({ three: 20_000 })
  })

  test('weighed goods have no pieces: they neither count for nor gain from N for M', () => {
    const program = offering({ three: 'pay: 2 of 3' })
    expect(takenBy(priced(program, sale([line(9, { units: 3000, isWeighed: true })])))).toEqual({})
  })

  test('a member price per piece and per kilogram, and never a dearer one', () => {
    const program = offering({ members: 'prices: { RICE: ¥29.90, PLUM: ¥8 }' })
    const decision = priced(
      program,
      sale([
        line(70, { sku: 'RICE', units: 2 }),
        line(5, { sku: 'PLUM', units: 500, isWeighed: true }),
        line(20, { sku: 'RICE', units: 1 }),
      ]),
    )
    expect(decision.offerDiscounts).toEqual([1020, 100, 0])
  })

  test('one piece of the gift is free, of several lines the cheapest', () => {
    const program = offering({ gift: 'gift: MUG, when: { basket-from: ¥100 }' })
    const mug = { sku: 'MUG' }
    const decision = priced(program, sale([line(100), line(60, { ...mug, units: 2 }), line(25, mug)]))
    expect(decision.offerDiscounts).toEqual([0, 0, 2500])
  })

  test('a gift that was not scanned is due, and the till is told which', () => {
    const program = offering({ gift: 'gift: MUG, when: { basket-from: ¥100 }' })
    const due = priced(program, sale([line(100)]))
    expect(due.giftsDue).toEqual([{ offer: 'gift', sku: 'MUG' }])
    expect(saidOf(due)).toEqual(['gift: a gift is due, scan MUG'])
    expect(priced(program, sale([line(99.99)])).giftsDue).toEqual([])
  })

  test('the gift does not help to reach its own threshold; a second piece of it does', () => {
    const program = offering({ gift: 'gift: MUG, when: { basket-from: ¥100 }' })
    expect(takenBy(priced(program, sale([line(80), line(30, { sku: 'MUG' })])))).toEqual({})
    expect(takenBy(priced(program, sale([line(80), line(60, { sku: 'MUG', units: 2 })])))).toEqual({ gift: 3000 })
    const one = offering({ second: 'gift: MUG, when: { sku: [MUG] }' })
    expect(takenBy(priced(one, sale([line(30, { sku: 'MUG' })])))).toEqual({})
    expect(takenBy(priced(one, sale([line(60, { sku: 'MUG', units: 2 })])))).toEqual({ second: 3000 })
  })

  test('one piece of the exchanged goods costs the price of the offer', () => {
    const program = offering({ bag: 'exchange: { goods: BAG, for: ¥9.90 }, when: { basket-from: ¥200 }' })
    const bags = line(80, { sku: 'BAG', units: 2 })
    expect(takenBy(priced(program, sale([line(200), bags])))).toEqual({ bag: 3010 })
    expect(takenBy(priced(program, sale([line(150), bags])))).toEqual({})
    expect(takenBy(priced(program, sale([line(200), line(9.9, { sku: 'BAG' })])))).toEqual({})
  })

  test('free shipping takes the shipping off and nothing else', () => {
    const program = offering({ ship: 'free: shipping, when: { basket-from: ¥99 }' })
    const shipping = line(12, { kind: 'shipping' })
    expect(priced(program, sale([line(99), shipping])).offerDiscounts).toEqual([0, 1200])
    expect(takenBy(priced(program, sale([line(98.99), shipping])))).toEqual({})
    expect(saidOf(priced(program, sale([line(99)])))).toEqual([
      'ship did not apply: there is no shipping on the receipt',
    ])
  })

  test('a condition on goods chooses the lines; gift cards, tips and deposits are never cheaper', () => {
    const program = offering({ rings: 'discount: 50 %, when: { class: [ring] }', all: 'discount: 10 %' })
    const decision = priced(program, sale([line(10, { class: 'ring' }), line(10), line(10, { kind: 'gift-card' })]))
    expect(decision.offerDiscounts).toEqual([550, 100, 0])
  })
})

describe('several offers', () => {
  test('goods have their price first, what is left reaches the step or does not', () => {
    const program = offering({ rice: 'prices: { RICE: ¥250 }', full: 'steps: { ¥300: ¥40 }' })
    expect(takenBy(priced(program, sale([line(320, { sku: 'RICE' }), line(50)])))).toEqual({ rice: 7000, full: 4000 })
    expect(takenBy(priced(program, sale([line(320, { sku: 'RICE' })])))).toEqual({ rice: 7000 })
    const dearer = offering({ rice: 'prices: { RICE: ¥290 }', full: 'steps: { ¥300: ¥40 }' })
    expect(takenBy(priced(dearer, sale([line(320, { sku: 'RICE' })])))).toEqual({ full: 4000 })
  })

  test('of one group the best counts, and the other says to which it lost', () => {
    const program = offering({ ten: 'off: ¥10, group: g', fold: 'discount: 9 折, group: g' })
    const small = priced(program, sale([line(99)]))
    expect(takenBy(small)).toEqual({ ten: 1000 })
    expect(saidOf(small)).toContain('fold (¥9.90 off) was not used: of its group only one counts, and ten is better')
    expect(takenBy(priced(program, sale([line(101)])))).toEqual({ fold: 1010 })
    // Of equal ones the earlier code.
    expect(takenBy(priced(program, sale([line(100)])))).toEqual({ fold: 1000 })
  })

  test('an offer that stands alone counts alone, where it is better than all others together', () => {
    const program = offering({ lone: 'off: ¥25, stacks: alone', ten: 'off: ¥10', fold: 'discount: 10 %' })
    const small = priced(program, sale([line(100)]))
    expect(takenBy(small)).toEqual({ lone: 2500 })
    expect(saidOf(small)).toContain('ten (¥10 off) was not used: lone counts alone, and is better')
    const large = priced(program, sale([line(200)]))
    expect(takenBy(large)).toEqual({ fold: 2000, ten: 1000 })
    expect(saidOf(large)).toContain(
      'lone (¥25 off) was not used: it counts only alone, and the others take ¥30 off together',
    )
  })

  test('an offer that adds nothing is left out and says so', () => {
    const program = offering({ all: 'discount: 100 %', ten: 'off: ¥10' })
    const decision = priced(program, sale([line(100)]))
    expect(takenBy(decision)).toEqual({ all: 10_000 })
    expect(saidOf(decision)[1]).toBe(
      'ten (¥10 off by itself) was not used: with it the member would not pay less, ¥100 is off already',
    )
  })

  test('twelve offers are compared in all ways, thirteen step by step, and the receipt says so', () => {
    const many = (count: number) =>
      offering(Object.fromEntries(Array.from({ length: count }, (_, i) => [`o${i}`, `off: ¥${i + 1}`])))
    expect(saidOf(priced(many(12), sale([line(500)]))).filter(text => text.includes('step by step'))).toEqual([])
    const decision = priced(many(13), sale([line(500)]))
    expect(takenBy(decision)).toMatchObject({ o0: 100, o12: 1300 })
    expect(saidOf(decision).at(-1)).toMatch(/^13 offers apply at once: above 12/)
  })

  test('an offer whose condition fails says which word of it', () => {
    const program = offering({ gold: 'off: ¥10, when: { basket-from: ¥50 }' })
    expect(saidOf(priced(program, sale([line(49.99)])))).toEqual(['gold did not apply: the basket is too small'])
    expect(takenBy(priced(program, sale([line(50)])))).toEqual({ gold: 1000 })
  })
})

const ladder = `levels:
  ladder:
    - { level: a, name: { zh-CN: 甲 } }
    - { level: b, name: { zh-CN: 乙 }, from: ¥100, discount: 10 % }
`
const gold = member({ level: 'b' })

describe('with the level price', () => {
  test('the level price is of what the offers leave', () => {
    const decision = priced(offering({ ten: 'off: ¥10' }, ladder), sale([line(110)]), gold)
    expect([decision.offerDiscounts, decision.levelDiscounts, decision.payableCents]).toEqual([[1000], [1000], 9000])
  })

  test('an offer that takes the level price away counts only where that is better', () => {
    const program = offering(
      { five: 'discount: 5 %, level-price: the better one', off: 'off: ¥5, when: { sku: [B] }' },
      ladder,
    )
    const decision = priced(program, sale([line(100)]), gold)
    expect([decision.offers, decision.payableCents]).toEqual([[], 9000])
    const better = offering({ fold: 'discount: 20 %, level-price: the better one, when: { sku: [B] }' }, ladder)
    const mixed = priced(better, sale([line(100), line(100, { sku: 'B' })]), gold)
    expect([mixed.offerDiscounts, mixed.levelDiscounts]).toEqual([
      [0, 2000],
      [1000, 0],
    ])
  })

  test('points are earned on what is paid, or on the price before discounts where the program says so', () => {
    const earning = (base: string) => `earning:\n  base: { ${base} }\n  rules:\n    - { rule: r, points: 1, per: ¥1 }\n`
    const earned = (base: string) =>
      priced(offering({ ten: 'off: ¥10' }, earning(base)), sale([line(110)])).earnings[0]?.points
    expect([earned('discounts: deducted'), earned('discounts: ignored')]).toEqual([100, 110])
  })
})

test('the older spelling of the better one means the same, and is no difference', () => {
  const ladder = 'levels: { ladder: [{ level: a, name: A, discount: 10 % }] }\n'
  const paid = (percent: string, word: string) =>
    priced(
      offering({ fold: `discount: ${percent}, level-price: ${word}` }, ladder),
      sale([line(100)]),
      member({ level: 'a' }),
    ).payableCents
  // 5 % is worse than the level price of 10 %, 20 % is better; both together would be 14.50 and 28 off.
  for (const word of ['the better one', 'not together'])
    expect([paid('5 %', word), paid('20 %', word), paid('10.01 %', word)]).toEqual([9000, 8000, 8999])
  expect(paid('20 %', 'together')).toBe(7200)
})

test('the summary says each offer, how they go together, and the guard', () => {
  const program = offering(
    {
      full: 'steps: { ¥300: ¥40, ¥600: ¥100 }',
      fold: 'discount: 9 折, most: ¥100, stacks: alone, when: { class: [ring] }',
      three: 'pay: 2 of 3, group: g',
    },
    'guard: { margin: 10 %, discount: 50 % }\n',
  )
  const part = summarise(program).find(({ heading }) => heading.en === 'Offers')
  expect(part?.sentences.map(sentence => sentence['zh-CN'])).toEqual([
    'three：每 3 件付 2 件，最便宜的免单，“g”组只取一个',
    'fold：9 折，最多减 ¥100，不与其他促销同享（条件：品类为ring）',
    'full：满 ¥300 减 ¥40，满 ¥600 减 ¥100，每单一次，只算达到的最高一档',
    '多个促销同时成立时，自动采用对会员最优惠的组合',
    '促销只给会员，散客没有',
    '同一张小票上的先后：three → fold → full；每一步按前面剩下的金额算',
    '所有优惠之后，已知成本的商品合计毛利不低于 10 %',
    '促销、等级价和积分抵现合计最多优惠 50 %',
  ])
})
