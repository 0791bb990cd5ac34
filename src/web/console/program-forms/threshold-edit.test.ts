import { expect, test } from 'vitest'
import { amountFor, asksOf, withAmount, withAnother, withWord } from './threshold-edit.ts'

const source = `levels:
  ladder:
    - { level: base }
    # agreed in May
    - { level: silver, from: ¥3000 } # ours
    - level: gold
      from: { growth: 8000, window: 1 year } # by growth
`
const silver = { path: ['levels', 'ladder', 1, 'from'], measure: 'net-spend' }
const gold = { path: ['levels', 'ladder', 2, 'from'], measure: 'net-spend' }

test('a bare threshold is of the measure of its track, the words of a threshold are its own', () => {
  expect(asksOf('¥3000', 'net-spend')).toEqual([{ word: 'net-spend', amount: '¥3000' }])
  expect(asksOf({ growth: 8000, window: '1 year', any: [] }, 'net-spend')).toEqual([{ word: 'growth', amount: '8000' }])
  expect(asksOf(undefined, 'visits')).toEqual([])
})

test('money bears its sign, points and visits are numbers, and what is neither stays as it was typed', () => {
  expect(amountFor('net-spend', '5000')).toBe('¥5000')
  expect(amountFor('net-spend', '￥5,000.50')).toBe('¥5,000.50')
  expect(amountFor('growth', '¥5,000')).toBe(5000)
  expect(amountFor('visits', 'many')).toBe('many')
})

test('an amount is changed where it stands, its comments beside it', () => {
  expect(withAmount(source, silver, { word: 'net-spend', amount: '3500' })).toBe(source.replace('¥3000', '¥3500'))
  expect(withAmount(source, gold, { word: 'growth', amount: '9000' })).toBe(source.replace('8000', '9000'))
})

test('what counts is chosen anew, the amount, the window and the comments are kept', () => {
  const byGrowth = withWord(source, silver, { from: { word: 'net-spend', amount: '¥3000' }, to: 'growth' })
  expect(byGrowth).toBe(source.replace('from: ¥3000', 'from: { growth: 3000 }'))
  const bySpend = withWord(source, gold, { from: { word: 'growth', amount: '8000' }, to: 'net-spend' })
  expect(bySpend).toContain('window: 1 year')
  expect(bySpend).toContain('net-spend: ¥8000')
  expect(bySpend).not.toContain('growth: 8000')
  expect(bySpend).toContain('# by growth')
})

test('what is asked for already cannot be asked for twice', () => {
  const both = withAnother(source, gold, 'visits') ?? ''
  expect(withWord(both, gold, { from: { word: 'visits', amount: '3' }, to: 'growth' })).toBeNull()
})

test('another condition stands beside the first', () => {
  expect(withAnother(source, silver, 'visits')).toBe(
    source.replace('from: ¥3000', 'from: { net-spend: ¥3000, visits: 3 }'),
  )
  expect(withAnother('levels: { ladder: [{ level: base }, { level: silver }] }\n', silver, 'net-spend')).toContain(
    'from: ¥1000',
  )
})
