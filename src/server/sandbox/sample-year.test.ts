import { expect, test } from 'vitest'
import { inventedReceipts } from './sample-year.ts'

test('the invented year is the same each time, in the order of time, and within 365 days', () => {
  const receipts = inventedReceipts('2025-03-05')
  expect(receipts).toEqual(inventedReceipts('2025-03-05'))
  expect(receipts.length).toBeGreaterThan(100)
  const keys = receipts.map(({ day, minute }) => `${day} ${String(minute).padStart(4, '0')}`)
  expect(keys).toEqual([...keys].sort())
  expect(keys[0]?.slice(0, 10)).toBe('2025-03-05')
  expect((keys.at(-1) ?? '') < '2026-03-05').toBe(true)
  expect(new Set(receipts.map(({ member }) => member)).size).toBe(10)
})
