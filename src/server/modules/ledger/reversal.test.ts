import { expect, test } from 'vitest'
import { usablePoints } from './account.ts'
import { placeHold } from './holding.ts'
import { brokenRules, contextAt, granted, lotsLeft, ms, newAccount } from './ledger-for-tests.ts'
import { draw, expireDue, post } from './posting.ts'
import { giveBack, takeBack } from './reversal.ts'

type Opened = ReturnType<typeof newAccount>

function redeemed({ account, journal }: Opened, points: number, at: string) {
  const drawn = draw(account, points)
  const owedToLots = drawn.map(({ lot, amount }) => ({ lotNumber: lot.lotNumber, points: -amount }))
  const entry = post(journal, account, { kind: 'redeem', amount: -points, context: contextAt(at), reasons: [] }, drawn)
  return { redeemVersion: entry.version, owedToLots }
}

const reasons = [] as const
const at = '2026-02-01T00:00:00Z'

test('what a receipt earned is taken from its own lot first', () => {
  const opened = newAccount()
  granted(opened, 10, { until: '2026-03-01T00:00:00Z' })
  granted(opened, 20, { until: '2027-01-01T00:00:00Z' })
  const entry = takeBack(opened.journal, opened.account, {
    points: 15,
    lotNumber: 2,
    lapsedBefore: 0,
    policy: 'owe',
    context: contextAt(at),
    reasons,
  })
  expect([entry.amount, entry.reversesVersion, lotsLeft(opened.account)]).toEqual([-15, 2, { 1: 10, 2: 5 }])
})

test('where the own lot does not suffice, the others pay, first to end first', () => {
  const opened = newAccount()
  granted(opened, 10, { until: '2026-03-01T00:00:00Z' })
  granted(opened, 20)
  redeemed(opened, 25, '2026-01-05T00:00:00Z')
  granted(opened, 8, { at: '2026-01-06T00:00:00Z' })
  takeBack(opened.journal, opened.account, {
    points: 10,
    lotNumber: 2,
    lapsedBefore: 0,
    policy: 'owe',
    context: contextAt(at),
    reasons,
  })
  expect([lotsLeft(opened.account), opened.account.debt]).toEqual([{ 1: 0, 2: 0, 4: 3 }, 0])
})

test('what is gone becomes debt, and the balance is below zero by it', () => {
  const opened = newAccount()
  granted(opened, 20)
  redeemed(opened, 12, '2026-01-05T00:00:00Z')
  const entry = takeBack(opened.journal, opened.account, {
    points: 20,
    lotNumber: 1,
    lapsedBefore: 0,
    policy: 'owe',
    context: contextAt(at),
    reasons,
  })
  expect(entry).toMatchObject({ amount: -20, debtChange: 12, shortfall: 0, postedAfter: -12 })
  expect(entry.reasons).toEqual([{ code: 'became-debt', rule: null, values: { points: 12 } }])
  expect(usablePoints(opened.account)).toBe(0)
})

test('where the program absorbs, what is gone is a shortfall on record and nobody owes anything', () => {
  const opened = newAccount()
  granted(opened, 20)
  redeemed(opened, 20, '2026-01-05T00:00:00Z')
  const entry = takeBack(opened.journal, opened.account, {
    points: 20,
    lotNumber: 1,
    lapsedBefore: 0,
    policy: 'absorb',
    context: contextAt(at),
    reasons,
  })
  expect(entry).toMatchObject({ amount: 0, debtChange: 0, shortfall: 20, postedAfter: 0 })
  expect(entry.reasons).toEqual([{ code: 'was-absorbed', rule: null, values: { points: 20 } }])
  expect(opened.account.debt).toBe(0)
})

test('held points are not taken back: they were promised', () => {
  const opened = newAccount()
  granted(opened, 20)
  placeHold(opened.account, { holdId: 'h', points: 15, endsAtMs: ms('2026-02-02T00:00:00Z') })
  const entry = takeBack(opened.journal, opened.account, {
    points: 20,
    lotNumber: 1,
    lapsedBefore: 0,
    policy: 'owe',
    context: contextAt(at),
    reasons,
  })
  expect([entry.amount, entry.debtChange, opened.account.held]).toEqual([-20, 15, 15])
})

