import { expect, test } from 'vitest'
import { type GoodsBack, readGoodsBack } from './goods-back.ts'

const typed: GoodsBack = { sku: ' RING ', quantity: '2', amount: '39.90', reason: ' 小票丢失 ' }
const fieldOf = (change: Partial<GoodsBack>) => readGoodsBack({ ...typed, ...change }, null).field

test('goods, pieces, money and a reason are what comes back, of a member or of nobody', () => {
  const back = { amountCents: 3_990, sku: 'RING', quantity: 2, reason: '小票丢失' }
  expect(readGoodsBack(typed, null)).toEqual({ back })
  expect(readGoodsBack(typed, 'M1')).toEqual({ back: { ...back, member: { memberNumber: 'M1' } } })
})

test('the first field that has to be seen to is named', () => {
  expect(fieldOf({ sku: ' ' })).toBe('sku')
  expect([fieldOf({ quantity: '0' }), fieldOf({ quantity: '9999' }), fieldOf({ quantity: '10000' })]).toEqual([
    'quantity',
    undefined,
    'quantity',
  ])
  expect([fieldOf({ amount: '0' }), fieldOf({ amount: '0.01' }), fieldOf({ amount: '' })]).toEqual([
    'amount',
    undefined,
    'amount',
  ])
  expect([fieldOf({ amount: '100000.00' }), fieldOf({ amount: '100000.01' })]).toEqual([undefined, 'amount'])
})

test('a barcode is neither an amount nor a reason', () => {
  expect([
    fieldOf({ amount: '6901234567892' }),
    fieldOf({ reason: '6901234567892' }),
    fieldOf({ reason: ' ' }),
  ]).toEqual(['amount', 'reason', 'reason'])
})
