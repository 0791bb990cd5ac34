import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CompiledProgram } from './compiled.ts'
import { decideSale, type SaleDecision } from './decide-sale.ts'
import type { MemberFacts, SaleFacts, SaleLine } from './facts.ts'
import { compiled, decided, head, line, member, sale } from './program-for-tests.ts'
import { reasonSentences } from './reasons.ts'
import type { RedeemChoice } from './redeem.ts'

/** One program that uses every word that decides: the laws below must hold for it in each of the three roundings. */
const program = (rounding: string, multipliers: string) =>
  compiled(`${head}assets:
  points: { name: { zh-CN: 积分 }, rounding: ${rounding}, valid: 2 years }
  growth: { name: { zh-CN: 成长值 } }
earning:
  base: { tax: does not count, kinds: [goods, service, shipping] }
  multipliers: ${multipliers}
  rules:
    - { rule: base, points: 1, per: ¥1 }
    - { rule: whole, points: 30, per: ¥100, whole: true, when: { store: [S01] } }
    - { rule: chains, points: 0.37, per: ¥3, when: { class: [chain] } }
    - { rule: piece, points: 1.5, per: item, when: { none: [{ class: [ring] }] } }
    - { rule: visit, points: 7, per: receipt, when: { basket-from: ¥50 } }
    - { rule: birthday, times: 2, when: { birthday: month } }
    - { rule: rings, times: 1.25, when: { class: [ring] } }
    - { rule: growth, asset: growth, points: 3, per: ¥7 }
redemption:
  - { rule: off, points: 100, off: ¥10, share: 60 % }
levels:
  ladder:
    - { level: a, name: { zh-CN: 甲 } }
    - { level: b, name: { zh-CN: 乙 }, from: ¥100, discount: 3.33 %, times: 1.1 }
`)
const programs = ['down', 'nearest', 'up'].flatMap(rounding =>
  ['highest', 'all'].map(multipliers => program(rounding, multipliers)),
)
const anyProgram = fc.constantFrom(...programs)

const anyLine: fc.Arbitrary<SaleLine> = fc
  .record({
    sku: fc.constantFrom('A', 'B', 'C'),
    class: fc.constantFrom('chain', 'ring', null),
    brand: fc.constantFrom('Lumi', null),
    kind: fc.constantFrom('goods', 'goods', 'goods', 'service', 'shipping', 'tip', 'gift-card', 'deposit'),
    units: fc.integer({ min: 1, max: 5000 }),
    isWeighed: fc.boolean(),
    grossCents: fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 50_000_000 })),
    discountShare: fc.nat(100),
    taxShare: fc.nat(20),
    costCents: fc.constantFrom(null, 0, 500),
  })
  .map(({ discountShare, taxShare, ...facts }) => {
    const manualDiscountCents = Math.floor((facts.grossCents * discountShare) / 100)
    return {
      ...facts,
      manualDiscountCents,
      taxCents: Math.floor(((facts.grossCents - manualDiscountCents) * taxShare) / 100),
      costCents: null,
    }
  })

const anyMember: fc.Arbitrary<MemberFacts> = fc.record({
  joinedOn: fc.constant('2025-01-01'),
  birthday: fc.constantFrom('1990-03-20', '1990-07-01', null),
  level: fc.constantFrom('a', 'b', 'gone', null),
  hasBought: fc.boolean(),
  usable: fc.record({ points: fc.nat(10_000) }),
  measures: fc.constant({}),
  gender: fc.constantFrom('female', null),
  attributes: fc.constant({}),
  segments: fc.constant([]),
  used: fc.constant({}),
})

const anyLines = fc.array(anyLine, { minLength: 1, maxLength: 8 })
const sumOf = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

/** The sale, with as many points off as the till would offer, or none. */
function settled(
  by: CompiledProgram,
  who: MemberFacts,
  lines: readonly SaleLine[],
  usesPoints: boolean,
): [SaleFacts, SaleDecision] {
  const plain = sale(lines)
  const most = usesPoints ? (decided(by, who, plain).choices[0]?.pointsMax ?? 0) : 0
  const what = most > 0 ? sale(lines, { redeem: [{ rule: 'off', points: most }] }) : plain
  return [what, decided(by, who, what)]
}

