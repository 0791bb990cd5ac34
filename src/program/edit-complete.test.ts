import { expect, test } from 'vitest'
import { completionsAt } from './edit-complete.ts'
import { inLanguage } from './edit-schema.ts'

/** What is offered where the text has a |. */
function offered(text: string): string[] {
  const offset = text.indexOf('|')
  return completionsAt(text.replace('|', ''), offset).options.map(({ label }) => label)
}
const program = `program: club
name: 会员
assets:
  points: { name: 积分 }
  stars: { name: { zh-CN: 星, en: Stars } }
levels:
  window: 12 months
  ladder:
    - level: silver
      name: 银卡
      from: ¥3000
`

test('on an empty line the words of the place that are not there yet', () => {
  expect(offered(`${program}|`)).toEqual(expect.arrayContaining(['earning', 'redemption', 'offers']))
  expect(offered(`${program}|`)).not.toContain('levels')
  expect(offered(program.replace('  ladder', '  |\n  ladder'))).toEqual(expect.arrayContaining(['measure', 'review']))
  expect(offered(program.replace('  ladder', '  |\n  ladder'))).not.toContain('window')
})

test('half a word, its colon written or not, is completed among its neighbours', () => {
  expect(offered(`${program}      disc|`)).toEqual(expect.arrayContaining(['discount', 'times', 'benefits']))
  expect(offered(program.replace('window:', 'wi|dow:'))).toContain('window')
  expect(offered(program.replace('window:', 'widow|:'))).toContain('window')
})

test('a word that has its colon already gets no second one', () => {
  const text = program.replace('window:', 'widow:')
  const { from, options } = completionsAt(text, text.indexOf('widow') + 5)
  expect(from).toBe(text.indexOf('widow'))
  expect(options.find(({ label }) => label === 'window')?.text).toBe('window')
  expect(completionsAt(program, program.length).options.find(({ label }) => label === 'offers')?.text).toBe('offers: ')
})

test('within braces the words of the collection', () => {
  expect(offered(program.replace('{ name: 积分 }', '{ name: 积分, | }'))).toEqual(
    expect.arrayContaining(['valid', 'rounding']),
  )
  expect(offered(`${program}earning:\n  rules:\n    - { rule: a, times: 2, when: { | } }\n`)).toContain('birthday')
})

test('behind a word its fixed values, or examples where none are fixed', () => {
  expect(offered(program.replace('12 months', '|'))).toContain('calendar year')
  expect(offered(`${program}      discount: |`)).toContain('5 %')
  expect(offered(`${program}earning:\n  rules:\n    - { rule: a, times: 2, when: { birthday: | } }\n`)).toEqual([
    'day',
    'week',
    'month',
  ])
})

test('codes of this document where a code is expected', () => {
  expect(offered(`${program}earning:\n  rules:\n    - { rule: a, times: 2, when: { level: [|] } }\n`)).toEqual([
    'silver',
  ])
  expect(offered(`${program}earning:\n  rules:\n    - rule: a\n      asset: |\n`)).toEqual(['points', 'stars'])
  expect(offered(`${program}redemption:\n  - { rule: a, points: 1, off: { | } }\n`)).toEqual(['silver'])
  const joining = 'joining: [{ way: till }, { way: online }]\n'
  expect(
    offered(`${program}${joining}earning:\n  rules:\n    - { rule: a, times: 2, when: { joined-by: [|] } }\n`),
  ).toEqual(['till', 'online'])
})

test('nothing within a comment', () => {
  expect(offered(`${program}# le|`)).toEqual([])
})

test('a description is cut into its languages', () => {
  expect(inLanguage('会员价：5 % 或 9.5 折 / the level price', false)).toBe('会员价：5 % 或 9.5 折')
  expect(inLanguage('会员价：5 % 或 9.5 折 / the level price', true)).toBe('the level price')
  expect(inLanguage('积分', true)).toBe('积分')
})
