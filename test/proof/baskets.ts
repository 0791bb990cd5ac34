import fc from 'fast-check'
import { rules } from './program.ts'
import type { LineRequest } from './requests.ts'

// What lies in a basket, and what is to be paid with points.

const mostSteps = rules.redeemPointsMax / rules.pointsPerStep

const line = fc.record({
  kind: fc.oneof(
    { weight: 7, arbitrary: fc.constant('goods' as const) },
    fc.constantFrom('service' as const, 'shipping' as const, 'tip' as const),
  ),
  quantity: fc.integer({ min: 1, max: 4 }),
  unitPriceCents: fc.oneof(fc.integer({ min: 1, max: 6_000 }), fc.constantFrom(0, 1, 999, 10_000)),
  discountPercent: fc.constantFrom(0, 0, 0, 0, 0, 10, 33, 100),
})

export const lines = fc.array(line, { minLength: 1, maxLength: 3 }).map(drafts =>
  drafts.map(
    ({ discountPercent, ...draft }, index): LineRequest => ({
      lineNumber: index + 1,
      ...draft,
      manualDiscountCents: Math.floor((draft.quantity * draft.unitPriceCents * discountPercent) / 100),
    }),
  ),
)

/**
 * Mostly nothing, often a little or all there is, sometimes far too much, and now and then no whole steps. Whoever has
 * used up everything and brings goods back owes points.
 */
export const redeemSteps = fc.oneof(
  { weight: 5, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 40 }) },
  { weight: 3, arbitrary: fc.constant('everything' as const) },
  { weight: 1, arbitrary: fc.constantFrom(10, 100, mostSteps, mostSteps + 1, 0.5, -1) },
)
