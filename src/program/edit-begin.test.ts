import { expect, test } from 'vitest'
import { readProgram } from './check.ts'
import { type Beginning, beginProgram } from './edit-begin.ts'

const answers: Beginning = {
  code: 'tea-club',
  name: { 'zh-CN': '茶: 会员', 'zh-TW': '', en: 'Tea' },
  pointsPerYuan: 1,
  yuanFor100Points: '1',
  validYears: 2,
  hasLevels: true,
}

test('every way to answer makes a program without errors', () => {
  for (const hasLevels of [true, false])
    for (const validYears of [null, 1, 2])
      for (const yuanFor100Points of ['', '0.50', '1']) {
        const source = beginProgram({ ...answers, hasLevels, validYears, yuanFor100Points })
        const { program, findings } = readProgram(source, { version: 1, zone: 'Asia/Shanghai' })
        expect(
          findings.filter(({ severity }) => severity === 'error'),
          source,
        ).toEqual([])
        expect(program?.redemption.length).toBe(yuanFor100Points === '' ? 0 : 1)
        expect(program?.tracks.length).toBe(hasLevels ? 1 : 0)
      }
})

test('the document is short and says what was answered', () => {
  expect(beginProgram({ ...answers, hasLevels: false })).toBe(`program: tea-club
name: { zh-CN: "茶: 会员", en: Tea }

assets:
  points:
    name: { zh-CN: 积分, zh-TW: 積分, en: points }
    valid: 2 years

earning:
  rules:
    - rule: base
      name: { zh-CN: 消费积分, zh-TW: 消費積分, en: Points for purchases }
      points: 1
      per: ¥1

redemption:
  - rule: cash-off
    name: { zh-CN: 积分抵现, zh-TW: 積分折抵, en: Points off the price }
    points: 100
    off: ¥1
`)
})
