import { expect, test } from 'vitest'
import { nameOf, periodFor, periodOf } from './period.ts'

test('last month ends on its own last day', () => {
  expect(periodFor('lastMonth', '2026-03-31')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
})

test('twelve months include this one', () => {
  expect(periodFor('last12Months', '2026-11-22')).toEqual({ from: '2025-12-01', to: '2026-11-22' })
})

test('half a period, or one that runs backwards, is not used', () => {
  const fallback = periodFor('last12Months', '2026-11-22')
  expect(periodOf({ from: '2026-01-01' }, '2026-11-22')).toEqual(fallback)
  expect(periodOf({ from: '2026-02-01', to: '2026-01-01' }, '2026-11-22')).toEqual(fallback)
})

test('a period that is none of the named ones is custom', () => {
  expect(nameOf({ from: '2026-11-01', to: '2026-11-22' }, '2026-11-22')).toBe('thisMonth')
  expect(nameOf({ from: '2026-11-02', to: '2026-11-22' }, '2026-11-22')).toBe('custom')
})
