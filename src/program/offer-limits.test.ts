import { describe, expect, test } from 'vitest'
import { usedByOffers } from './offer-limits.ts'
import { offering, priced, saidOf, takenBy } from './offers-for-tests.ts'
import { line, member, sale } from './program-for-tests.ts'
import { summarise } from './summary.ts'

const usedBefore = (key: string, used: { points: number; times: number }) => member({ used: { [key]: used } })

describe('times', () => {
  const program = offering({ ten: 'off: ¥10, limit: 2 times a month' })
  const having = (times: number) =>
    priced(program, sale([line(100)]), usedBefore('offer/ten|month', { points: 0, times }))

  test('the last time still counts, the next one does not and says why', () => {
    expect(takenBy(having(1))).toEqual({ ten: 1000 })
    expect(takenBy(having(2))).toEqual({})
    expect(saidOf(having(2))).toEqual([
      'ten was not used: its limit is reached (2 times a month), nothing of it is left',
    ])
    expect(having(2).payableCents).toBe(10_000)
  })

  test('a receipt is one time, however often an offer counts on it', () => {
    const { offers } = priced(offering({ every: 'off: ¥1, every: ¥10, limit: 5 times a day' }), sale([line(100)]))
    expect(usedByOffers(offers.map(offer => ({ ...offer, isByCoupon: false })))).toEqual([
      { scope: 'offer/every', points: 1000, times: 1 },
    ])
  })

  test('what failed its condition is not told of a limit', () => {
    const gold = offering({ gold: 'off: ¥10, when: { basket-from: ¥200 }, limit: 1 time in life' })
    const decision = priced(gold, sale([line(100)]), usedBefore('offer/gold|life', { points: 0, times: 1 }))
    expect(saidOf(decision)).toEqual(['gold did not apply: the basket is too small'])
  })

  test('a gift of which nothing is left is not promised', () => {
    const mug = offering({ mug: 'gift: MUG, limit: 1 time a day' })
    expect(priced(mug, sale([line(100)])).giftsDue).toHaveLength(1)
    const decision = priced(mug, sale([line(100)]), usedBefore('offer/mug|day', { points: 0, times: 1 }))
    expect([decision.giftsDue, saidOf(decision).length]).toEqual([[], 1])
  })
})

describe('money', () => {
  const program = offering({ fold: 'discount: 10 %, limit: ¥50 a week' })
  const having = (points: number) =>
    priced(program, sale([line(100), line(200)]), usedBefore('offer/fold|week', { points, times: 1 }))

  test('takes off what is left, line by line in proportion, and says that it stopped', () => {
    expect(saidOf(having(2000))).toEqual(['fold: 10 % off ¥300, ¥30 less'])
    expect(having(2001).offers[0]?.perLine).toEqual([1000, 1999])
    expect(saidOf(having(2001))).toEqual([
      'fold: 10 % off ¥300, ¥29.99 less',
      'fold stops at its limit (¥50 a week): ¥29.99 was left',
    ])
    expect(takenBy(having(4999))).toEqual({ fold: 1 })
    expect(takenBy(having(5000))).toEqual({})
  })

  test('a receipt has its own bound, whatever was used before', () => {
    const bound = offering({ fold: 'discount: 10 %, limit: ¥20 a receipt' })
    const decision = priced(bound, sale([line(300)]), usedBefore('offer/fold|receipt', { points: 9999, times: 9 }))
    expect(takenBy(decision)).toEqual({ fold: 2000 })
  })

  test('of several limits the one that is gone is named', () => {
    const both = offering({ ten: 'off: ¥10, limit: [1 time a day, ¥100 a month]' })
    const decision = priced(both, sale([line(100)]), usedBefore('offer/ten|day', { points: 1000, times: 1 }))
    expect(saidOf(decision)).toEqual(['ten was not used: its limit is reached (1 time a day), nothing of it is left'])
  })
})

test('an offer with little left gives way to one that takes more off', () => {
  const program = offering({ a: 'off: ¥20, group: g, limit: ¥100 in all', b: 'off: ¥15, group: g' })
  const having = (points: number) =>
    takenBy(priced(program, sale([line(100)]), usedBefore('offer/a|all', { points, times: 1 })))
  expect([having(8000), having(9000)]).toEqual([{ a: 2000 }, { b: 1500 }])
})

test('what a coupon brought is not counted, and neither is what the guard left nothing of', () => {
  expect(
    usedByOffers([
      { offer: 'a', offCents: 100, isByCoupon: true },
      { offer: 'b', offCents: 0, isByCoupon: false },
    ]),
  ).toEqual([])
})

test('the summary says the limits', () => {
  const program = offering({ ten: 'off: ¥10, limit: [1 time a day, ¥500 in all], when: { class: [ring] }' })
  const part = summarise(program).find(({ heading }) => heading.en === 'Offers')
  expect(part?.sentences.slice(0, 1).map(sentence => [sentence['zh-CN'], sentence.en])).toEqual([
    [
      'ten：每单减 ¥10，上限每天 1 次、全部会员合计 ¥500（条件：品类为ring）',
      'ten: ¥10 off a receipt, at most 1 time a day, ¥500 for all members together (when: goods of class ring)',
    ],
  ])
})