test('redeemed points return to the lots they came from, last taken first, with their old ends', () => {
  const opened = newAccount()
  granted(opened, 10, { until: '2026-06-01T00:00:00Z' })
  granted(opened, 10, { until: '2026-09-01T00:00:00Z' })
  granted(opened, 10)
  const taken = redeemed(opened, 25, '2026-01-05T00:00:00Z')
  giveBack(opened.journal, opened.account, { ...taken, points: 12, grace: null, context: contextAt(at), reasons })
  expect(lotsLeft(opened.account)).toEqual({ 1: 0, 2: 7, 3: 10 })
  expect(opened.account.lots.map(lot => lot.expiresAtMs)).toEqual([
    ms('2026-06-01T00:00:00Z'),
    ms('2026-09-01T00:00:00Z'),
    null,
  ])
})

test('parts that are given back one by one add up to the original', () => {
  const opened = newAccount()
  granted(opened, 10, { until: '2026-06-01T00:00:00Z' })
  granted(opened, 10)
  const { owedToLots, redeemVersion } = redeemed(opened, 20, '2026-01-05T00:00:00Z')
  const back = { redeemVersion, grace: null, context: contextAt(at), reasons }
  giveBack(opened.journal, opened.account, { ...back, owedToLots, points: 7 })
  giveBack(opened.journal, opened.account, {
    ...back,
    owedToLots: [
      { lotNumber: 1, points: 10 },
      { lotNumber: 2, points: 3 },
    ],
    points: 13,
  })
  expect(lotsLeft(opened.account)).toEqual({ 1: 10, 2: 10 })
  expect(() => giveBack(opened.journal, opened.account, { ...back, owedToLots: [], points: 1 })).toThrow(
    'broken invariant',
  )
})

const end = '2026-03-05T16:00:00.000Z'

function endedMeanwhile() {
  const opened = newAccount()
  granted(opened, 10, { until: end })
  granted(opened, 5)
  return { ...opened, taken: redeemed(opened, 12, '2026-01-05T00:00:00Z') }
}

test('points given back to a lot that has ended expire in the same transaction, with both entries', () => {
  const { account, journal, taken } = endedMeanwhile()
  giveBack(journal, account, { ...taken, points: 12, grace: null, context: contextAt(end), reasons })
  expect(journal.entries.slice(-2).map(entry => [entry.kind, entry.amount])).toEqual([
    ['give-back', 12],
    ['expire', -10],
  ])
  expect([account.posted, lotsLeft(account)]).toEqual([5, { 1: 0, 2: 5 }])
  expect(journal.entries.at(-2)?.reasons).toEqual([
    { code: 'expired-while-away', rule: null, values: { points: 10, lastDay: '2026-03-05' } },
  ])
})

test('a millisecond before its end the lot simply has its points again', () => {
  const { account, journal, taken } = endedMeanwhile()
  giveBack(journal, account, {
    ...taken,
    points: 12,
    grace: null,
    context: contextAt('2026-03-05T15:59:59.999Z'),
    reasons,
  })
  expect([account.posted, account.nextExpiryMs]).toEqual([15, ms(end)])
})

test('days of grace prolong the lot that has ended, through a whole local day', () => {
  const { account, journal, taken } = endedMeanwhile()
  const grace = { count: 7, unit: 'days' } as const
  giveBack(journal, account, { ...taken, points: 12, grace, context: contextAt('2026-04-01T04:00:00Z'), reasons })
  expect([account.posted, account.lots[0]?.expiresAtMs]).toEqual([15, ms('2026-04-08T16:00:00Z')])
  expect(journal.entries.at(-1)?.reasons).toEqual([
    { code: 'grace-given', rule: null, values: { points: 10, lastDay: '2026-04-08' } },
  ])
  expireDue(journal, account, contextAt('2026-04-08T15:59:59.999Z'))
  expect(account.posted).toBe(15)
  expireDue(journal, account, contextAt('2026-04-08T16:00:00.000Z'))
  expect(account.posted).toBe(5)
})

test('points given back pay what is owed', () => {
  const opened = newAccount()
  granted(opened, 20)
  const taken = redeemed(opened, 20, '2026-01-05T00:00:00Z')
  takeBack(opened.journal, opened.account, {
    points: 20,
    lotNumber: 1,
    lapsedBefore: 0,
    policy: 'owe',
    context: contextAt(at),
    reasons,
  })
  giveBack(opened.journal, opened.account, { ...taken, points: 20, grace: null, context: contextAt(at), reasons })
  expect([opened.account.posted, opened.account.debt]).toEqual([0, 0])
  expect(brokenRules(opened.account, opened.journal, [])).toEqual([])
})
