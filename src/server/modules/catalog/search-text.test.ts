import { expect, test } from 'vitest'
import { searchTextOf, soughtWordsOf } from './search-text.ts'

const scarf = { sku: 'SC-01 A', name: '真丝围巾', class: '配饰', brand: 'Ｌeaf' }
const isFound = (text: string) =>
  soughtWordsOf(text).every(writings => writings.some(writing => searchTextOf(scarf).includes(writing)))

test('goods are found by each thing that is written about them, in any case and width', () => {
  for (const text of ['sc-01', 'SC-01 a', 'sc01a', '围巾', '配饰', 'leaf', 'ＬＥＡＦ'])
    expect(isFound(text), text).toBe(true)
})

test('a name is found by its sound, by the first letters of that, and in the other script', () => {
  for (const text of ['zhensi', 'weijin', 'zswj', 'wj', '圍巾']) expect(isFound(text), text).toBe(true)
})

test('every word must be found', () => {
  expect(isFound('leaf 围巾')).toBe(true)
  expect(isFound('leaf 手套')).toBe(false)
})

test('blanks are nothing to look for, and words beyond the eighth are not asked for', () => {
  expect(soughtWordsOf('  ')).toEqual([])
  expect(soughtWordsOf('a b c d e f g h i')).toHaveLength(8)
})
