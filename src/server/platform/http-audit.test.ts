import { expect, test } from 'vitest'
import { requireAuditRule } from './http-audit.ts'

const route = (method: string, config?: Parameters<typeof requireAuditRule>[0]['config']) => () =>
  requireAuditRule({ method, url: '/x', ...(config ? { config } : {}) })
const none = { none: 'a reason' }

test('a route that needs a permission says what it leaves in the audit trail', () => {
  expect(route('GET', { access: 'members.read' })).toThrow('the route GET /x does not say')
  expect(route('GET', { access: 'members.read', audit: none })).not.toThrow()
})

test('a public page needs no rule, a public change does', () => {
  expect(route('GET', { access: 'public' })).not.toThrow()
  expect(route('POST', { access: 'public' })).toThrow('does not say')
  expect(route('POST', { access: 'public', audit: none })).not.toThrow()
})

test('a route without any configuration is refused', () => {
  expect(route('GET')).toThrow('does not say')
  expect(route('DELETE')).toThrow('does not say')
})