const anySettled = fc
  .tuple(anyProgram, anyMember, anyLines, fc.boolean())
  .map(([by, who, lines, usesPoints]) => ({ by, who, lines, settled: settled(by, who, lines, usesPoints) }))

test('the points of the lines are the points of the receipt', () => {
  fc.assert(
    fc.property(anySettled, ({ settled: [, decision] }) => {
      for (const { points, perLine } of decision.earnings) expect(sumOf(perLine)).toBe(points)
      for (const { points, pointsPerLine, offCents, offPerLine } of decision.redemptions)
        expect([sumOf(pointsPerLine), sumOf(offPerLine)]).toEqual([points, offCents])
    }),
  )
})

test('what a line costs is its price less its discounts, never below nothing', () => {
  fc.assert(
    fc.property(anySettled, ({ lines, settled: [, decision] }) => {
      for (const [index, { grossCents, manualDiscountCents }] of lines.entries()) {
        const off = decision.levelDiscounts[index]! + decision.pointsDiscounts[index]!
        expect(decision.payable[index]).toBe(grossCents - manualDiscountCents - off)
        expect(decision.payable[index]).toBeGreaterThanOrEqual(0)
      }
      expect(sumOf(decision.payable)).toBe(decision.payableCents)
    }),
  )
})

test('every number of a decision is a whole number that a double counts exactly, and none is negative', () => {
  const look = (value: unknown): void => {
    if (typeof value === 'number') expect(Number.isSafeInteger(value) && value >= 0).toBe(true)
    else if (Array.isArray(value)) value.forEach(look)
  }
  fc.assert(
    fc.property(anySettled, ({ settled: [, decision] }) => {
      look([decision.levelDiscounts, decision.pointsDiscounts, decision.payable, decision.payableCents])
      look(Object.values(decision.measured))
      for (const earning of decision.earnings) look([earning.points, earning.perLine])
      for (const done of decision.redemptions) look([done.points, done.offCents, done.offPerLine, done.pointsPerLine])
      look(decision.choices.map(choice => choice.pointsMax))
    }),
  )
})

test('the same question has the same answer, and the question is not changed', () => {
  fc.assert(
    fc.property(anySettled, ({ by, who, settled: [what, decision] }) => {
      const before = structuredClone([who, what])
      expect(decideSale(by, who, what)).toEqual(decision)
      expect([who, what]).toEqual(before)
    }),
  )
})

test('who says his wish when told the choices is decided as if he had asked first', () => {
  const [tested] = programs
  if (!tested) throw new Error('there is a program')
  const buyer = member({ usable: { points: 1_000 } })
  const basket = sale([line(200)])
  const asked = decided(tested, buyer, basket)
  expect(asked.choices[0]?.pointsMax).toBe(1_000)
  const wishOf = (choices: readonly RedeemChoice[]) =>
    choices.map(({ rule, pointsMax }) => ({ rule: rule.rule, points: pointsMax }))
  expect(decideSale(tested, buyer, basket, wishOf)).toEqual(
    decideSale(tested, buyer, { ...basket, redeem: wishOf(asked.choices) }),
  )
  expect(decideSale(tested, buyer, basket, () => [])).toEqual(asked)
  expect(decideSale(tested, buyer, basket, () => [{ rule: 'off', points: 1_100 }])).toHaveProperty('refusal')
})

test('a member with a frozen basket is decided too: nothing is written into what was given', () => {
  const freeze = <Value>(value: Value): Value => {
    if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
      for (const inner of Object.values(value)) freeze(inner)
      Object.freeze(value)
    }
    return value
  }
  const who = freeze(member({ level: 'b', usable: { points: 1000 } }))
  const what = freeze(sale([line(100, { class: 'ring' }), line(5)], { redeem: [{ rule: 'off', points: 500 }] }))
  expect(decideSale(programs[0]!, who, what)).toMatchObject({ redemptions: [{ points: 500 }] })
})

