import { describe, expect, test } from 'vitest'
import type { GoodsItem } from '../../api/answers.ts'
import { changesOf, dangersOf, entryOf, noValues, valuesOf } from './goods-values.ts'

const zone = 'Asia/Shanghai'
const now = new Date('2026-03-05T02:00:00Z')
const scarf: GoodsItem = {
  sku: 'S1',
  name: '围巾',
  class: '配饰',
  brand: null,
  unit: 'piece',
  kind: 'goods',
  isListed: true,
  firstSeenAt: '2026-01-01T00:00:00Z',
  costCents: 1205,
  version: 'v1',
  onSaleAt: '2026-04-01T02:00:07.000Z',
}

test('what somebody else changed meanwhile is told field by field', () => {
  expect(changesOf(scarf, { ...scarf, version: 'v2' }, zone)).toEqual([])
  const now = { ...scarf, name: '大围巾', costCents: null, onSaleAt: null }
  expect(changesOf(scarf, now, zone)).toEqual([
    { field: 'name', before: '围巾', after: '大围巾' },
    { field: 'cost', before: '12.05', after: '' },
    { field: 'day', before: '2026-04-01', after: '' },
    { field: 'time', before: '10:00', after: '' },
  ])
})

describe('what is typed', () => {
  test('comes back as it was when nobody touched it, to the very second', () => {
    const values = valuesOf(scarf, zone)
    expect([values.cost, values.day, values.time, values.brand]).toEqual(['12.05', '2026-04-01', '10:00', ''])
    const { isListed, firstSeenAt, version, ...entry } = scarf
    expect(entryOf(values, { before: scarf, zone })).toEqual(entry)
  })

  test('a day without a time is its midnight in the shop; a time without a day is nothing', () => {
    const values = { ...noValues, sku: 'A', name: 'a', day: '2026-04-02' }
    expect(entryOf(values, { before: null, zone })).toMatchObject({ onSaleAt: '2026-04-01T16:00:00.000Z' })
    expect(entryOf({ ...values, day: '', time: '10:00' }, { before: null, zone })).toBe('wrongTime')
    expect(entryOf({ ...values, time: '25:00' }, { before: null, zone })).toBe('wrongTime')
  })

  test('a cost is money or nothing; zero is a cost', () => {
    const values = { ...noValues, sku: 'A', name: 'a' }
    expect(entryOf(values, { before: null, zone })).toMatchObject({ costCents: null })
    expect(entryOf({ ...values, cost: '0' }, { before: null, zone })).toMatchObject({ costCents: 0 })
    expect(entryOf({ ...values, cost: '1.234' }, { before: null, zone })).toBe('wrongCost')
  })
})

describe('what is asked about before it is saved', () => {
  const { isListed, firstSeenAt, version, costCents = null, ...others } = scarf
  const same = { ...others, costCents }
  const whats = (change: Partial<typeof same>, before: GoodsItem | null = scarf) =>
    dangersOf(before, { ...same, ...change }, now).map(({ what }) => what)

  test('unit, kind, class, brand and a cost that is taken away; a name or another cost is not', () => {
    expect(whats({ unit: 'gram', kind: 'tip', class: null, brand: 'Leaf', costCents: null })).toEqual([
      'unit',
      'kind',
      'class',
      'brand',
      'cost',
    ])
    expect(whats({ name: '丝巾', costCents: 0 })).toEqual([])
  })

  test('a sale start that stops, opens or moves the sale; one instant from the other side', () => {
    const open = { ...scarf, onSaleAt: null }
    expect(whats({ onSaleAt: '2026-03-05T02:00:00.001Z' }, open)).toEqual(['stopped'])
    expect(whats({ onSaleAt: '2026-03-05T02:00:00.000Z' }, open)).toEqual([])
    expect(whats({ onSaleAt: null })).toEqual(['opened'])
    expect(whats({ onSaleAt: '2026-03-05T02:00:00.000Z' })).toEqual(['opened'])
    expect(whats({ onSaleAt: '2026-05-01T02:00:00.000Z' })).toEqual(['moved'])
  })

  test('goods that are new, or only a receipt named, endanger nothing', () => {
    expect(whats({ unit: 'gram', onSaleAt: null }, null)).toEqual([])
    expect(whats({ unit: 'gram', onSaleAt: null }, { ...scarf, isListed: false })).toEqual([])
  })
})
