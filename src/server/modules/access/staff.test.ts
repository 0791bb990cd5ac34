import { expect, test } from 'vitest'
import { plainEmail, takesLastOwner } from './staff.ts'

const owner = { role: 'owner', isActive: true } as const

test('an address is kept in small letters without spaces around it', () => {
  expect(plainEmail(' Olive.Wang+shop@Shop.Example ')).toBe('olive.wang+shop@shop.example')
})

test('what cannot sign in is refused', () => {
  for (const email of [
    'olive',
    'olive@localhost',
    'a b@shop.example',
    '@shop.example',
    '.a@shop.example',
    'a..b@x.example',
  ])
    expect(() => plainEmail(email), email).toThrow('organisation/email-malformed')
})

test('the last active owner can be neither demoted nor deactivated', () => {
  expect(takesLastOwner(owner, { role: 'cashier', isActive: true }, 1)).toBe(true)
  expect(takesLastOwner(owner, { role: 'owner', isActive: false }, 1)).toBe(true)
  expect(takesLastOwner(owner, owner, 1)).toBe(false)
})

test('one of two owners may go', () => {
  expect(takesLastOwner(owner, { role: 'cashier', isActive: true }, 2)).toBe(false)
})

test('an owner who was inactive already takes nobody away', () => {
  expect(takesLastOwner({ role: 'owner', isActive: false }, { role: 'cashier', isActive: false }, 1)).toBe(false)
})
