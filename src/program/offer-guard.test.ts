import { describe, expect, test } from 'vitest'
import { decideSale } from './decide-sale.ts'
import { offering, priced, saidOf, takenBy } from './offers-for-tests.ts'
import { line, member, sale } from './program-for-tests.ts'

describe('the share of all discounts', () => {
  const guard = 'guard: { discount: 50 % }\n'

  test('up to the share nothing is cut, a 分 above it that 分', () => {
    const off = (yuan: string) => priced(offering({ o: `off: ¥${yuan}` }, guard), sale([line(100)]))
    expect(saidOf(off('50'))).toEqual(['o: ¥50 off ¥100'])
    expect(takenBy(off('50.01'))).toEqual({ o: 5000 })
    expect(saidOf(off('50.01'))[1]).toBe('To keep within the limit of all discounts, ¥0.01 less is taken off')
  })

  test('the level price is cut before the offers', () => {
    const ladder = 'levels:\n  ladder:\n    - { level: a, name: { zh-CN: 甲 }, discount: 20 % }\n'
    const decision = priced(offering({ o: 'off: ¥40' }, guard + ladder), sale([line(100)]), member({ level: 'a' }))
    expect([decision.offerDiscounts, decision.levelDiscounts]).toEqual([[4000], [1000]])
    expect(decision.discountReasons.map(({ code }) => code)).toEqual(['level-price', 'guard-discount'])
  })

  test('points pay what the guard leaves, and a wish for more is refused by name', () => {
    const redemption = 'redemption:\n  - { rule: cash, points: 10, off: ¥1 }\n'
    const program = offering({ o: 'off: ¥40' }, guard + redemption)
    const who = member({ usable: { points: 1000 } })
    const decision = priced(program, sale([line(100)]), who)
    expect(decision.choices[0]?.pointsMax).toBe(100)
    expect(saidOf(decision)).toContain('The price guard leaves ¥10 that points may pay')
    const paid = priced(program, sale([line(100)], { redeem: [{ rule: 'cash', points: 100 }] }), who)
    expect(paid.payableCents).toBe(5000)
    const more = decideSale(program, who, sale([line(100)], { redeem: [{ rule: 'cash', points: 110 }] }))
    expect(more).toMatchObject({ refusal: 'redeem-guard', values: { points: 110, pointsMax: 100 } })
  })
})

describe('the margin', () => {
  const guard = 'guard: { margin: 20 % }\n'

  test('goods of known cost keep it together; those of unknown cost are not counted', () => {
    const program = offering({ o: 'discount: 50 %' }, guard)
    const decision = priced(program, sale([line(100, { costCents: 6000 }), line(100)]))
    // ¥60 at a margin of 20 % is ¥75.
    expect(decision.offerDiscounts).toEqual([2500, 5000])
    expect(saidOf(decision)[1]).toBe('To keep the margin, ¥25 less is taken off')
  })

  test('goods that the cashier sold below it already have nothing taken off, and nothing is put on', () => {
    const program = offering({ o: 'off: ¥10' }, guard)
    const decision = priced(program, sale([line(100, { costCents: 9000 })]))
    expect([takenBy(decision), decision.payableCents]).toEqual([{}, 10_000])
  })

  test('a margin that is just kept is kept: rounded up to the 分', () => {
    const program = offering({ o: 'off: ¥90' }, 'guard: { margin: 30 % }\n')
    expect(priced(program, sale([line(100, { costCents: 1000 })])).payableCents).toBe(1429)
  })
})
