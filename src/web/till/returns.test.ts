import { expect, test } from 'vitest'
import { expectedRefundCents, returnLines, unitsLeft, withScannedReturn } from './returns.ts'

const scarf = { lineNumber: 1, quantity: 3, grams: null, refundedUnits: 0, payableCents: 1000 }
const tea = { lineNumber: 2, quantity: null, grams: 500, refundedUnits: 200, payableCents: 5000 }

test('what came back before cannot come back again', () => {
  expect(unitsLeft(scarf)).toBe(3)
  expect(unitsLeft(tea)).toBe(300)
})

test('one piece after another is together exactly what was paid', () => {
  const steps = [0, 1, 2].map(refundedUnits => expectedRefundCents([{ ...scarf, refundedUnits }], { 1: 1 }))
  expect(steps).toEqual([333, 333, 334])
})

test('pieces and grams are named as such, and lines of nothing are left out', () => {
  expect(returnLines([scarf, tea], { 1: 2, 2: 300 })).toEqual([
    { lineNumber: 1, quantity: 2 },
    { lineNumber: 2, grams: 300 },
  ])
  expect(returnLines([scarf, tea], { 1: 0 })).toEqual([])
})

test('a scan takes a piece more back, as long as one is left, and nothing of what nobody bought here', () => {
  const lines = [
    { ...scarf, sku: 'SCARF', quantity: 1 },
    { ...scarf, lineNumber: 3, sku: 'SCARF', quantity: 1 },
    { ...tea, sku: 'TEA' },
  ]
  const scan = (returns: Record<number, number>, sku: string) => withScannedReturn(lines, { returns, sku })
  expect(scan({}, 'SCARF')).toEqual({ 1: 1 })
  expect(scan({ 1: 1 }, 'SCARF')).toEqual({ 1: 1, 3: 1 })
  expect(scan({ 1: 1, 3: 1 }, 'SCARF')).toEqual({ 1: 1, 3: 1 })
  expect([scan({}, 'TEA'), scan({}, 'HAT')]).toEqual([{}, {}])
})
