import { expect, test } from 'vitest'
import { offsetAt } from './offset-at.ts'

const text = 'ab\ncde\n\nf'

test('a place is counted from the first line and the first column', () => {
  expect(offsetAt(text, { line: 1, column: 1 })).toBe(0)
  expect(offsetAt(text, { line: 2, column: 3 })).toBe(5)
  expect(offsetAt(text, { line: 4, column: 1 })).toBe(8)
})

test('a column beyond its line is the end of the line, a line beyond the text the end of the text', () => {
  expect(offsetAt(text, { line: 2, column: 9 })).toBe(6)
  expect(offsetAt(text, { line: 3, column: 2 })).toBe(7)
  expect(offsetAt(text, { line: 9, column: 1 })).toBe(9)
  expect(offsetAt('', { line: 1, column: 1 })).toBe(0)
})
