import { expect, test } from 'vitest'
import { Keystrokes } from './keystrokes.ts'

function typed(text: string, { gapMs, enterAfterMs = gapMs }: { gapMs: number; enterAfterMs?: number }) {
  const keystrokes = new Keystrokes()
  let atMs = 1_000
  for (const key of text) {
    atMs += gapMs
    keystrokes.press({ key, atMs })
  }
  return keystrokes.press({ key: 'Enter', atMs: atMs + enterAfterMs })
}

test('keys of a scanner ended by Enter are a code', () => {
  expect(typed('22423', { gapMs: 50 })).toBe('22423')
  expect(typed('22423', { gapMs: 51 })).toBeNull()
  expect(typed('22423', { gapMs: 20, enterAfterMs: 51 })).toBeNull()
})

test('two characters are no code', () => {
  expect(typed('12', { gapMs: 5 })).toBeNull()
  expect(typed('123', { gapMs: 5 })).toBe('123')
})

test('what a hand typed before a scan is not of the code', () => {
  const keystrokes = new Keystrokes()
  keystrokes.press({ key: '9', atMs: 1_000 })
  keystrokes.press({ key: '.', atMs: 1_200 })
  expect(keystrokes.isFirst).toBe(true)
  for (const [index, key] of [...'6901'].entries()) keystrokes.press({ key, atMs: 2_000 + index * 10 })
  expect(keystrokes.isFirst).toBe(false)
  expect(keystrokes.press({ key: 'Enter', atMs: 2_040 })).toBe('6901')
})
