import { expect, test } from 'vitest'
import { valueText } from './diff-values.ts'
import { isRecord } from './diff-words.ts'
import { publishedSchema } from './published-schema.ts'

const said = (value: unknown, word: string) => Object.values(valueText(value, word) ?? {})

test('limits, windows and lengths are said as a shop says them', () => {
  expect(said('1 time a day', 'limit')).toEqual(['每天 1 次', '每天 1 次', '1 time a day'])
  expect(said('5000 points in life', 'limit')[0]).toBe('每位会员终身 5000 分')
  expect(said('¥200 a month', 'limit')[0]).toBe('每月 ¥200')
  expect(said('2 a month', 'style-advice')[0]).toBe('每月 2 次')
  expect(said('12 months', 'window')).toEqual(['最近 12 个月', '最近 12 個月', 'the last 12 months'])
  expect(said('12 months', 'valid')).toEqual(['12 个月', '12 個月', '12 months'])
  expect(said('last full month', 'window')[1]).toBe('上一個完整自然月')
})

test('yes and no are said in words', () => {
  expect(said(true, 'approval')).toEqual(['是', '是', 'yes'])
  expect(said(false, 'approval')).toEqual(['否', '否', 'no'])
})

test('one word means different things in different places', () => {
  expect(said('month', 'on')[0]).toBe('每月 1 日')
  expect(said('month', 'birthday')[0]).toBe('当月')
  expect(said('never', 'review')[0]).toBe('不复评')
  expect(said('never', 'back')[0]).toBe('不退回')
  expect(said('down', 'rounding')[2]).toBe('down')
})

test('what an offer and a benefit allow is said with its unit', () => {
  expect(said('3 of 4', 'pay')[0]).toBe('4 件付 3 件')
  expect(said('1 a member', 'limit')[0]).toBe('每位会员 1 张')
  expect(said('3 days early', 'new-goods')[0]).toBe('提前 3 天')
  expect(said('3 days before to 5 days after', 'usable')[1]).toBe('前 3 天到後 5 天')
})

test('what a shop wrote itself stays as it is', () => {
  expect(valueText('check-in', 'on')).toBeNull()
  expect(valueText('¥120', 'per')).toBeNull()
  expect(valueText('5 %', 'discount')).toBeNull()
  expect(valueText(2, 'times')).toBeNull()
})

/** Words that the schema lets one choose from, with the word that they stand at. */
function choices(node: unknown, word: string): [string, string][] {
  if (Array.isArray(node)) return node.flatMap(item => choices(item, word))
  if (!isRecord(node)) return []
  const own = [node.const, ...(Array.isArray(node.enum) ? node.enum : [])].filter(value => typeof value === 'string')
  return [
    ...(word === '' ? [] : own.map((value): [string, string] => [value, word])),
    ...Object.entries(node).flatMap(([key, inner]) =>
      key === 'properties' && isRecord(inner)
        ? Object.entries(inner).flatMap(([name, place]) => choices(place, name))
        : choices(inner, key === '$defs' ? '' : word),
    ),
  ]
}

test('whatever can be chosen has words, but for the currency', () => {
  const all = choices(JSON.parse(publishedSchema()), '')
  expect(all.length).toBeGreaterThan(40)
  expect(all.filter(([value, word]) => word !== 'currency' && valueText(value, word) === null)).toEqual([])
})
