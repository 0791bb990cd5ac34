import { expect, test } from 'vitest'
import type { Period } from '../../../shared/calendar.ts'
import { type Account, usablePoints } from './account.ts'
import { placeHold } from './holding.ts'
import { keepAlive, periodOf, periodText } from './keeping.ts'
import { brokenRules, contextAt, granted, lotsLeft, ms, newAccount, zone } from './ledger-for-tests.ts'
import { draw, expireDue, type Journal, post } from './posting.ts'
import { giveBack } from './reversal.ts'

type Opened = { account: Account; journal: Journal }
const year = { count: 12, unit: 'months' } as const satisfies Period

/** Points of a day's noon in Shanghai that end after so long without purchase. */
function idlePoints(
  opened: Opened,
  points: number,
  {
    on,
    until,
    period = year,
    keptBy = ['purchase'],
  }: { on: string; until: string; period?: Period; keptBy?: string[] },
) {
  const idle = { period, keptBy, from: on }
  return granted(opened, points, { at: `${on}T04:00:00Z`, until: midnightAfter(until), idle })
}

/** The instant at which a last day is over in Shanghai. */
const midnightAfter = (day: string) => `${day}T16:00:00.000Z`

function keep({ account }: Opened, what: string, on: string, at = `${on}T04:00:00Z`) {
  keepAlive(account, { what, on, now: new Date(at), zone })
}

const ends = ({ account }: Opened) =>
  Object.fromEntries(
    account.lots.map(lot => [lot.lotNumber, new Date(lot.expiresAtMs ?? 0).toISOString().slice(0, 10)]),
  )

test('a purchase lets every open lot end so long after it, each by its own terms', () => {
  const opened = newAccount()
  idlePoints(opened, 10, { on: '2026-01-10', until: '2027-01-10' })
  idlePoints(opened, 20, { on: '2026-02-10', until: '2026-05-10', period: { count: 3, unit: 'months' } })
  idlePoints(opened, 30, { on: '2026-02-11', until: '2027-02-11', keptBy: ['check-in'] })
  granted(opened, 40, { at: '2026-02-12T00:00:00Z', until: midnightAfter('2026-12-31') })
  keep(opened, 'purchase', '2026-03-05')
  expect(ends(opened)).toEqual({ 1: '2027-03-05', 2: '2026-06-05', 3: '2027-02-11', 4: '2026-12-31' })
  keep(opened, 'check-in', '2026-03-06')
  expect(ends(opened)).toEqual({ 1: '2027-03-05', 2: '2026-06-05', 3: '2027-03-06', 4: '2026-12-31' })
  expect(opened.account.kept).toEqual({ purchase: '2026-03-05', 'check-in': '2026-03-06' })
  // First to end first, by the new ends.
  expect(draw(opened.account, 60).map(({ lot }) => lot.lotNumber)).toEqual([2, 4])
})

test('points end at the midnight after the last inactive day, not before and not later', () => {
  const opened = newAccount()
  idlePoints(opened, 10, { on: '2026-01-10', until: '2027-01-10' })
  keep(opened, 'purchase', '2026-03-05')
  expireDue(opened.journal, opened.account, contextAt(new Date(ms(midnightAfter('2027-03-05')) - 1)))
  expect(opened.account.posted).toBe(10)
  expireDue(opened.journal, opened.account, contextAt('2027-06-01T00:00:00Z'))
  expect([opened.account.posted, opened.journal.entries.at(-1)?.postedMicros]).toEqual([
    0,
    ms(midnightAfter('2027-03-05')) * 1000,
  ])
})

test('a purchase on 29 February keeps points through 28 February of the next year', () => {
  const opened = newAccount()
  idlePoints(opened, 10, { on: '2028-01-10', until: '2029-01-10' })
  keep(opened, 'purchase', '2028-02-29')
  expect(ends(opened)).toEqual({ 1: '2029-02-28' })
})

test('what happened earlier than what is known changes nothing, in whatever order it arrives', () => {
  const opened = newAccount()
  idlePoints(opened, 10, { on: '2026-01-10', until: '2027-01-10' })
  keep(opened, 'purchase', '2026-03-05')
  keep(opened, 'purchase', '2026-02-05', '2026-03-06T04:00:00Z')
  expect([ends(opened), opened.account.kept]).toEqual([{ 1: '2027-03-05' }, { purchase: '2026-03-05' }])
  // Points of that late receipt are as old as its sale, and kept by the purchase after it.
  const idle = { period: year, keptBy: ['purchase'], from: '2026-02-05' }
  granted(opened, 5, { at: '2026-03-06T04:00:00Z', until: midnightAfter('2027-02-05'), idle })
  expect(ends(opened)).toEqual({ 1: '2027-03-05', 2: '2027-03-05' })
})

