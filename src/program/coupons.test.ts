import { describe, expect, test } from 'vitest'
import { type CouponRight, couponDays, mostCentsOf, oneOfEachOffer } from './coupons.ts'
import { decideSale } from './decide-sale.ts'
import { offering, saidOf, takenBy } from './offers-for-tests.ts'
import { aName, decided, found, head, line, member, points, sale } from './program-for-tests.ts'
import { refusalSentences } from './reasons.ts'

const program = offering({
  ten: 'off: ¥10, when: { basket-from: ¥50 }, coupon: { codes: personal, valid: 30 days, blackout: [2026-03-06] }',
  fold: 'discount: 20 %, group: g, coupon: { codes: shared }',
  plain: 'discount: 10 %, group: g',
})

function right(offer: string, more: Partial<CouponRight> = {}): CouponRight {
  const found = program.offers.find(one => one.offer === offer)
  if (!found?.coupon) throw new Error(`no coupon ${offer}`)
  const offered = { ...found, coupon: found.coupon }
  return {
    couponId: `${offer}-1`,
    offer: offered,
    validFrom: '2026-03-01',
    validThrough: '2026-03-31',
    isWanted: false,
    ...more,
  }
}

const outcome = (coupons: CouponRight[], { yuan = 100, at = '2026-03-05T12:00' } = {}) =>
  decideSale(program, member(), sale([line(yuan)], { at, coupons }))
const decision = (coupons: CouponRight[], { yuan = 100, at = '2026-03-05T12:00' } = {}) =>
  decided(program, member(), sale([line(yuan)], { at, coupons }))
const refused = (coupons: CouponRight[], more = {}) => {
  const answer = outcome(coupons, more)
  return 'refusal' in answer ? refusalSentences(answer).en : null
}

describe('an offer that needs a coupon', () => {
  test('is not there without one, and is with one', () => {
    expect(takenBy(decision([]))).toEqual({ plain: 1000 })
    const { offers } = decision([right('ten')])
    expect(offers.map(({ offer, couponId }) => [offer, couponId])).toEqual([
      ['plain', null],
      ['ten', 'ten-1'],
    ])
  })

  test('competes with the others, and loses where they are better', () => {
    expect(takenBy(decision([right('fold')]))).toEqual({ fold: 2000 })
  })

  test('is kept where its condition fails, and says why', () => {
    const small = decision([right('ten')], { yuan: 49.99 })
    expect(takenBy(small)).toEqual({ plain: 500 })
    expect(saidOf(small)).toContain('ten did not apply: the basket is too small')
    expect(refused([right('ten', { isWanted: true })], { yuan: 49.99 })).toBe(
      'The coupon ten cannot be used now: the basket is too small',
    )
  })

  test('is used from its first day through its last, and never on a blackout day', () => {
    const on = (day: string) => saidOf(decision([right('ten')], { at: `${day}T12:00` }))
    expect(on('2026-02-28')).toContain('The coupon ten can be used from 2026-03-01 on')
    expect(takenBy(decision([right('ten')], { at: '2026-03-01T00:00' }))).toMatchObject({ ten: 1000 })
    expect(takenBy(decision([right('ten')], { at: '2026-03-31T23:59' }))).toMatchObject({ ten: 1000 })
    expect(on('2026-04-01')).toContain('The coupon ten is over: it could be used through 2026-03-31')
    expect(on('2026-03-06')).toContain('The coupon ten cannot be used on 2026-03-06')
    expect(refused([right('ten', { isWanted: true })], { at: '2026-04-01T00:00' })).toBe(
      'The coupon ten is over: it could be used through 2026-03-31',
    )
  })
})

test('a coupon that was asked for is used even where another combination takes more off', () => {
  const rich = offering({ a: 'off: ¥5, group: g, coupon: { codes: personal }', b: 'off: ¥20, group: g' })
  const offer = rich.offers.find(one => one.offer === 'a')
  if (!offer?.coupon) throw new Error('a is a coupon')
  const own = {
    couponId: 'a-1',
    offer: { ...offer, coupon: offer.coupon },
    validFrom: '2026-01-01',
    validThrough: null,
  }
  const taken = (isWanted: boolean) =>
    takenBy(decided(rich, member(), sale([line(100)], { coupons: [{ ...own, isWanted }] })))
  expect([taken(false), taken(true)]).toEqual([{ b: 2000 }, { a: 500 }])
})

