import { expect, test } from 'vitest'
import { compiled, head, points } from './program-for-tests.ts'
import { summarise } from './summary.ts'

const bill = (body: string) =>
  summarise(compiled(`${head}${points}${body}`))
    .at(-1)
    ?.sentences.map(text => text['zh-CN'])

test('without levels there is one sentence; without points it says so', () => {
  expect(bill('earning: { rules: [{ rule: base, points: 1, per: ¥1 }] }')).toEqual(['付 ¥480，得 480 积分'])
  expect(bill('')).toEqual(['付 ¥480，不得积分'])
})

test('each level has its sentence, and the birthday one where it differs', () => {
  expect(
    bill(`earning: { rules: [{ rule: base, points: 1, per: ¥1 }, { rule: b, times: 2, when: { birthday: day, level: [b] } }] }
levels: { ladder: [{ level: a, name: 普通 }, { level: b, name: 银卡, from: ¥3000, discount: 5 % }] }`),
  ).toEqual(['普通：付 ¥480，得 480 积分', '银卡：付 ¥456，得 456 积分；生日当天付 ¥456，得 912 积分'])
})
