import { expect, test } from 'vitest'
import { couponsDiffer } from '../verify.ts'
import { CouponBook } from './coupon-book.ts'

// Sums that anybody can do in their head; and each check of the end is shown something broken.

const card = 'C000001'
const nowMs = Date.parse('2026-03-05T04:00:00Z')
const anyhow = { use: [], without: [] }
const asking = { card, basketCents: 3_000, soldOn: '2026-03-05', nowMs, holdId: null }

function bookWith(...ids: string[]): CouponBook {
  const book = new CouponBook()
  for (const couponId of ids)
    book.give({ couponId, card, offer: 'thanks', code: null, validFrom: '2026-03-05', validThrough: '2026-03-15' })
  return book
}

const chosenFrom = (book: CouponBook, changes: Partial<typeof asking> = {}, wish: typeof anyhow = anyhow) =>
  book.choose(wish, { ...asking, ...changes }).used.map(({ couponId }) => couponId)

test('a coupon is used from its basket on, through its last day, and one of each offer', () => {
  const book = bookWith('a', 'b')
  expect(chosenFrom(book)).toEqual(['a'])
  expect(chosenFrom(book, { basketCents: 2_999 })).toEqual([])
  expect(chosenFrom(book, { soldOn: '2026-03-15' })).toEqual(['a'])
  expect(chosenFrom(book, { soldOn: '2026-03-16' })).toEqual([])
})

test('what was set aside waits for its hold, until that is over', () => {
  const book = bookWith('a')
  const held = book.choose(anyhow, asking).used
  book.hold(held, { holdId: 'h', untilMs: nowMs + 10 })
  expect(chosenFrom(book)).toEqual([])
  expect(chosenFrom(book, { holdId: null, nowMs: nowMs + 10 })).toEqual(['a'])
  expect(book.heldBy({ card, holdId: 'h', nowMs: nowMs + 9 })).toHaveLength(1)
  expect(book.heldBy({ card, holdId: 'h', nowMs: nowMs + 10 })).toEqual([])
})

test('a coupon that was asked for is used before others, or refused with the reason', () => {
  const book = bookWith('a', 'b')
  const wish = { use: ['b'], without: [] }
  expect(book.choose(wish, asking).used.map(({ couponId }) => couponId)).toEqual(['b'])
  expect(book.choose(wish, { ...asking, basketCents: 1 }).refusals).toEqual(['program/coupon-not-now'])
  expect(book.choose({ use: ['c'], without: [] }, asking).refusals).toEqual(['program/coupon-not-held'])
  const refusalOf = (changes: Partial<typeof asking>) => book.choose(wish, { ...asking, ...changes }).refusals[0]
  expect(refusalOf({ card: 'C000002' })).toBe('program/coupon-not-held')
  expect([refusalOf({ soldOn: '2026-03-15' }), refusalOf({ soldOn: '2026-03-16' })]).toEqual([
    undefined,
    'program/coupon-over',
  ])
  book.hold(book.choose(wish, asking).used, { holdId: 'h', untilMs: nowMs + 10 })
  expect(refusalOf({})).toBe('program/coupon-set-aside')
  book.use(book.choose(wish, { ...asking, holdId: 'h' }).used, { receiptId: 'r', holdId: 'h' })
  expect(refusalOf({})).toBe('program/coupon-used-before')
})

test('a whole return brings a coupon back on its last day, and not on the day after', () => {
  const book = bookWith('a', 'b')
  book.use(book.choose(anyhow, asking).used, { receiptId: 'r', holdId: null })
  const back = (today: string) => {
    for (const coupon of book.usedOn({ receiptId: 'r' })) book.comeBack(coupon, { today, isVoid: false })
    return book.get('a')?.state
  }
  expect(back('2026-03-16')).toBe('used')
  expect(back('2026-03-15')).toBe('open')
})

test('a limit of three a day is full with the third', () => {
  const today = { card, today: '2026-03-05' }
  expect(bookWith('a', 'b').refusalsOf('thanks', today)).toEqual([])
  expect(bookWith('a', 'b', 'c').refusalsOf('thanks', today)).toEqual(['coupons/limit-of-day'])
  expect(bookWith('a', 'b', 'c').refusalsOf('thanks', { card, today: '2026-03-06' })).toEqual([])
})

test('what was tried in vain leaves nothing behind', () => {
  const book = bookWith('a')
  book.noteWritten()
  book.give({ couponId: 'b', card, offer: 'thanks', code: null, validFrom: '2026-03-05', validThrough: null })
  book.use(book.choose({ use: ['a'], without: [] }, asking).used, { receiptId: 'r', holdId: null })
  book.undo()
  expect([book.all.map(({ couponId, state }) => [couponId, state]), book.given.get(`thanks/${card}`)]).toEqual([
    [['a', 'open']],
    1,
  ])
})

const used = { coupon_id: 'a', state: 'used', receipt_id: 'r', off_cents: 300 }
const given = [
  { offer_code: 'thanks', counted: '2026-03-05', given: 1 },
  { offer_code: 'thanks', counted: card, given: 1 },
]

test.each([
  { broken: 'nothing', coupons: [used], given, isFound: false },
  { broken: 'a coupon on another receipt', coupons: [{ ...used, receipt_id: 'other' }], given, isFound: true },
  { broken: 'a coupon that is there twice', coupons: [used, used], given, isFound: true },
  { broken: 'a coupon that is gone', coupons: [], given, isFound: true },
  { broken: 'a use that cost more', coupons: [{ ...used, off_cents: 301 }], given, isFound: true },
  { broken: 'a count that is too low', coupons: [used], given: given.slice(1), isFound: true },
  {
    broken: 'a count that is too high',
    coupons: [used],
    given: given.map(row => ({ ...row, given: 2 })),
    isFound: true,
  },
])('at the end $broken is found out', ({ coupons, given: counted, isFound }) => {
  const book = bookWith('a')
  book.use(book.choose(anyhow, asking).used, { receiptId: 'r', holdId: null })
  expect(couponsDiffer(book, { coupons, given: counted }).length > 0).toBe(isFound)
})
