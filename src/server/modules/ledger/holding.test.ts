import { expect, test } from 'vitest'
import { usablePoints } from './account.ts'
import { endHold, placeHold, releaseHold } from './holding.ts'
import { contextAt, granted, lotsLeft, ms, newAccount } from './ledger-for-tests.ts'
import { draw, expireDue, post } from './posting.ts'

const end = '2026-03-05T16:00:00.000Z'

test('a hold names its lots, first to end first, and nobody else can use them', () => {
  const opened = newAccount()
  granted(opened, 10, { until: end })
  granted(opened, 10)
  const hold = placeHold(opened.account, { holdId: 'h', points: 15, endsAtMs: ms(end) })
  expect(hold.lots).toEqual([
    { lotNumber: 1, points: 10 },
    { lotNumber: 2, points: 5 },
  ])
  expect([opened.account.posted, usablePoints(opened.account)]).toEqual([20, 5])
  expect(() => draw(opened.account, 6)).toThrow('broken invariant')
  expect(() => placeHold(opened.account, { holdId: 'i', points: 6, endsAtMs: ms(end) })).toThrow('broken invariant')
})

test('held points survive the end of their lot; the others do not', () => {
  const opened = newAccount()
  const { account, journal } = opened
  granted(opened, 10, { until: end })
  const hold = placeHold(account, { holdId: 'h', points: 4, endsAtMs: ms('2026-03-05T16:10:00Z') })
  expireDue(journal, account, contextAt('2026-03-05T16:05:00Z'))
  expect([account.posted, account.held, account.nextExpiryMs]).toEqual([4, 4, ms(end)])

  endHold(account, hold, 'captured')
  const context = contextAt('2026-03-05T16:06:00Z')
  post(journal, account, { kind: 'redeem', amount: -4, context, reasons: [] }, draw(account, 4, hold.lots))
  expect([account.posted, account.held, lotsLeft(account)]).toEqual([0, 0, { 1: 0 }])
})

test('a part of a hold is taken from the lot that ends first, however the hold names its lots', () => {
  const opened = newAccount()
  const { account } = opened
  granted(opened, 10)
  granted(opened, 10, { until: end })
  const hold = placeHold(account, { holdId: 'h', points: 15, endsAtMs: ms(end) })
  endHold(account, hold, 'captured')
  const byNumber = hold.lots.toSorted((a, b) => a.lotNumber - b.lotNumber)
  const drawn = draw(account, 12, byNumber).map(({ lot, amount }) => [lot.lotNumber, amount])
  expect(drawn).toEqual([
    [2, -10],
    [1, -2],
  ])
})

test('a released hold leaves everything as it was', () => {
  const opened = newAccount()
  granted(opened, 10)
  const hold = placeHold(opened.account, { holdId: 'h', points: 4, endsAtMs: ms(end) })
  endHold(opened.account, hold, 'released')
  expect([opened.account.posted, usablePoints(opened.account), opened.account.lots[0]?.held, hold.state]).toEqual([
    10,
    10,
    0,
    'released',
  ])
})

test('what a hold had kept beyond the end ends when it is given up, and not before', () => {
  const opened = newAccount()
  const { account, journal } = opened
  granted(opened, 10, { until: end })
  const hold = placeHold(account, { holdId: 'h', points: 4, endsAtMs: ms('2026-03-05T16:10:00Z') })
  releaseHold(journal, account, hold, contextAt('2026-03-05T16:06:00Z'))
  expect(journal.entries.slice(1).map(entry => [entry.kind, entry.amount, entry.postedMicros / 1000])).toEqual([
    ['expire', -6, ms(end)],
    ['expire', -4, ms('2026-03-05T16:06:00Z')],
  ])
  expect([account.posted, account.held, account.nextExpiryMs]).toEqual([0, 0, null])
})

test('a hold that is given up by an earlier clock gives nothing back of a lot whose end has been posted after', () => {
  const opened = newAccount()
  const { account, journal } = opened
  granted(opened, 10, { until: end })
  const hold = placeHold(account, { holdId: 'h', points: 10, endsAtMs: ms('2026-03-05T16:10:00Z') })
  granted(opened, 3, { at: end })
  releaseHold(journal, account, hold, contextAt(new Date(ms(end) - 1)))
  expect(lotsLeft(account)).toEqual({ 1: 0, 2: 3 })
  const other = newAccount()
  granted(other, 10, { until: end })
  const kept = placeHold(other.account, { holdId: 'h', points: 10, endsAtMs: ms('2026-03-05T16:10:00Z') })
  granted(other, 3, { at: new Date(ms(end) - 1).toISOString() })
  releaseHold(other.journal, other.account, kept, contextAt(new Date(ms(end) - 1)))
  expect(lotsLeft(other.account)).toEqual({ 1: 10, 2: 3 })
})

test('a hold ends once', () => {
  const opened = newAccount()
  granted(opened, 10)
  const hold = placeHold(opened.account, { holdId: 'h', points: 4, endsAtMs: ms(end) })
  endHold(opened.account, hold, 'captured')
  expect(() => endHold(opened.account, hold, 'released')).toThrow('broken invariant')
})
