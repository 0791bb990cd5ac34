import { expect, test } from 'vitest'
import { partsOf } from './yaml-words.ts'

const lines = [
  'earn:',
  '  - rule: base # why',
  "    label: 'a # b: c'",
  '    per: 100',
  '# whole line',
  '  name: {zh-CN: "银卡", en: Silver}',
  '',
  '  on: [1, 2.5, true]',
]

test('no character of a line is lost', () => {
  for (const line of lines)
    expect(
      partsOf(line)
        .map(part => part.text)
        .join(''),
    ).toBe(line)
})

test('keys, texts, numbers and comments are told apart', () => {
  expect(partsOf('  - rule: base # why').map(part => part.kind)).toEqual(['plain', 'key', 'plain', 'plain', 'comment'])
  expect(partsOf('per: 100')).toContainEqual({ kind: 'number', text: '100' })
})

test('a # inside quotes is no comment', () => {
  expect(partsOf("label: 'a # b'").some(part => part.kind === 'comment')).toBe(false)
})
