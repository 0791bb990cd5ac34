import { expect, test } from 'vitest'
import { compiled, head } from './program-for-tests.ts'
import { summarise } from './summary.ts'

const said = summarise(
  compiled(`${head}assets:
  points: { name: 积分, limit: 5000 points a month }
  chances: { name: 升级券 }
earning:
  rules:
    - { rule: base, points: 1, per: ¥1, limit: 500 points a day }
    - { rule: high, points: 2, per: ¥1, group: g, priority: 1, when: { class: [茶] } }
    - { rule: low, points: 1, per: ¥1, group: g, when: { class: [杯] } }
    - { rule: joining, name: 入会礼, on: joining, points: 100 }
    - { rule: check-in, name: 签到, on: check-in, points: 5, limit: 1 time a day }
redemption:
  - { rule: off, points: 100, off: { a: ¥1, b: ¥2 } }
  - { rule: cup, name: 换杯子, points: 300, gives: { goods: CUP }, limit: 2 times a year }
  - { rule: chance, name: 换券, points: 50, gives: { chances: 1 } }
  - { rule: up, name: 升级, uses: { chances: 1 }, gives: one level up }
  - { rule: top, name: 限升, points: 9, gives: { up: one level, up-to: b, kept: 1 year } }
  - { rule: plain, name: 升一, points: 9, gives: { up: one level } }
levels: { ladder: [{ level: a, name: 普通 }, { level: b, name: 银卡, from: ¥9 }] }
`),
).flatMap(({ sentences }) => sentences.map(text => text['zh-CN']))

test('limits, groups, occasions and rewards are told', () => {
  expect(said).toEqual(
    expect.arrayContaining([
      'base：每消费 ¥1 得 1 分（按比例），上限每天 500 分',
      'high、low：同时成立时只算一条，优先级高的先，取给得多的',
      '入会礼：入会得 100 分',
      '签到：每次得 5 分，上限每天 1 次',
      '所有规则合计上限：每月 5000 分',
      'off：每 100 分抵 普通 ¥1、银卡 ¥2，按 100 分的整数倍使用，可抵全部应付金额',
      '换杯子：用 300 积分换货号 CUP，上限每年 2 次',
      '换券：用 50 积分换 1 升级券',
      '升级：用 1 升级券换升一级',
      '限升：用 9 积分换升一级，最多到银卡，保留 1 年',
      '升一：用 9 积分换升一级',
    ]),
  )
})
