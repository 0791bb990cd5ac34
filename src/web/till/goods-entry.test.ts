import { expect, test } from 'vitest'
import { piecesOf, readDraft } from './goods-entry.ts'

const draft = { sku: ' TEA ', name: ' 龙井 ', price: '68', quantity: '2' }

test('a complete draft is goods in whole 分', () => {
  expect(readDraft(draft)).toEqual({ goods: { sku: 'TEA', name: '龙井', unitPriceCents: 6800 }, pieces: 2 })
})

test('the first field that is unclear is named', () => {
  expect(readDraft({ ...draft, sku: ' ', price: '' })).toEqual({ field: 'sku' })
  expect(readDraft({ ...draft, price: '6.805' })).toEqual({ field: 'price' })
  expect(readDraft({ ...draft, quantity: '0' })).toEqual({ field: 'quantity' })
})

test('full-width digits are digits', () => {
  expect(piecesOf('１２')).toBe(12)
  expect(readDraft({ ...draft, price: '６８．５' })).toMatchObject({ goods: { unitPriceCents: 6850 } })
})
