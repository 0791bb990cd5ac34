import { expect, test } from 'vitest'
import { giftOf, isByLevel, isForActivity, kindOfBenefit, withBenefitKind, withGift } from './benefit-kinds.ts'

const source = `assets: { points: { name: 积分 } }
benefits:
  # agreed in May
  - { benefit: cake, name: 蛋糕, on: birthday, gives: { goods: CAKE }, usable: 30 days } # ours
  - { benefit: agent, name: 专属客服, levels: [gold] }
  - { benefit: early, levels: { gold: 2 days early } }
`

test('the kind of a benefit is what its words say', () => {
  expect(kindOfBenefit({ benefit: 'a', on: 'month', gives: {} })).toBe('issued')
  expect(kindOfBenefit({ benefit: 'a', count: '1 a month' })).toBe('service')
  expect(kindOfBenefit({ benefit: 'a', early: '1 day' })).toBe('early')
  expect(kindOfBenefit({ benefit: 'a' })).toBe('words')
  expect([isByLevel({ levels: { gold: '2 a year' } }), isByLevel({ levels: ['gold'] })]).toEqual([true, false])
})

test('a limit is asked for where activities bring it, and goes with the kind', () => {
  expect(['review', 'birthday', 'month', 'joining', 'level', ''].map(on => isForActivity({ on }))).toEqual([
    true,
    ...Array(5).fill(false),
  ])
  const limited = source.replace('on: birthday', 'on: review, limit: 1 time a month')
  expect(withBenefitKind(limited, ['benefits', 0], 'service')).not.toContain('limit')
})

test('another kind takes the words of the old one along, and keeps the comments', () => {
  expect(withBenefitKind(source, ['benefits', 0], 'service')).toBe(
    source.replace('on: birthday, gives: { goods: CAKE }, usable: 30 days', 'count: 2 a year'),
  )
  expect(withBenefitKind(source, ['benefits', 1], 'issued')).toBe(
    source.replace('levels: [gold] }', 'levels: [gold], on: birthday, gives: { points: 100 } }'),
  )
  expect(withBenefitKind(source, ['benefits', 0], 'words')).toContain('{ benefit: cake, name: 蛋糕 } # ours')
})

test('a gift is goods, a coupon or points, and one of them alone', () => {
  const path = ['benefits', 0, 'gives']
  expect(giftOf({ goods: 'CAKE' })).toEqual({ word: 'goods', amount: 'CAKE' })
  expect(giftOf(undefined)).toBeNull()
  expect(withGift(source, path, { word: 'goods', amount: '100' })).toContain('goods: "100"')
  expect(withGift(source, path, { word: 'points', amount: '50' })).toBe(source.replace('goods: CAKE', 'points: 50'))
})
