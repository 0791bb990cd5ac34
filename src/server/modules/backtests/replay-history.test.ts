import { expect, test } from 'vitest'
import { secondsLeft, summaryAnswer } from './answers.ts'
import { shiftToLive } from './replay-history.ts'
import type { BacktestRun } from './run-store.ts'

test('receipts come again whole weeks later, the first of them after today', () => {
  expect(shiftToLive('2026-03-05', '2026-03-05')).toBe(7)
  expect(shiftToLive('2026-02-27', '2026-03-05')).toBe(7)
  expect(shiftToLive('2026-02-26', '2026-03-05')).toBe(14)
  expect(shiftToLive('2025-03-06', '2026-03-05')).toBe(371)
})

const now = new Date('2026-03-05T04:00:10Z')
const running: BacktestRun = {
  backtestId: 'id',
  programCode: 'code',
  request: { against: 'receipts', from: '2025-01-01', to: '2025-12-31' },
  askedBy: 'somebody',
  askedAt: now,
  state: 'running',
  beganAt: new Date('2026-03-05T04:00:00Z'),
  endedAt: null,
  receiptsDone: 250,
  receiptsTotal: 1_000,
  problem: null,
}

test('the rest takes as long as the speed so far says', () => {
  expect(secondsLeft(running, now)).toBe(30)
  expect(secondsLeft({ ...running, receiptsDone: 1_000 }, now)).toBe(0)
  expect(secondsLeft({ ...running, receiptsDone: 0 }, now)).toBe(null)
  expect(secondsLeft({ ...running, state: 'waiting', beganAt: null }, now)).toBe(null)
})

test('a run is at 100 per cent when it is done, and never before', () => {
  const percentOf = (more: Partial<BacktestRun>) => summaryAnswer({ ...running, ...more }, now).percent
  expect(percentOf({})).toBe(25)
  expect(percentOf({ receiptsDone: 1_000 })).toBe(99)
  expect(percentOf({ state: 'done', receiptsDone: 0, receiptsTotal: 0 })).toBe(100)
  expect(percentOf({ receiptsDone: 0, receiptsTotal: 0 })).toBe(0)
})