test('the order of the lines changes only where the odd point or 分 lies', () => {
  const totals = (decision: SaleDecision) => ({
    payableCents: decision.payableCents,
    levelCents: sumOf(decision.levelDiscounts),
    earned: decision.earnings.map(({ points }) => points),
    measured: decision.measured['points-earned'],
    most: decision.choices[0]?.pointsMax,
  })
  // Where discounts leave an odd 分, it may lie on a line that counts or on one that does not; without discounts nothing moves.
  const undiscounted = fc.tuple(anyProgram, anyMember, anyLines)
  fc.assert(
    fc.property(undiscounted, ([by, anyone, lines]) => {
      const who = { ...anyone, level: 'a' }
      expect(totals(decided(by, who, sale(lines.toReversed())))).toEqual(totals(decided(by, who, sale(lines))))
    }),
  )
  fc.assert(
    fc.property(undiscounted, ([by, who, lines]) => {
      const there = decided(by, who, sale(lines))
      const back = decided(by, who, sale(lines.toReversed()))
      expect([sumOf(there.levelDiscounts), there.payableCents]).toEqual([sumOf(back.levelDiscounts), back.payableCents])
    }),
  )
})

test('who pays more earns no less', () => {
  // Whole multiples are shared over the lines: where lines have different multipliers, more money on the poorer line
  // draws the shares to it. That is why `whole` stands without line multipliers here.
  const rules = [
    '{ rule: base, points: 0.37, per: ¥3 }, { rule: rings, times: 1.25, when: { class: [ring] } }, { rule: birthday, times: 2, when: { birthday: month } }',
    '{ rule: base, points: 30, per: ¥100, whole: true }, { rule: birthday, times: 1.5, when: { birthday: month } }',
    '{ rule: visit, points: 7, per: receipt, when: { basket-from: ¥50 } }, { rule: piece, points: 1.5, per: item }',
  ]
  const lawful = rules.flatMap(list =>
    ['down', 'nearest', 'up'].map(rounding =>
      compiled(`${head}assets: { points: { name: { zh-CN: 积分 }, rounding: ${rounding} } }
earning: { rules: [${list}] }`),
    ),
  )
  const more = fc.tuple(
    fc.constantFrom(...lawful),
    anyMember,
    anyLines,
    fc.nat(8),
    fc.integer({ min: 1, max: 100_000 }),
  )
  fc.assert(
    fc.property(more, ([by, who, lines, place, cents]) => {
      const dearer = lines.map((each, index) =>
        index === place % lines.length ? { ...each, grossCents: each.grossCents + cents } : each,
      )
      const [low, high] = [lines, dearer].map(basket => decided(by, who, sale(basket)))
      expect(high!.payableCents).toBe(low!.payableCents + cents)
      expect(high!.earnings[0]!.points).toBeGreaterThanOrEqual(low!.earnings[0]!.points)
    }),
    { numRuns: 500 },
  )
})

test('a receipt cut into two never earns more than whole when rounding goes down', () => {
  const halves = fc.tuple(anyLines, anyLines, anyMember)
  const proportional = compiled(`${head}assets: { points: { name: { zh-CN: 积分 } } }
earning: { rules: [{ rule: base, points: 3, per: ¥7 }] }`)
  const earned = (who: MemberFacts, lines: readonly SaleLine[]) =>
    decided(proportional, who, sale(lines)).earnings[0]!.points
  fc.assert(
    fc.property(halves, ([a, b, who]) => {
      const whole = earned(who, [...a, ...b])
      const parts = earned(who, a) + earned(who, b)
      expect(whole - parts).toBeGreaterThanOrEqual(0)
      expect(whole - parts).toBeLessThanOrEqual(1)
    }),
  )
})

test('every reason of a decision renders in every language', () => {
  fc.assert(
    fc.property(anySettled, ({ settled: [, decision] }) => {
      const reasons = [
        ...decision.discountReasons,
        ...decision.redemptions.flatMap(done => done.reasons),
        ...decision.earnings.flatMap(earning => earning.reasons),
      ]
      for (const given of reasons)
        for (const text of Object.values(reasonSentences(given)))
          expect(text).not.toMatch(/[{}]|undefined|NaN|\[object/)
    }),
  )
})
