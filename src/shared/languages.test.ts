import { expect, test } from 'vitest'
import { fill, inPlural, languageOf } from './languages.ts'

test('the first language that is asked for and spoken is answered in', () => {
  expect(languageOf('en-GB,en;q=0.9')).toBe('en')
  expect(languageOf('fr-FR,zh-TW;q=0.8,en;q=0.5')).toBe('zh-TW')
  expect(['zh-HK', 'zh-Hant-CN', 'zh-mo'].map(languageOf)).toEqual(['zh-TW', 'zh-TW', 'zh-TW'])
  expect(['zh', 'zh-CN', 'zh-Hans'].map(languageOf)).toEqual(['zh-CN', 'zh-CN', 'zh-CN'])
})

test('who asks for none of them, or for nothing, is answered in simplified Chinese', () => {
  expect([languageOf('fr'), languageOf(''), languageOf(undefined)]).toEqual(['zh-CN', 'zh-CN', 'zh-CN'])
})

test('places are filled by name, and one without a value stays visible', () => {
  expect(fill('{a} and {b} and {a}', { a: 1 })).toBe('1 and {b} and 1')
})

test('a word follows the number that it counts: one, or none and several', () => {
  const rows = (count: unknown) => fill('{count} {count|row|rows} rejected', { count })
  expect([0, 1, '1', 2, '1,001', '11'].map(rows)).toEqual([
    '0 rows rejected',
    '1 row rejected',
    '1 row rejected',
    '2 rows rejected',
    '1,001 rows rejected',
    '11 rows rejected',
  ])
  expect(fill('{a|row|rows} and {a|b}', {})).toBe('{a|row|rows} and {a|b}')
  expect(inPlural('{count} {count|row|rows} of {name}')).toBe('{count} rows of {name}')
})

test('a value that looks like a place is not filled again', () => {
  expect(fill('{a}', { a: '{b}', b: 'no' })).toBe('{b}')
})