test('what has ended is not revived: neither what a hold keeps of it nor points so late that their time was over', () => {
  const opened = newAccount()
  idlePoints(opened, 10, { on: '2026-01-10', until: '2027-01-10' })
  placeHold(opened.account, { holdId: 'h', points: 4, endsAtMs: ms(midnightAfter('2027-01-11')) })
  expireDue(opened.journal, opened.account, contextAt('2027-01-11T04:00:00Z'))
  keep(opened, 'purchase', '2027-01-11')
  expect([ends(opened), opened.account.posted]).toEqual([{ 1: '2027-01-10' }, 4])
  const idle = { period: year, keptBy: ['purchase'], from: '2025-12-01' }
  granted(opened, 5, { at: '2027-01-12T04:00:00Z', until: midnightAfter('2026-12-01'), idle })
  expect(lotsLeft(opened.account)).toEqual({ 1: 4, 3: 0 })
})

test('points that come back end as if they had never been away', () => {
  const opened = newAccount()
  const { account, journal } = opened
  idlePoints(opened, 10, { on: '2026-01-10', until: '2027-01-10' })
  const spent = post(
    journal,
    account,
    { kind: 'redeem', amount: -10, context: contextAt('2026-02-01T04:00:00Z'), reasons: [] },
    draw(account, 10),
  )
  keep(opened, 'purchase', '2026-06-01')
  expect(ends(opened)).toEqual({ 1: '2027-01-10' })
  giveBack(journal, account, {
    owedToLots: [{ lotNumber: 1, points: 10 }],
    points: 10,
    redeemVersion: spent.version,
    grace: null,
    context: contextAt('2026-06-02T04:00:00Z'),
    reasons: [],
  })
  expect([ends(opened), usablePoints(account), brokenRules(account, journal, [])]).toEqual([
    { 1: '2027-06-01' },
    10,
    [],
  ])
})

test('a purchase after they would have ended anyway keeps them no more: they come back and end', () => {
  const opened = newAccount()
  const { account, journal } = opened
  idlePoints(opened, 10, { on: '2026-01-10', until: '2026-04-10', period: { count: 3, unit: 'months' } })
  const context = contextAt('2026-02-01T04:00:00Z')
  const spent = post(journal, account, { kind: 'redeem', amount: -10, context, reasons: [] }, draw(account, 10))
  keep(opened, 'purchase', '2026-04-11')
  giveBack(journal, account, {
    owedToLots: [{ lotNumber: 1, points: 10 }],
    points: 10,
    redeemVersion: spent.version,
    grace: null,
    context: contextAt('2026-04-12T04:00:00Z'),
    reasons: [],
  })
  expect([account.posted, journal.entries.map(entry => entry.kind)]).toEqual([
    0,
    ['earn', 'redeem', 'give-back', 'expire'],
  ])
})

test('what kept late points on one day lets a later day keep them, too, whatever each is called', () => {
  const opened = newAccount()
  const period = { count: 6, unit: 'days' } as const
  const keptBy = ['purchase', 'redemption']
  idlePoints(opened, 1, { on: '2026-03-18', until: '2026-03-24', period, keptBy })
  keep(opened, 'redemption', '2026-03-19')
  keep(opened, 'purchase', '2026-03-21')
  // Reported on the 21st: the 19th keeps them through the 25th, so the 21st finds them there.
  const idle = { period, keptBy, from: '2026-03-14' }
  granted(opened, 2, { at: '2026-03-21T04:00:00Z', until: midnightAfter('2026-03-20'), idle })
  expect(ends(opened)).toEqual({ 1: '2026-03-27', 2: '2026-03-27' })
  // The 21st alone comes a day too late for these.
  const other = newAccount()
  idlePoints(other, 1, { on: '2026-03-18', until: '2026-03-24', period, keptBy })
  keep(other, 'purchase', '2026-03-21')
  granted(other, 2, { at: '2026-03-20T04:00:00Z', until: midnightAfter('2026-03-20'), idle })
  expect(ends(other)).toEqual({ 1: '2026-03-27', 2: '2026-03-20' })
})

test('an account without such lots notes nothing, and one whose lots were not read says so', () => {
  const opened = newAccount()
  granted(opened, 10)
  keep(opened, 'purchase', '2026-03-05')
  expect(opened.account.kept).toBeNull()
  idlePoints(opened, 10, { on: '2026-03-06', until: '2027-03-06' })
  opened.account.hasIdleLots = false
  expect(() => keep(opened, 'purchase', '2026-03-07')).toThrow('loaded')
})

test('a length is read as it was written', () => {
  for (const period of [
    year,
    { count: 1, unit: 'days' },
    { count: 90, unit: 'weeks' },
    { count: 2, unit: 'years' },
  ] as const)
    expect(periodOf(periodText(period))).toEqual(period)
})
