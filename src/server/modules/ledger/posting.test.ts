import { expect, test } from 'vitest'
import { usablePoints } from './account.ts'
import { contextAt, granted, lotsLeft, ms, newAccount } from './ledger-for-tests.ts'
import { draw, expireDue, grant, post, settleDebt } from './posting.ts'
import { takeBack } from './reversal.ts'

const midnight = '2026-03-05T16:00:00.000Z'
const justBefore = '2026-03-05T15:59:59.999Z'
const redeem = { kind: 'redeem', reasons: [] } as const

test('points are taken from the lot that ends first, then the older one, and never-ending lots last', () => {
  const opened = newAccount()
  const { account, journal } = opened
  granted(opened, 10)
  granted(opened, 20, { until: '2027-01-01T00:00:00Z' })
  granted(opened, 30, { until: '2026-06-01T00:00:00Z' })
  granted(opened, 40, { until: '2026-06-01T00:00:00Z' })
  const context = contextAt('2026-02-01T00:00:00Z')
  const drawn = draw(account, 95).map(({ lot, amount }) => [lot.lotNumber, amount])
  expect(drawn).toEqual([
    [3, -30],
    [4, -40],
    [2, -20],
    [1, -5],
  ])
  post(journal, account, { ...redeem, amount: -95, context }, draw(account, 95))
  expect([lotsLeft(account), account.posted, usablePoints(account)]).toEqual([{ 1: 5, 2: 0, 3: 0, 4: 0 }, 5, 5])
})

test('lots asked for by number come first, and only as far as asked', () => {
  const opened = newAccount()
  granted(opened, 10, { until: '2026-06-01T00:00:00Z' })
  granted(opened, 10)
  const drawn = draw(opened.account, 12, [{ lotNumber: 2, points: 4 }])
  expect(drawn.map(({ lot, amount }) => [lot.lotNumber, amount])).toEqual(
    [
      [2, -4],
      [1, -8],
    ].map(([lot, amount]) => [lot, amount]),
  )
})

test('more than there is cannot be drawn', () => {
  const opened = newAccount()
  granted(opened, 10)
  expect(() => draw(opened.account, 11)).toThrow('broken invariant')
})

test('a lot is alive a millisecond before its end and dead at the instant', () => {
  const opened = newAccount()
  const { account, journal } = opened
  granted(opened, 10, { until: midnight })
  expireDue(journal, account, contextAt(justBefore))
  expect([account.posted, journal.entries.length]).toEqual([10, 1])
  expireDue(journal, account, contextAt(midnight))
  expect([account.posted, journal.entries.at(-1)?.kind, account.nextExpiryMs]).toEqual([0, 'expire', null])
})

test('expiry is dated at the instant of the end, however late somebody looks', () => {
  const opened = newAccount()
  const { account, journal } = opened
  granted(opened, 10, { until: midnight })
  granted(opened, 5, { until: '2026-04-01T16:00:00Z' })
  granted(opened, 1)
  expireDue(journal, account, contextAt('2026-12-01T00:00:00Z', { receiptId: 'r', storeId: 7 }))
  expect(journal.entries.slice(3).map(entry => [entry.postedMicros, entry.amount, entry.businessOn])).toEqual([
    [ms(midnight) * 1000, -10, '2026-03-06'],
    [ms('2026-04-01T16:00:00Z') * 1000, -5, '2026-04-02'],
  ])
  expect(journal.entries[3]).toMatchObject({
    contra: 'expired',
    context: { receiptId: null, storeId: null },
    reasons: [{ code: 'expired', values: { points: 10, lastDay: '2026-03-05' } }],
  })
  expect([account.posted, account.nextExpiryMs]).toEqual([1, null])
})

test('after expiry the next lot is the next to end', () => {
  const opened = newAccount()
  granted(opened, 10, { until: midnight })
  granted(opened, 5, { until: '2026-04-01T16:00:00Z' })
  expireDue(opened.journal, opened.account, contextAt(midnight))
  expect(opened.account.nextExpiryMs).toBe(ms('2026-04-01T16:00:00Z'))
})

