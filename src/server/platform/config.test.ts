import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const proxies = (value: string) => readConfig({ REGULARS_TRUSTED_PROXIES: value }).trustedProxies

test('no proxy is trusted unless somebody says so', () => {
  expect(readConfig({}).trustedProxies).toEqual([])
})

test('proxies are addresses or ranges', () => {
  expect(proxies('127.0.0.1, 10.0.0.0/8,::1,fd00::/128')).toEqual(['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/128'])
})

test('what is neither is named, and a range of everybody is refused', () => {
  for (const value of ['proxy.example', '10.0.0.0/33', '::/129', '0.0.0.0/0', '10.0.0.0/8/8', '10.0.0.0/', 'true'])
    expect(() => proxies(value), value).toThrow('REGULARS_TRUSTED_PROXIES')
})
