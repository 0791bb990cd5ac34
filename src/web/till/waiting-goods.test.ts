import { expect, test } from 'vitest'
import { withOtherSku, withoutScan, withScan } from './waiting-goods.ts'

test('goods wait in the order of their scans, the same goods once with their pieces', () => {
  const waiting = ['A', 'B', 'A'].reduce(withScan, [])
  expect(waiting).toEqual([
    { sku: 'A', pieces: 2 },
    { sku: 'B', pieces: 1 },
  ])
  expect(withoutScan(waiting, 'A')).toEqual([{ sku: 'B', pieces: 1 }])
})

test('a number that is put right keeps its place', () => {
  const waiting = ['A', 'B'].reduce(withScan, [])
  expect(withOtherSku(waiting, { from: 'A', to: 'C' }).map(({ sku }) => sku)).toEqual(['C', 'B'])
  expect(withOtherSku(waiting, { from: 'A', to: 'B' }).map(({ sku }) => sku)).toEqual(['B'])
})
