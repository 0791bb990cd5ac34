import { expect, test } from 'vitest'
import { notePresence, presenceHeaders } from './presence.ts'

test('nobody is there until somebody touches the page, and for a minute after it', () => {
  expect(presenceHeaders(0)).toEqual({})
  notePresence(1_000)
  expect(presenceHeaders(60_999)).toEqual({ 'regulars-present': 'yes' })
  expect(presenceHeaders(61_000)).toEqual({})
})
