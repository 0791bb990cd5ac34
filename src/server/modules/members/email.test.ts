import { expect, test } from 'vitest'
import { emailOf, maskedEmail } from './email.ts'

test('case, blanks and full-width letters do not make another address', () => {
  expect(emailOf(' Ann@Example.COM ')).toBe('ann@example.com')
  expect(emailOf('ann＠example.com')).toBe('ann@example.com')
})

test.each([
  '',
  'ann',
  'ann@',
  '@example.com',
  'ann@example',
  'ann@@example.com',
  'a nn@example.com',
  'ann@example..com',
])('%s is no e-mail address', text => {
  expect(emailOf(text)).toBeUndefined()
})

test('an address is 254 characters at most', () => {
  expect(emailOf(`${'a'.repeat(242)}@example.com`)).toBeDefined()
  expect(emailOf(`${'a'.repeat(243)}@example.com`)).toBeUndefined()
})

test('a masked address shows its first letter and its domain', () => {
  expect(maskedEmail('ann@example.com')).toBe('a***@example.com')
  expect(maskedEmail('李@example.com')).toBe('李***@example.com')
})
