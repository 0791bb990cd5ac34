import { expect, test } from 'vitest'
import { readProgram } from './check.ts'
import { pathAt } from './edit-path-at.ts'

const source = `# ours
program: club
name: 会员 # the name
offers:
  - offer: a
    name: 甲
    steps: { ¥300: ¥40 }
  - { offer: b, name: 乙, off: ¥5, when: { level: [gold] } }
`
const at = (text: string) => pathAt(source, source.indexOf(text))

test('where a word or its value begins it is that word; an item is its first word', () => {
  expect(at('program')).toEqual(['program'])
  expect(at('club')).toEqual(['program'])
  expect(at('offer: a')).toEqual(['offers', 0, 'offer'])
  expect(at('¥40')).toEqual(['offers', 0, 'steps', '¥300'])
  expect(at('off: ¥5')).toEqual(['offers', 1, 'off'])
  expect(at('gold')).toEqual(['offers', 1, 'when', 'level', 0])
})

test('a comment is no place, and a text that cannot be read has none', () => {
  expect(at('# ours')).toBeNull()
  expect(at('the name')).toBeNull()
  expect(pathAt('a: [', 0)).toBeNull()
})

test('what the check points to is the word that is wrong', () => {
  const text = `${source}assets: { points: { name: 积分 } }\n`.replace('off: ¥5', 'off: much')
  const [finding] = readProgram(text, { version: 1, zone: 'Asia/Shanghai' }).findings
  const lines = text.split('\n').slice(0, (finding?.line ?? 0) - 1)
  expect(pathAt(text, lines.join('\n').length + (finding?.column ?? 0))).toEqual(['offers', 1, 'off'])
})
