import { expect, test } from 'vitest'
import { whatMoves } from './what-moves.ts'

const lot = (lotNumber: number, remaining: number, lastDay: string | null, more = {}) => ({
  ...{ lotNumber, remaining, lastDay, granted: 100, held: 0, isPending: false, funding: 'purchase' },
  ...{ expiresAt: null, grantedAt: '2026-01-01T00:00:00Z', usableFrom: null, usableOn: null, pendingUntil: null },
  ...more,
})

test('what ends first moves first, and only as much as is asked', () => {
  const lots = [lot(2, 30, '2026-05-01'), lot(1, 50, null)]
  expect(whatMoves(lots, 30)).toEqual([{ lotNumber: 2, points: 30, lastDay: '2026-05-01' }])
  expect(whatMoves(lots, 31)).toEqual([
    { lotNumber: 2, points: 30, lastDay: '2026-05-01' },
    { lotNumber: 1, points: 1, lastDay: null },
  ])
})

test('what is held or pending stays', () => {
  const lots = [lot(1, 30, '2026-05-01', { held: 20 }), lot(2, 50, '2026-06-01', { isPending: true }), lot(3, 9, null)]
  expect(whatMoves(lots, 15).map(({ lotNumber, points }) => [lotNumber, points])).toEqual([
    [1, 10],
    [3, 5],
  ])
})
