import { expect, test } from 'vitest'
import { headOf, programFiles } from './program-table.ts'

test.each(programFiles())('$name says which scheme it is, and what waits for later', ({ name, source }) => {
  const { scheme, title, waits } = headOf(source)
  expect([scheme, title.length > 0]).toEqual([name.slice(0, 3).toUpperCase(), true])
  for (const part of waits.split('; ')) expect(part).toMatch(/^[a-z-]+ \S/)
})

test('the head of a program is its first comments, whatever else stands there', () => {
  const source = '# P07 饰品店 · a shop\n# Figures are ours.\n# Waits 以后: lottery 抽奖; stock 库存\nprogram: a\n'
  expect(headOf(source)).toEqual({ scheme: 'P07', title: '饰品店', waits: 'lottery 抽奖; stock 库存' })
  expect(headOf('program: a\n')).toEqual({ scheme: '', title: '', waits: '' })
})
