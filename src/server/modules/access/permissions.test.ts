import { expect, test } from 'vitest'
import { isPermission, permissions, permissionsFor, tillPermissions } from './permissions.ts'

test('an owner may everything', () => {
  expect([...permissionsFor('owner')]).toEqual([...permissions])
})

test('operations may everything but manage the organisation and read the whole audit trail', () => {
  expect(permissions.filter(word => !permissionsFor('operations').has(word))).toEqual([
    'organisation.manage',
    'audit.read',
  ])
})

test('a cashier sells and refunds, but not without the original and not by hand', () => {
  const cashier = permissionsFor('cashier')
  expect(cashier.has('checkout.settle') && cashier.has('checkout.refund') && cashier.has('checkout.void')).toBe(true)
  for (const word of [
    'checkout.refund-without-original',
    'checkout.sell-early',
    'catalog.read-cost',
    'ledger.adjust',
    'members.read-personal',
    'insights.read',
    'audit.read-of-member',
  ])
    expect(cashier.has(word), word).toBe(false)
})

test('service adjusts but neither sells nor approves', () => {
  const service = permissionsFor('service')
  expect(service.has('ledger.adjust') && service.has('checkout.refund-without-original')).toBe(true)
  for (const word of [
    'checkout.settle',
    'checkout.sell-early',
    'catalog.read-cost',
    'ledger.approve',
    'programs.publish',
    'audit.read-of-member',
  ])
    expect(service.has(word), word).toBe(false)
})

test('a till may what a cashier may', () => {
  expect(tillPermissions).toEqual(permissionsFor('cashier'))
})

test('a role that is not in the table may nothing', () => {
  expect(permissionsFor('king').size).toBe(0)
  expect(permissionsFor('constructor').size).toBe(0)
})

test('only words of the table are permissions', () => {
  expect(isPermission('members.read')).toBe(true)
  expect(isPermission('members.*')).toBe(false)
})
