import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test('commas, quotes and line breaks stay inside their cell', () => {
  expect(csvLine(['a,b', 'say "hi"', 'two\nlines', null, ''])).toBe('"a,b","say ""hi""","two\nlines",,\r\n')
})

test('a text is never run as a formula, a negative number stays a number', () => {
  expect(csvLine(['=1+1', '-x', '@sum', -90, 5])).toBe("'=1+1,'-x,'@sum,-90,5\r\n")
})