test('two that exclude each other cannot both be asked for', () => {
  const two = offering({
    a: 'off: ¥5, stacks: alone, coupon: { codes: personal }',
    b: 'off: ¥9, coupon: { codes: personal }',
  })
  const coupons = two.offers.flatMap(offer =>
    offer.coupon
      ? [
          {
            couponId: offer.offer,
            offer: { ...offer, coupon: offer.coupon },
            validFrom: '2026-01-01',
            validThrough: null,
            isWanted: true,
          },
        ]
      : [],
  )
  expect(decideSale(two, member(), sale([line(100)], { coupons }))).toMatchObject({ refusal: 'coupon-not-together' })
})

test('of several for one offer the one that was asked for, else the one that ends first', () => {
  const early = right('ten', { couponId: 'z', validThrough: '2026-03-10' })
  const late = right('ten', { couponId: 'a' })
  const ever = right('ten', { couponId: 'e', validThrough: null })
  expect(oneOfEachOffer([late, ever, early]).map(({ couponId }) => couponId)).toEqual(['z'])
  expect(oneOfEachOffer([early, { ...ever, isWanted: true }]).map(({ couponId }) => couponId)).toEqual(['e'])
})

test('thirty days end on the thirtieth day after; fixed days are as written', () => {
  expect(couponDays(right('ten').offer.coupon, '2026-03-05')).toEqual({ from: '2026-03-05', through: '2026-04-04' })
  const [fixed] = offering({
    c: 'off: ¥1, coupon: { codes: batch, valid: { from: 2026-05-01, through: 2026-05-31 } }',
  }).offers
  expect(fixed?.coupon && couponDays(fixed.coupon, '2026-03-05')).toEqual({ from: '2026-05-01', through: '2026-05-31' })
})

test('what one coupon can cost at most is known for sums, capped discounts and steps', () => {
  const most = (rest: string) => offering({ a: rest }).offers.map(mostCentsOf)[0]
  expect(most('off: ¥10')).toBe(1000)
  expect(most('discount: 5 %, most: ¥30')).toBe(3000)
  expect(most('steps: { ¥10: ¥1, ¥20: ¥3 }')).toBe(300)
  expect([most('discount: 5 %'), most('off: ¥1, every: ¥9'), most('gift: MUG')]).toEqual([null, null, null])
})

describe('the check of coupons', () => {
  const file = (rest: string) => found(`${head}${points}offers:\n  - { offer: a, ${aName}, ${rest} }\n`)

  test('a budget needs to know what one costs at most', () => {
    expect(file('off: ¥5, coupon: { codes: batch, limit: ¥500 in all }')).toEqual([])
    expect(file('discount: 5 %, coupon: { codes: batch, limit: ¥500 in all }')).toEqual(['6 limit budget-unknown'])
  })

  test('one limit of each kind', () => {
    expect(file('off: ¥5, coupon: { codes: batch, limit: [1 a member, 99 a day, ¥500 in all] }')).toEqual([])
    expect(file('off: ¥5, coupon: { codes: batch, limit: [1 a member, 2 a member] }')).toEqual(['6 limit word-twice'])
  })

  test('its days are days and in order', () => {
    expect(file('off: ¥5, coupon: { codes: batch, blackout: [2026-02-30] }')).toEqual(['6 2026-02-30 not-a-day'])
    expect(file('off: ¥5, coupon: { codes: batch, valid: { from: 2026-02-02, through: 2026-02-01 } }')).toEqual([
      '6 from days-reversed',
    ])
  })

  test('its words stand within it', () => {
    expect(file('off: ¥5, valid: 30 days')).toEqual(['6 valid coupon-word-alone'])
    // An offer has limits of its own, in other words.
    expect(file('off: ¥5, limit: 1 a member')).toEqual(['6 limit not-understood'])
  })
})
