import { expect, test } from 'vitest'
import { languages } from '../../../shared/languages.ts'
import { entrySentence } from './entry-texts.ts'

const points = { 'zh-CN': '积分', 'zh-TW': '積分', en: 'points' }
const told = { kind: 'earn', amount: 1_500, debtChange: 0, shortfall: 0, receiptId: 'r' } as const

test('an entry is told in one sentence, the number without its sign', () => {
  expect(languages.map(language => entrySentence(told, points, language))).toEqual([
    '消费获得 1,500 积分',
    '消費獲得 1,500 積分',
    'Earned on a receipt: 1,500 points',
  ])
  expect(entrySentence({ ...told, receiptId: null }, points, 'zh-TW')).toBe('獲得 1,500 積分')
  expect(entrySentence({ ...told, kind: 'expire', amount: -20 }, points, 'en')).toBe('Expired: 20 points')
})

test('what was taken back says how much of it is owed, or absorbed by the shop', () => {
  const back = { ...told, kind: 'take-back', amount: -30 } as const
  expect(entrySentence(back, points, 'zh-CN')).toBe('小票冲正，收回 30 积分')
  expect(entrySentence({ ...back, debtChange: 10 }, points, 'zh-CN')).toBe('小票冲正，收回 30 积分，其中 10 记为欠分')
  expect(entrySentence({ ...back, amount: 0, shortfall: 30 }, points, 'en')).toBe(
    'Taken back with a reversed receipt: 0 points; the shop absorbs 30 more',
  )
})

test('no sentence of any kind leaves a place open', () => {
  const kinds = [
    'earn',
    'redeem',
    'take-back',
    'give-back',
    'expire',
    'settle-debt',
    'adjust',
    'opening',
    'transfer-out',
    'transfer-in',
  ] as const
  for (const kind of kinds)
    for (const amount of [5, -5])
      for (const language of languages)
        expect(entrySentence({ ...told, kind, amount }, points, language)).not.toMatch(/[{}]/)
})
