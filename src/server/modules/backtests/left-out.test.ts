import { expect, test } from 'vitest'
import { readProgram } from '../../../program/index.ts'
import { besideReceipts, newActivities } from './left-out.ts'
import { programText } from './lived-shop-for-tests.ts'

const programOf = (document: string) => readProgram(document, { version: 1, zone: 'Asia/Shanghai' }).program

const besidesOf = (document: string) => {
  const program = programOf(document)
  return program && besideReceipts(program)
}

const plain = (terms: string) =>
  `program: a\nname: 甲\nassets: { points: { name: 积分${terms} } }\nearning: { rules: [{ rule: base, points: 1, per: ¥1 }] }\n`

test('what a program gives beside receipts is told, and nothing of a program that gives nothing', () => {
  expect(besidesOf(plain(''))).toEqual([])
  expect(besidesOf(programText('p10-restaurant-chain'))).toEqual(
    expect.arrayContaining(['coupons', 'rewards', 'benefits']),
  )
  expect(besidesOf(programText('p23-appliance-chain'))).toContain('given-levels')
})

test('points that members may give to each other are told', () => {
  expect(besidesOf(plain(', transfer: 100 points a month'))).toEqual(['transfers'])
})

test('points that wait are replayed, whatever they wait for', () => {
  const waiting = (pending: string) => besidesOf(plain(`, pending: ${pending}`))
  expect(waiting('until delivered')).toEqual([])
  expect(waiting('14 days')).toEqual([])
})

test('activities that the draft alone knows are told, unless some were recorded or its points only wait for them', () => {
  const live = programOf(plain(''))
  const onReview = plain('').replace('per: ¥1 }', 'per: ¥1 }, { rule: thanks, points: 5, on: review }')
  const newOf = (document: string, replayed: string[] = []) => {
    const draft = programOf(document)
    return live && draft && newActivities(live, draft, replayed)
  }
  expect(newOf(plain(''))).toEqual([])
  expect(newOf(onReview)).toEqual(['review'])
  expect(newOf(onReview, ['review'])).toEqual([])
  expect(newOf(plain(', pending: until delivered'))).toEqual([])
  const draft = programOf(onReview)
  expect(draft && newActivities(draft, draft, [])).toEqual([])
})

test('gifts and coupons for activities are told, and not as benefits that are replayed', () => {
  const benefit = `${plain('')}benefits: [{ benefit: pin, on: review, gives: { goods: PIN } }]\n`
  expect(besidesOf(benefit)).toEqual(['activity-gifts'])
})
