import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { Cipher } from '../../platform/cipher.ts'
import type { StaffRow } from '../access/index.ts'
import { type Approval, type AskedApproval, mayApprove, refusalFor, scopeOf } from './approval.ts'

const approver: StaffRow = {
  staffId: 'a',
  name: 'Mona',
  email: 'mona@shop.example',
  role: 'operations',
  storeCodes: null,
  isActive: true,
  hasSecondFactor: false,
}
const endsAt = new Date('2026-03-05T04:02:00Z')
const now = new Date('2026-03-05T04:01:00Z')
const scope = { act: 'sell-early', storeId: 1, tillId: 2, askedBy: 'staff:c', basket: Buffer.from('basket') } as const
const approval: Approval = { ...scope, approvalId: 'x', approver, endsAt, usedAt: null }
const asked: AskedApproval = { ...scope, tokenHash: 'hash', storeCode: 'S01' }

test('an approval is over at the instant of its end, and holds the millisecond before', () => {
  expect(refusalFor(approval, asked, new Date(endsAt.getTime() - 1))).toBeNull()
  expect(refusalFor(approval, asked, endsAt)).toBe('over')
})

test('it is for one store, one till, one person and one basket', () => {
  expect(refusalFor(undefined, asked, now)).toBe('unknown')
  expect(refusalFor(approval, { ...asked, storeId: 3 }, now)).toBe('elsewhere')
  expect(refusalFor(approval, { ...asked, tillId: 3 }, now)).toBe('elsewhere')
  expect(refusalFor(approval, { ...asked, askedBy: 'staff:d' }, now)).toBe('elsewhere')
  expect(refusalFor(approval, { ...asked, basket: Buffer.from('other') }, now)).toBe('other-basket')
  expect(refusalFor({ ...approval, usedAt: now }, asked, now)).toBe('used')
})

test('the approver must still be there, may still do it, and for this store', () => {
  const as = (change: Partial<StaffRow>) =>
    refusalFor({ ...approval, approver: { ...approver, ...change } }, asked, now)
  expect(as({ isActive: false })).toBe('withdrawn')
  expect(as({ role: 'cashier' })).toBe('withdrawn')
  expect(as({ storeCodes: ['S02'] })).toBe('withdrawn')
  expect(as({ storeCodes: ['S02', 'S01'] })).toBeNull()
})

test('those who may sell early may approve it, and nobody else', () => {
  const may = (role: StaffRow['role']) => mayApprove({ ...approver, role }, { act: 'sell-early', storeCode: 'S01' })
  expect([may('owner'), may('operations'), may('service'), may('cashier')]).toEqual([true, true, false, false])
})

test('a basket is the same however its fields are ordered, and another with another price, member or reason', () => {
  const cipher = new Cipher({ encryption: randomBytes(32), index: randomBytes(32), auth: randomBytes(32) })
  const place = {
    store: { storeId: 1, code: 'S01', name: 'S', brandId: 1, brandCode: 'B', tills: [] },
    till: { tillId: 2, storeId: 1, code: 'T1', name: 'T' },
  }
  const caller = {
    id: 'staff:c',
    kind: 'staff',
    name: 'Carl',
    role: 'cashier',
    permissions: new Set<string>(),
    storeIds: 'all',
    tillId: null,
    staffId: 'c',
  } as const
  const line = { lineNumber: 1, sku: 'A', quantity: 1, unitPriceCents: 100 }
  const scene = {
    act: 'sell-early',
    place,
    caller,
    words: { member: { memberNumber: '1' }, lines: [line], reason: 'why' },
  } as const
  const basket = (change: object) =>
    scopeOf(cipher, { ...scene, words: { ...scene.words, ...change } }).basket.toString('hex')
  const { lineNumber, ...rest } = line
  expect(basket({ lines: [{ ...rest, lineNumber }] })).toBe(basket({}))
  const others = [
    { lines: [{ ...line, unitPriceCents: 101 }] },
    { lines: [line, { ...line, lineNumber: 2 }] },
    { lines: [{ ...line, manualDiscountCents: 1 }] },
    { member: { memberNumber: '2' } },
    { member: undefined },
    { reason: 'why not' },
  ].map(basket)
  expect(new Set([...others, basket({})]).size).toBe(7)
})
