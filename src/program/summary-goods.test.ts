import { expect, test } from 'vitest'
import { compiled, head, points } from './program-for-tests.ts'
import { summarise } from './summary.ts'
import { goodsNamedIn } from './summary-goods.ts'

const program = compiled(`${head}${points}redemption: [{ rule: mug, points: 100, gives: { goods: MUG } }]
offers:
  - { offer: price, name: 会员价, prices: { RICE: ¥9, MUG: ¥5 } }
  - { offer: extra, name: 换购, exchange: { goods: BAG, for: ¥9.90 } }
  - { offer: may, name: 五月券, off: ¥5, coupon: { codes: personal } }
benefits:
  - { benefit: gift, name: 生日礼, on: birthday, gives: { goods: CAKE } }
  - { benefit: voucher, name: 月券, on: month, gives: { coupon: may } }
  - { benefit: extra, name: 生日分, on: birthday, gives: { points: 50 } }
`)
const names = new Map([
  ['CAKE', '生日蛋糕'],
  ['MUG', '马克杯'],
])
const said = (language: 'zh-CN' | 'zh-TW' | 'en') =>
  summarise(program, sku => names.get(sku) ?? null).flatMap(({ sentences }) => sentences.map(text => text[language]))

test('goods are called by their name and number, and by their number where no name is known', () => {
  expect(said('zh-CN').filter(text => /蛋糕|马克杯|货号/.test(text))).toEqual([
    'mug：用 100 积分换马克杯（MUG）',
    '会员价：货号 RICE ¥9，马克杯（MUG） ¥5',
    '换购：¥9.90 换购 货号 BAG 一件',
    '生日礼：所有会员生日送 生日蛋糕（CAKE）（生日当天到后 30 天可用）',
  ])
  expect(said('en').filter(text => text.includes('CAKE'))).toEqual([
    '生日礼: every member, 生日蛋糕 (CAKE) for the birthday (from the day itself to 30 days after it)',
  ])
  expect(said('zh-TW').filter(text => text.includes('BAG'))).toEqual(['换购：¥9.90 換購 貨號 BAG 一件'])
})

test('what a benefit gives is said by name as well: the coupon and the points', () => {
  expect(said('zh-CN').filter(text => /^月券：|生日分/.test(text))).toEqual([
    '月券：所有会员每月 1 日送 券：五月券（当月可用）',
    '生日分：所有会员生日送 50 积分',
  ])
})

test('only the goods that a summary names are looked up, each once', () => {
  expect(goodsNamedIn(program)).toEqual(['BAG', 'CAKE', 'MUG', 'RICE'])
})