test('a lot used up since it was loaded keeps the next look early, because it may hide one that was not loaded', () => {
  const opened = newAccount()
  const { account, journal } = opened
  granted(opened, 10, { until: midnight })
  granted(opened, 5, { until: '2026-04-01T16:00:00Z' })
  const context = contextAt('2026-03-01T00:00:00Z')
  post(journal, account, { ...redeem, amount: -5, context }, draw(account, 5, [{ lotNumber: 2, points: 5 }]))
  expireDue(journal, account, contextAt(midnight))
  expect([account.posted, account.nextExpiryMs]).toEqual([0, ms('2026-04-01T16:00:00Z')])
})

test('entries of one millisecond are a microsecond apart, and a clock that goes back does not turn them round', () => {
  const opened = newAccount()
  granted(opened, 1, { at: '2026-01-02T00:00:00Z' })
  granted(opened, 1, { at: '2026-01-02T00:00:00Z' })
  granted(opened, 1, { at: '2026-01-01T00:00:00Z' })
  const first = ms('2026-01-02T00:00:00Z') * 1000
  expect(opened.journal.entries.map(entry => entry.postedMicros)).toEqual([first, first + 1, first + 2])
})

test('a grant settles what is owed, by an entry of its own that moves only the debt', () => {
  const opened = newAccount()
  const { account, journal } = opened
  granted(opened, 30)
  post(journal, account, { ...redeem, amount: -30, context: contextAt('2026-01-02T00:00:00Z') }, draw(account, 30))
  takeBack(journal, account, {
    points: 30,
    lotNumber: 1,
    lapsedBefore: 0,
    policy: 'owe',
    context: contextAt('2026-01-03T00:00:00Z'),
    reasons: [],
  })
  expect([account.posted, account.debt, usablePoints(account)]).toEqual([-30, 30, 0])

  granted(opened, 20, { at: '2026-01-04T00:00:00Z' })
  expect([account.posted, account.debt, usablePoints(account)]).toEqual([-10, 10, 0])
  granted(opened, 15, { at: '2026-01-05T00:00:00Z' })
  expect([account.posted, account.debt, usablePoints(account)]).toEqual([5, 0, 5])
  expect(
    journal.entries.filter(entry => entry.kind === 'settle-debt').map(entry => [entry.amount, entry.debtChange]),
  ).toEqual([
    [0, -20],
    [0, -10],
  ])
})

test('held points pay no debt', () => {
  const opened = newAccount()
  granted(opened, 10)
  opened.account.held = 10
  opened.account.lots[0]!.held = 10
  opened.account.debt = 4
  opened.account.posted = 6
  settleDebt(opened.journal, opened.account, contextAt('2026-01-02T00:00:00Z'))
  expect(opened.account.debt).toBe(4)
})

test('points of a receipt so late that their time is over are granted and expire at once', () => {
  const opened = newAccount()
  const { account, journal } = opened
  granted(opened, 50, { at: '2026-03-06T00:00:00Z', until: midnight })
  expect(journal.entries.map(entry => [entry.kind, entry.amount])).toEqual([
    ['earn', 50],
    ['expire', -50],
  ])
  expect([account.posted, usablePoints(account)]).toEqual([0, 0])
})

test('what is over already settles no debt', () => {
  const opened = newAccount()
  const { account, journal } = opened
  granted(opened, 30)
  post(journal, account, { ...redeem, amount: -30, context: contextAt('2026-01-02T00:00:00Z') }, draw(account, 30))
  takeBack(journal, account, {
    points: 30,
    lotNumber: 1,
    lapsedBefore: 0,
    policy: 'owe',
    context: contextAt('2026-01-03T00:00:00Z'),
    reasons: [],
  })
  granted(opened, 30, { at: '2026-03-06T00:00:00Z', until: midnight })
  expect([account.posted, account.debt]).toEqual([-30, 30])
})

test('a grant is a positive whole number', () => {
  const { account, journal } = newAccount()
  for (const points of [0, -1, 1.5, Number.NaN])
    expect(() =>
      grant(journal, account, {
        kind: 'earn',
        points,
        expiresAtMs: null,
        funding: 'gift',
        deferredCents: 0,
        context: contextAt(midnight),
        reasons: [],
      }),
    ).toThrow('broken invariant')
})

test('an entry whose lots do not add up to it is a bug', () => {
  const opened = newAccount()
  const { account, journal } = opened
  granted(opened, 10)
  const context = contextAt('2026-01-02T00:00:00Z')
  expect(() => post(journal, account, { ...redeem, amount: -5, context }, draw(account, 4))).toThrow('broken invariant')
})
