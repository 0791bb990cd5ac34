import { expect, test } from 'vitest'
import { Shop } from '../model/shop.ts'
import { rules } from '../program.ts'
import { Marks } from './marks.ts'
import { Replay } from './replay.ts'
import type { Transacted } from './transactions.ts'

// The clock stands at one instant; real time runs in milliseconds.
const nowMs = Date.parse('2026-03-05T04:00:00Z')

function adjusting(
  index: number,
  { points, sentMs, committedMs }: { points: number; sentMs: number; committedMs: number },
) {
  const isDone = points > 0
  // Ids begin with the instant at which they were made.
  const adjustmentId = `${nowMs.toString(16).padStart(12, '0')}0000000000000000000${index}`
  const json = isDone
    ? { adjustmentId, memberNumber: `${index}`, points, state: 'posted' }
    : { code: 'ledger/not-enough' }
  const asked = {
    index,
    key: `k${index}`,
    caller: 'first' as const,
    request: { kind: 'adjust' as const, memberNumber: `${index}`, points, expiresOn: null },
    path: '',
    body: '',
    sentMs,
    answeredMs: null,
    answers: [],
    cuts: 0,
    waits: 0,
  }
  const entry = {
    xid: `${index}`,
    committed_micros: committedMs * 1000,
    member_id: index,
    asset: 'points',
    version: 1,
    kind: 'adjust',
    amount: points,
    posted_after: points,
    debt_change: 0,
    shortfall: 0,
    lapsed: 0,
    posted_micros: nowMs * 1000,
    reverses_version: null,
    lot_numbers: [1],
    lot_amounts: [points],
  }
  return {
    committedMs,
    answered: [{ asked, status: isDone ? 201 : 422, body: '', json }],
    holds: new Map(),
    levels: [],
    coupons: new Map(),
    redemptions: new Map(),
    entries: isDone ? [entry] : [],
    topics: [],
    arrivedMs: null,
  } satisfies Transacted
}

/** Fills the limit of a day at 100 ms; then somebody's refusal for want of points is committed. */
function refusedAfterLimit(sentMs: number): string | null {
  const shop = new Shop()
  const count = rules.adjustmentDayLimitPoints / rules.adjustmentLimitPoints
  const numbers = Array.from({ length: count + 1 }, (_, index) => index + 1)
  for (const number of numbers) shop.join(`card ${number}`, `${number}`)
  const cards = new Map(numbers.map(number => [number, `card ${number}`]))
  const known = { clockMoves: [{ fromMs: 0, valueMs: nowMs }], cards, joinedMs: new Map<string, number>() }
  const replay = new Replay(shop, known, new Marks())
  for (const number of numbers.slice(0, -1)) {
    const done = { points: rules.adjustmentLimitPoints, sentMs: 90, committedMs: number === count ? 100 : number }
    expect(replay.play(adjusting(number, done))).toBeNull()
  }
  return replay.play(adjusting(count + 1, { points: -10, sentMs, committedMs: 130 }))?.what ?? null
}

test('a refused adjustment may not have seen the one that filled the limit while it was under way', () => {
  expect(refusedAfterLimit(95)).toBeNull()
})

test('a refused adjustment has seen what was done before it was asked: it should have waited for a second person', () => {
  expect(refusedAfterLimit(120)).toContain('ledger/not-enough')
})
