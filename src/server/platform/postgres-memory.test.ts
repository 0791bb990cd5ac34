import { expect, test } from 'vitest'
import { cacheMb, memoryBytes } from './postgres-memory.ts'

const gigabyte = 2 ** 30

test('the cache of the database is a quarter of the memory, within bounds', () => {
  const shares = [gigabyte / 4, gigabyte / 2, gigabyte, 4 * gigabyte - 4 * 2 ** 20, 4 * gigabyte, 64 * gigabyte]
  expect(shares.map(cacheMb)).toEqual([128, 128, 256, 1_023, 1_024, 1_024])
})

test('there is always a limit to what may be used', () => {
  expect(memoryBytes()).toBeGreaterThan(0)
  expect(Number.isFinite(memoryBytes())).toBe(true)
})
