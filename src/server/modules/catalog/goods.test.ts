import { expect, test } from 'vitest'
import { lastOfEachSku, tidyGoodsText } from './goods.ts'

test('of two rows with one SKU the last counts', () => {
  const rows = [
    { sku: 'A', name: 'old' },
    { sku: 'B', name: 'other' },
    { sku: 'A', name: 'new' },
  ]
  expect(lastOfEachSku(rows)).toEqual([rows[2], rows[1]])
})

test('texts lose what cannot be stored, and blanks count as nothing', () => {
  expect(tidyGoodsText(' Tea\u0000 cup\uD800')).toBe('Tea  cup\uFFFD')
  expect(tidyGoodsText('  ')).toBeNull()
  expect(tidyGoodsText(undefined)).toBeNull()
})
