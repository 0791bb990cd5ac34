import fc from 'fast-check'
import { rules } from './program.ts'

// What happens away from a receipt: rewards are redeemed, handed over and cancelled, and members come by.

export type DeskOperation =
  | { kind: 'redeem'; member: number; rule: (typeof ruleCodes)[number] | 'none'; times: number; hasStore: boolean }
  /** `back`: of the redemptions that were answered, the newest first. */
  | { kind: 'finish'; back: number; isCancelled: boolean }
  /** `reference`: null, or one of few, so that some are reported twice. */
  | { kind: 'activity'; member: number; daysAgo: number | null; reference: string | null }

const ruleCodes = rules.rewards.map(({ rule }) => rule)

const mostly = <Value>(value: Value, others: fc.Arbitrary<Value>, weight: number): fc.Arbitrary<Value> =>
  fc.oneof({ weight, arbitrary: fc.constant(value) }, others)

export const redeem = (members: number) =>
  fc.record({
    kind: fc.constant('redeem' as const),
    member: fc.nat({ max: members - 1 }),
    rule: fc.oneof(
      { weight: 40, arbitrary: fc.constantFrom(...ruleCodes) },
      { weight: 1, arbitrary: fc.constant('none' as const) },
    ),
    times: mostly(1, fc.integer({ min: 2, max: 5 }), 6),
    hasStore: mostly(true, fc.constant(false), 12),
  })

export const finish = fc.record({
  kind: fc.constant('finish' as const),
  back: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 6 }) }, fc.integer({ min: 7, max: 60 })),
  isCancelled: fc.boolean(),
})

export const activity = (members: number) =>
  fc.record({
    kind: fc.constant('activity' as const),
    member: fc.nat({ max: members - 1 }),
    daysAgo: mostly(null, fc.integer({ min: 0, max: 9 }), 3),
    reference: mostly(null, fc.integer({ min: 1, max: 3 }).map(String), 2),
  })
