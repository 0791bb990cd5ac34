import { expect, test } from 'vitest'
import { usablePoints } from './account.ts'
import { placeHold } from './holding.ts'
import { brokenRules, contextAt, granted, lotsLeft, ms, newAccount } from './ledger-for-tests.ts'
import { endWait, ripen } from './pending.ts'
import { draw, expireDue, post, settleDebt } from './posting.ts'
import { takeBack } from './reversal.ts'

const from = '2026-01-15T16:00:00Z'
const before = new Date(ms(from) - 1)
const then = new Date(from)

const takingBack = (points: number, lotNumber: number, at: Date) => ({
  points,
  lotNumber,
  lapsedBefore: 0,
  policy: 'owe' as const,
  context: contextAt(at),
  reasons: [],
})

test('pending points are earned and cannot be used before their very instant', () => {
  const { account, journal } = newAccount()
  granted({ account, journal }, 120, { from })
  expect([account.posted, account.pending, usablePoints(account)]).toEqual([120, 120, 0])
  ripen(account, before)
  expect([account.pending, usablePoints(account)]).toEqual([120, 0])
  ripen(account, then)
  expect([account.posted, account.pending, usablePoints(account), account.nextUsableMs]).toEqual([120, 0, 120, null])
  expect(journal.entries.length).toBe(1)
})

test('points whose wait is over when they are granted can be used at once', () => {
  const opened = newAccount()
  granted(opened, 5, { at: from, from })
  expect([opened.account.pending, usablePoints(opened.account)]).toEqual([0, 5])
})

test('each lot has its own instant, and the next one is remembered', () => {
  const opened = newAccount()
  granted(opened, 10, { from })
  granted(opened, 20, { at: '2026-01-02T00:00:00Z', from: '2026-02-01T00:00:00Z' })
  expect(opened.account.nextUsableMs).toBe(ms(from))
  ripen(opened.account, then)
  expect([opened.account.pending, opened.account.nextUsableMs]).toEqual([20, ms('2026-02-01T00:00:00Z')])
})

test('a debit and a hold pass over pending points, even those that end first', () => {
  const { account, journal } = newAccount()
  granted({ account, journal }, 10, { from, until: '2026-02-01T00:00:00Z' })
  granted({ account, journal }, 7, { at: '2026-01-02T00:00:00Z' })
  const context = contextAt('2026-01-03T00:00:00Z')
  post(journal, account, { kind: 'redeem', amount: -3, context, reasons: [] }, draw(account, 3))
  const hold = placeHold(account, { holdId: 'h', points: 4, endsAtMs: ms('2026-01-04T00:00:00Z') })
  expect([lotsLeft(account), hold.lots]).toEqual([{ 1: 10, 2: 4 }, [{ lotNumber: 2, points: 4 }]])
  expect(() => draw(account, 1)).toThrow('loaded')
})

test('whoever comes with an earlier clock than the one that ended a wait draws no earlier than it ended', () => {
  const { account, journal } = newAccount()
  granted({ account, journal }, 10, { from })
  ripen(account, then)
  const context = contextAt(before)
  const drawn = post(journal, account, { kind: 'redeem', amount: -4, context, reasons: [] }, draw(account, 4))
  expect(drawn.postedMicros).toBe(ms(from) * 1000)
})

test('a refund takes pending points back without a debt, and leaves what can be used', () => {
  const { account, journal } = newAccount()
  granted({ account, journal }, 50)
  granted({ account, journal }, 120, { at: '2026-01-02T00:00:00Z', from })
  takeBack(journal, account, takingBack(40, 2, before))
  expect([account.pending, usablePoints(account), account.debt]).toEqual([80, 50, 0])
  const entry = takeBack(journal, account, takingBack(80, 2, before))
  expect([entry.amount, entry.debtChange, entry.reasons]).toEqual([-80, 0, []])
  expect([account.pending, usablePoints(account), lotsLeft(account)]).toEqual([0, 50, { 1: 50, 2: 0 }])
  expect(brokenRules(account, journal, [])).toEqual([])
})

test('a refund after the wait takes what is left, and the rest is owed', () => {
  const { account, journal } = newAccount()
  granted({ account, journal }, 120, { from })
  ripen(account, then)
  const context = contextAt(then)
  post(journal, account, { kind: 'redeem', amount: -100, context, reasons: [] }, draw(account, 100))
  takeBack(journal, account, takingBack(120, 1, then))
  expect([account.posted, account.debt]).toEqual([-100, 100])
})

test('pending points pay no debt until they can be used', () => {
  const { account, journal } = newAccount()
  granted({ account, journal }, 10)
  const context = contextAt('2026-01-02T00:00:00Z')
  post(journal, account, { kind: 'redeem', amount: -10, context, reasons: [] }, draw(account, 10))
  takeBack(journal, account, takingBack(10, 1, new Date('2026-01-03T00:00:00Z')))
  granted({ account, journal }, 30, { at: '2026-01-04T00:00:00Z', from })
  expect([account.debt, account.pending, usablePoints(account)]).toEqual([10, 30, 0])
  ripen(account, then)
  settleDebt(journal, account, contextAt(then))
  expect([account.debt, usablePoints(account)]).toEqual([0, 20])
})

test('points that wait for an activity do not end meanwhile, and end by their new date afterwards', () => {
  const { account, journal } = newAccount()
  granted({ account, journal }, 9, { awaits: 'delivered', until: '2026-01-31T00:00:00Z' })
  expireDue(journal, account, contextAt('2026-02-15T00:00:00Z'))
  expect([account.posted, account.nextUsableMs]).toEqual([9, null])
  const context = contextAt('2026-02-15T00:00:00Z')
  endWait(journal, account, { lotNumber: 1, expiresAtMs: ms('2026-03-01T00:00:00Z'), context })
  expect([usablePoints(account), account.nextExpiryMs, account.lots[0]?.usableFromMs]).toEqual([
    9,
    ms('2026-03-01T00:00:00Z'),
    ms('2026-02-15T00:00:00Z'),
  ])
  expireDue(journal, account, contextAt(new Date(ms('2026-03-01T00:00:00Z') - 1)))
  expect(account.posted).toBe(9)
  expireDue(journal, account, contextAt('2026-03-01T00:00:00Z'))
  expect(account.posted).toBe(0)
})

test('a wait ends once; what came back has nothing to wait for', () => {
  const { account, journal } = newAccount()
  granted({ account, journal }, 9, { awaits: 'delivered' })
  takeBack(journal, account, takingBack(9, 1, before))
  endWait(journal, account, { lotNumber: 1, expiresAtMs: null, context: contextAt(then) })
  expect([account.posted, account.pending, account.lots[0]?.usableFromMs]).toEqual([0, 0, null])
})

test('a lot behind one that waits beyond its date still ends at its own', () => {
  const { account, journal } = newAccount()
  granted({ account, journal }, 1, { awaits: 'delivered', until: '2026-01-10T00:00:00Z' })
  granted({ account, journal }, 2, { at: '2026-01-02T00:00:00Z', until: '2026-01-20T00:00:00Z' })
  expireDue(journal, account, contextAt('2026-01-11T00:00:00Z'))
  expect([account.posted, account.nextExpiryMs]).toEqual([3, ms('2026-01-20T00:00:00Z')])
  expireDue(journal, account, contextAt('2026-01-20T00:00:00Z'))
  expect([account.posted, lotsLeft(account)]).toEqual([1, { 1: 1, 2: 0 }])
})
