import { expect, test } from 'vitest'
import { isLikeBarcode, unitPriceOf } from './unit-price.ts'

test.each([
  ['12', 1200],
  ['１２．５', 1250],
  ['¥ 1,200.50', 120_050],
  ['12500.00', 1_250_000],
  ['100,000', 10_000_000],
])('%s is a price', (text, cents) => {
  expect(unitPriceOf(text)).toBe(cents)
})

test.each(['', '12,50', '1,2000', '6.805', '22423', '6901234567892', '100000.01', '-1', 'TEA'])(
  '“%s” is not a price',
  text => {
    expect(unitPriceOf(text)).toBeNull()
  },
)

test('a row of digits is a barcode, a name is not', () => {
  expect(isLikeBarcode('6901234567892')).toBe(true)
  expect(isLikeBarcode('2025 新款')).toBe(false)
})
