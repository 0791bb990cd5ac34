import { expect, test } from 'vitest'
import { readProgram } from '../program/index.ts'
import { hasPlainTerms } from './replayable.ts'

const terms = (words: string) => {
  const { program } = readProgram(
    `program: a\nname: 甲\nassets: { points: { name: 积分, ${words} } }\nearning: { rules: [{ rule: base, points: 1, per: ¥1 }] }\n`,
    { version: 1, zone: 'Asia/Shanghai' },
  )
  return program && hasPlainTerms(program)
}

test('points that wait, or that end when a member stays away, are not replayed', () => {
  expect([terms('valid: 12 months'), terms('valid: never ends'), terms('valid: { each: 03-31 }')]).toEqual([
    true,
    true,
    true,
  ])
  expect([
    terms('valid: 12 months, pending: 14 days'),
    terms('valid: 12 months, pending: until delivered'),
    terms('valid: { inactive: 12 months, kept-by: [purchase] }'),
  ]).toEqual([false, false, false])
})
