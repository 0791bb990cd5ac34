import { expect, test } from 'vitest'
import { mayReadMetrics } from './metrics-access.ts'

const here = { remoteAddress: '127.0.0.1', headers: {}, token: '' }

test('without a token only this machine may read metrics', () => {
  expect(mayReadMetrics(here)).toBe(true)
  expect(mayReadMetrics({ ...here, remoteAddress: '::1' })).toBe(true)
  expect(mayReadMetrics({ ...here, remoteAddress: '::ffff:127.0.0.1' })).toBe(true)
  expect(mayReadMetrics({ ...here, remoteAddress: '192.168.1.7' })).toBe(false)
  expect(mayReadMetrics({ ...here, remoteAddress: undefined })).toBe(false)
})

test('a proxy of this machine lends its address to nobody', () => {
  for (const name of ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'])
    expect(mayReadMetrics({ ...here, headers: { [name]: '203.0.113.9' } })).toBe(false)
})

test('with a token, whoever has it may, from anywhere, and nobody else, not even from here', () => {
  const guarded = { ...here, token: 'a long secret' }
  expect(mayReadMetrics(guarded)).toBe(false)
  expect(mayReadMetrics({ ...guarded, headers: { authorization: 'Bearer a long secre' } })).toBe(false)
  expect(mayReadMetrics({ ...guarded, headers: { authorization: 'Bearer ' } })).toBe(false)
  const right = { authorization: 'Bearer a long secret' }
  expect(mayReadMetrics({ ...guarded, remoteAddress: '192.168.1.7', headers: right })).toBe(true)
})
