import { expect, test } from 'vitest'
import { UsedNonces } from './nonces.ts'

const inTime = { nowMs: 0, endsAtMs: 100 }

test('a nonce is taken once a key', () => {
  const nonces = new UsedNonces({ perKeyMax: 10 })
  expect(nonces.use('k1', 'n', inTime)).toBe(true)
  expect(nonces.use('k1', 'n', inTime)).toBe(false)
  expect(nonces.use('k2', 'n', inTime)).toBe(true)
})

test('a nonce is remembered to the last instant of its signature', () => {
  const nonces = new UsedNonces({ perKeyMax: 10 })
  nonces.use('k1', 'n', inTime)
  expect(nonces.use('k1', 'n', { nowMs: 100, endsAtMs: 200 })).toBe(false)
  expect(nonces.use('k1', 'n', { nowMs: 101, endsAtMs: 200 })).toBe(true)
})

test('beyond the bound the oldest is forgotten and the till goes on', () => {
  const nonces = new UsedNonces({ perKeyMax: 2 })
  for (const nonce of ['a', 'b', 'c']) expect(nonces.use('k1', nonce, inTime)).toBe(true)
  expect(nonces.use('k1', 'c', inTime)).toBe(false)
  expect(nonces.use('k1', 'a', inTime)).toBe(true)
})
