import { expect, test } from 'vitest'
import { emptyAccount, usablePoints } from './account.ts'
import { brokenRules, contextAt, granted, lotsLeft } from './ledger-for-tests.ts'
import { draw, emptyJournal, grant, post } from './posting.ts'
import { takeBack } from './reversal.ts'
import { transferPoints } from './transfer.ts'

const at = '2026-03-05T04:00:00Z'
const ends = { early: '2026-05-01T16:00:00Z', late: '2027-05-01T16:00:00Z' }

function two() {
  const [journal, other] = [emptyJournal(), emptyJournal()]
  return { journal, other, giver: emptyAccount(1, 1), receiver: emptyAccount(2, 1) }
}

function give({ journal, giver, receiver }: ReturnType<typeof two>, points: number) {
  const context = contextAt(at, { programVersion: 7 })
  return transferPoints(journal, { giver, receiver }, { points, context, reasonsOut: [], reasonsIn: [] })
}

/** The rules of one account look at its own entries and moves. */
function rulesBroken({ journal, giver, receiver }: ReturnType<typeof two>) {
  return [giver, receiver].flatMap(account => {
    const own = <Of extends { memberId: number }>(list: Of[]) =>
      list.filter(({ memberId }) => memberId === account.memberId)
    return brokenRules(account, { entries: own(journal.entries), moves: own(journal.moves) }, [])
  })
}

test('what ends first goes first, and arrives with its end, funding, version and share of the deferred money', () => {
  const table = two()
  const { journal, giver, receiver } = table
  granted({ account: giver, journal }, 50, { until: ends.late })
  grant(journal, giver, {
    kind: 'earn',
    points: 30,
    expiresAtMs: Date.parse(ends.early),
    funding: 'partner',
    deferredCents: 100,
    context: contextAt('2026-01-02T00:00:00Z', { programVersion: 3 }),
    reasons: [],
  })
  const { taken, granted: arrived } = give(table, 40)
  expect([taken.kind, taken.amount, taken.contra, taken.context.programVersion]).toEqual([
    'transfer-out',
    -40,
    'transferred',
    7,
  ])
  expect(arrived.map(({ entry }) => [entry.kind, entry.amount, entry.contra])).toEqual([
    ['transfer-in', 30, 'transferred'],
    ['transfer-in', 10, 'transferred'],
  ])
  expect(receiver.lots).toMatchObject([
    { granted: 30, expiresAtMs: Date.parse(ends.early), funding: 'partner', deferredCents: 100, programVersion: 3 },
    { granted: 10, expiresAtMs: Date.parse(ends.late), funding: 'purchase', deferredCents: 0, programVersion: null },
  ])
  expect([lotsLeft(giver), usablePoints(receiver)]).toEqual([{ 1: 40, 2: 0 }, 40])
  expect(rulesBroken(table)).toEqual([])
})

test('parts of one lot carry all of its deferred money between them, to the 分', () => {
  const table = two()
  const { journal, giver, receiver } = table
  grant(journal, giver, {
    kind: 'earn',
    points: 3,
    expiresAtMs: null,
    funding: 'purchase',
    deferredCents: 100,
    context: contextAt('2026-01-02T00:00:00Z'),
    reasons: [],
  })
  for (const points of [1, 1, 1]) give(table, points)
  expect(receiver.lots.map(({ deferredCents }) => deferredCents)).toEqual([33, 33, 34])
})

test('pending points stay; all that can be used can go, and not one point more', () => {
  const table = two()
  const { journal, giver, receiver } = table
  granted({ account: giver, journal }, 20, { at: '2026-03-04T00:00:00Z', from: '2026-03-20T00:00:00Z' })
  granted({ account: giver, journal }, 5, { at: '2026-03-04T00:00:00Z' })
  expect(() => give(table, 6)).toThrow('only what can be used is given away')
  give(table, 5)
  expect([lotsLeft(giver), receiver.posted]).toEqual([{ 1: 20, 2: 0 }, 5])
  expect(rulesBroken(table)).toEqual([])
})

test('what the receiver owes is settled from what arrives', () => {
  const table = two()
  const { journal, giver, receiver } = table
  granted({ account: receiver, journal }, 10)
  post(
    journal,
    receiver,
    { kind: 'redeem', amount: -10, context: contextAt('2026-02-01T00:00:00Z'), reasons: [] },
    draw(receiver, 10),
  )
  const back = { points: 10, lotNumber: 1, lapsedBefore: 0, policy: 'owe', reasons: [] } as const
  takeBack(journal, receiver, { ...back, context: contextAt('2026-02-02T00:00:00Z') })
  granted({ account: giver, journal }, 25)
  give(table, 25)
  expect([receiver.debt, usablePoints(receiver), receiver.posted]).toEqual([0, 15, 15])
  expect(rulesBroken(table)).toEqual([])
})

test('who owes can give nothing, and nobody gives to themselves', () => {
  const table = two()
  table.giver.debt = 1
  expect(() => give(table, 1)).toThrow('only what can be used')
  expect(() => give({ ...two(), receiver: emptyAccount(1, 1) }, 1)).toThrow('points go to somebody else')
})

test('points that end by inactivity go by a later day of their new holder, and never end earlier', () => {
  const idle = { period: { count: 12, unit: 'months' as const }, keptBy: ['purchase'], from: '2026-01-10' }
  for (const [kept, end] of [
    ['2026-01-05', '2027-01-10T16:00:00Z'],
    ['2026-02-20', '2027-02-20T16:00:00Z'],
  ] as const) {
    const table = two()
    table.receiver.kept = { purchase: kept }
    const { journal, giver, receiver } = table
    granted({ account: giver, journal }, 10, { at: '2026-01-10T04:00:00Z', until: '2027-01-10T16:00:00Z', idle })
    give(table, 10)
    expect(receiver.lots[0]?.expiresAtMs).toBe(Date.parse(end))
  }
})

test('points of goods that come back are owed by whoever gave them away', () => {
  const table = two()
  const { journal, giver, receiver } = table
  granted({ account: giver, journal }, 10)
  give(table, 8)
  const back = { points: 10, lotNumber: 1, lapsedBefore: 0, policy: 'owe', reasons: [] } as const
  const entry = takeBack(journal, giver, { ...back, context: contextAt('2026-03-06T00:00:00Z') })
  expect([entry.amount, giver.debt, giver.posted, receiver.posted]).toEqual([-10, 8, -8, 8])
  expect(rulesBroken(table)).toEqual([])
})
