import { expect, test } from 'vitest'
import { pendingGroups } from './pending-groups.ts'

const lot = (remaining: number, facts: { usableOn?: string; pendingUntil?: string } = {}) => ({
  lotNumber: 1,
  granted: remaining,
  remaining,
  held: 0,
  expiresAt: null,
  lastDay: null,
  grantedAt: '2026-03-05T04:00:00Z',
  funding: 'purchase',
  isPending: facts.usableOn !== undefined || facts.pendingUntil !== undefined,
  usableFrom: null,
  usableOn: facts.usableOn ?? null,
  pendingUntil: facts.pendingUntil ?? null,
})

test('pending points are added up by the day on which they can be used, those without a day last', () => {
  const lots = [
    lot(5, { pendingUntil: 'delivered' }),
    lot(20, { usableOn: '2026-03-20' }),
    lot(7),
    lot(120, { usableOn: '2026-03-19' }),
    lot(1, { usableOn: '2026-03-20' }),
  ]
  expect(pendingGroups({ pending: 146, lots })).toEqual([
    { points: 120, usableOn: '2026-03-19', pendingUntil: null },
    { points: 21, usableOn: '2026-03-20', pendingUntil: null },
    { points: 5, usableOn: null, pendingUntil: 'delivered' },
  ])
})

test('of a past instant only the sum is known; nothing pending is no group', () => {
  expect(pendingGroups({ pending: 9, lots: [] })).toEqual([{ points: 9, usableOn: null, pendingUntil: null }])
  expect(pendingGroups({ pending: 0, lots: [lot(3)] })).toEqual([])
})
