import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideSale, plainMember, readProgram, type SaleLine } from '../../src/program/index.ts'
import { programText } from '../support/program-text.ts'

const line = (grossCents: number): SaleLine => ({
  sku: 'ring',
  class: null,
  brand: null,
  kind: 'goods',
  units: 1,
  isWeighed: false,
  grossCents,
  manualDiscountCents: 0,
  taxCents: 0,
  costCents: null,
})

/** Decides one sale of somebody with so many points. */
function decide(rule: string, { prices, usable, points }: { prices: number[]; usable: number; points: number }) {
  const { program, findings } = readProgram(programText({ redeem: rule }), { version: 1, zone: 'Asia/Shanghai' })
  if (!program) throw new Error(JSON.stringify(findings))
  const member = { ...plainMember, joinedOn: '2026-01-01', usable: { points: usable } }
  return decideSale(program, member, {
    storeCode: 'S01',
    soldAt: new Date('2026-03-05T04:00:00Z'),
    soldOn: '2026-03-05',
    soldMinute: 720,
    channel: 'till',
    tenders: null,
    promoter: null,
    lines: prices.map(line),
    redeem: points > 0 ? [{ rule: 'cash-off', points }] : [],
  })
}

const arithmetic = fc.record({
  points: fc.integer({ min: 1, max: 1000 }),
  offCents: fc.integer({ min: 1, max: 10_000 }),
  sharePercent: fc.integer({ min: 1, max: 100 }),
  prices: fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 6 }),
  usable: fc.integer({ min: 0, max: 50_000 }),
})

test('D8: points are worth exactly what the rule says, and what is offered is the most that fits', () => {
  fc.assert(
    fc.property(arithmetic, ({ points, offCents, sharePercent, prices, usable }) => {
      const rule = `{ rule: cash-off, points: ${points}, off: ¥${(offCents / 100).toFixed(2)}, share: ${sharePercent} % }`
      const offered = decide(rule, { prices, usable, points: 0 })
      if ('refusal' in offered) throw new Error(offered.refusal)
      const most = offered.choices[0]?.pointsMax ?? 0
      const basketCents = prices.reduce((a, b) => a + b, 0)
      const roomCents = (basketCents * sharePercent) / 100
      const fits = (wish: number) => wish <= usable && (wish / points) * offCents <= roomCents
      expect([fits(most), fits(most + points)]).toEqual([true, false])

      const taken = decide(rule, { prices, usable, points: most })
      if ('refusal' in taken) throw new Error(taken.refusal)
      const off = basketCents - taken.payableCents
      expect(off * points).toBe(most * offCents)
      expect(taken.pointsDiscounts.reduce((a, b) => a + b, 0)).toBe(off)
      for (const cents of taken.payable) expect(cents).toBeGreaterThanOrEqual(0)

      expect(decide(rule, { prices, usable, points: most + points })).toHaveProperty('refusal')
    }),
    { numRuns: 300 },
  )
})
