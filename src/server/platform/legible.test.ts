import { expect, test } from 'vitest'
import { isLegible } from './legible.ts'

test('what people write in any script is legible', () => {
  for (const text of ['', '王小明', 'שלום', '👩‍👩‍👧', 'e\u0301', '\u202e', '\t\n'])
    expect(isLegible({ [text]: [text] })).toBe(true)
  for (const value of [null, undefined, 1, true, {}, []]) expect(isLegible(value)).toBe(true)
})

test('NUL and half of a pair are not, wherever they stand', () => {
  for (const bad of ['\0', 'a\0b', '\ud800', '\udc00', 'x\ud83d', '\ude00\ud83d']) {
    expect(isLegible(bad)).toBe(false)
    expect(isLegible({ lines: [{ attributes: { colour: bad } }] })).toBe(false)
    expect(isLegible({ [bad]: 1 })).toBe(false)
  }
})

test('depth costs no stack', () => {
  let deep: unknown = '\0'
  for (let level = 0; level < 200_000; level++) deep = [deep]
  expect(isLegible(deep)).toBe(false)
})
