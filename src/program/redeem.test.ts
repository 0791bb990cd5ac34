import { expect, test } from 'vitest'
import { decideSale } from './decide-sale.ts'
import type { RedeemWish, SaleLine } from './facts.ts'
import { compiled, decided, head, line, member, points, sale } from './program-for-tests.ts'
import { refusalSentences } from './reasons.ts'

const program = (rule: string) =>
  compiled(`${head}${points}redemption:\n  - { rule: off, points: 500, off: ¥50${rule} }\n`)
const wish = (wanted: number): RedeemWish[] => [{ rule: 'off', points: wanted }]

type Asked = { rule?: string; usable?: number; lines?: SaleLine[]; redeem?: RedeemWish[]; at?: string }

/** What is taken off, in yuan, or the refusal. */
function asked({
  rule = '',
  usable = 10_000,
  lines = [line(1000)],
  redeem = wish(500),
  at = '2026-03-05T12:00',
}: Asked) {
  const outcome = decideSale(program(rule), member({ usable: { points: usable } }), sale(lines, { redeem, at }))
  return 'refusal' in outcome ? outcome.refusal : (1000 * 100 - outcome.payableCents) / 100
}
const choice = ({ rule = '', usable = 10_000, lines = [line(1000)], at = '2026-03-05T12:00' }: Asked) =>
  decided(program(rule), member({ usable: { points: usable } }), sale(lines, { at })).choices[0]?.pointsMax

test('500 points take ¥50 off, 1,000 take ¥100', () => {
  expect([asked({}), asked({ redeem: wish(1000) })]).toEqual([50, 100])
})

test('points are used in whole steps: neither 499 nor 501, nor none, nor less than none', () => {
  expect([499, 501, 750, 0, -500].map(wanted => asked({ redeem: wish(wanted) }))).toEqual(Array(5).fill('redeem-step'))
})

test('a finer step lets fewer points be used at the same rate', () => {
  expect([100, 600, 50].map(wanted => asked({ rule: ', step: 100', redeem: wish(wanted) }))).toEqual([
    10,
    60,
    'redeem-step',
  ])
})

test('the minimum is the first amount that is enough', () => {
  const rule = ', step: 100, minimum: 300'
  expect([200, 300].map(wanted => asked({ rule, redeem: wish(wanted) }))).toEqual(['redeem-below-minimum', 30])
})

test('the maximum is the last amount that is allowed', () => {
  const rule = ', maximum: 1000'
  expect([1000, 1500].map(wanted => asked({ rule, redeem: wish(wanted) }))).toEqual([100, 'redeem-above-maximum'])
})

test('nobody uses more points than they have', () => {
  expect([asked({ usable: 500 }), asked({ usable: 499 }), asked({ usable: 0 })]).toEqual([
    50,
    'redeem-not-enough',
    'redeem-not-enough',
  ])
})

test('points take no more off than the basket costs', () => {
  expect(choice({ lines: [line(50)] })).toBe(500)
  expect(choice({ lines: [line(49.99)] })).toBe(0)
  expect(asked({ lines: [line(49.99)] })).toBe('redeem-more-than-basket')
})

test('a share limits points to that part of what is to be paid', () => {
  const rule = ', share: 50 %'
  expect(choice({ rule, lines: [line(100)] })).toBe(500)
  expect(choice({ rule, lines: [line(99.98)] })).toBe(0)
  expect(asked({ rule, lines: [line(99.98)] })).toBe('redeem-more-than-basket')
})

test('the till is offered the most that is possible now, in whole steps', () => {
  expect(choice({ usable: 1999 })).toBe(1500)
  expect(choice({ usable: 10_000, rule: ', maximum: 2000' })).toBe(2000)
  expect(choice({ usable: 10_000, lines: [line(180)] })).toBe(1500)
  expect(choice({ usable: 200, rule: ', step: 100, minimum: 300' })).toBe(0)
})

test('what the till is offered is never refused', () => {
  for (const usable of [0, 499, 500, 700, 5200])
    for (const yuan of [10, 50, 120, 999])
      for (const rule of ['', ', share: 30 %', ', step: 100, minimum: 200, maximum: 900']) {
        const lines = [line(yuan)]
        const most = choice({ rule, usable, lines }) ?? 0
        if (most > 0) expect(typeof asked({ rule, usable, lines, redeem: wish(most) })).toBe('number')
      }
})

test('points pay for goods, services and delivery, never for tips, gift cards or deposits', () => {
  const kinds = ['goods', 'service', 'shipping', 'tip', 'gift-card', 'deposit'] as const
  expect(kinds.map(kind => choice({ lines: [line(100, { kind })] }))).toEqual([1000, 1000, 1000, 0, 0, 0])
})

test('what is taken off lies on the lines that points can pay, by what they cost', () => {
  const lines = [line(75), line(100, { kind: 'gift-card' }), line(25)]
  const [redemption] = decided(
    program(''),
    member({ usable: { points: 500 } }),
    sale(lines, { redeem: wish(500) }),
  ).redemptions
  expect(redemption).toMatchObject({ offCents: 5000, offPerLine: [3750, 0, 1250], pointsPerLine: [375, 0, 125] })
})

test('a condition on goods lets points pay for those goods only', () => {
  const rule = ', when: { class: [项链] }'
  const lines = [line(60, { class: '项链' }), line(500)]
  expect(choice({ rule, lines })).toBe(500)
  const [redemption] = decided(
    program(rule),
    member({ usable: { points: 500 } }),
    sale(lines, { redeem: wish(500) }),
  ).redemptions
  expect(redemption?.offPerLine).toEqual([5000, 0])
  expect(asked({ rule, lines: [line(500)] })).toBe('redeem-not-now')
})

test('outside its condition a rule is not offered and refused with the reason', () => {
  const rule = ', when: { from: 2026-03-06 }'
  expect([choice({ rule }), asked({ rule })]).toEqual([0, 'redeem-not-now'])
  expect(asked({ rule, at: '2026-03-06T00:00' })).toBe(50)
  const outcome = decideSale(
    program(rule),
    member({ usable: { points: 500 } }),
    sale([line(100)], { redeem: wish(500) }),
  )
  expect('refusal' in outcome && refusalSentences(outcome)['zh-CN']).toBe('off现在不能用：活动尚未开始')
})

test('a way to redeem must exist and can be chosen once', () => {
  expect(asked({ redeem: [{ rule: 'of', points: 500 }] })).toBe('redeem-unknown-rule')
  expect(asked({ redeem: [...wish(500), ...wish(500)] })).toBe('redeem-twice')
})

test('two ways to redeem share one balance', () => {
  const two = compiled(`${head}${points}redemption:
  - { rule: a, points: 100, off: ¥10 }
  - { rule: b, points: 100, off: ¥1 }
`)
  const redeem = [
    { rule: 'a', points: 200 },
    { rule: 'b', points: 100 },
  ]
  const decision = (usable: number) =>
    decideSale(two, member({ usable: { points: usable } }), sale([line(100)], { redeem }))
  expect(decision(300)).toMatchObject({ payableCents: 7900 })
  expect(decision(299)).toEqual({ refusal: 'redeem-not-enough', values: { points: 100, usable: 99 } })
})

test('the level price comes first, then points', () => {
  const silver = compiled(`${head}${points}redemption: [{ rule: off, points: 500, off: ¥50 }]
levels: { ladder: [{ level: a, name: { zh-CN: 甲 }, discount: 10 % }] }`)
  const outcome = decided(
    silver,
    member({ level: 'a', usable: { points: 1000 } }),
    sale([line(100)], { redeem: wish(500) }),
  )
  expect(outcome).toMatchObject({ levelDiscounts: [1000], pointsDiscounts: [5000], payableCents: 4000 })
  // What is offered counts before the wish: ¥90 bear one step of ¥50.
  expect(outcome.choices[0]?.pointsMax).toBe(500)
})

test('points are worth more in higher levels; a level between takes the value of the one below, the lowest none', () => {
  const program = compiled(`${head}${points}redemption:
  - { rule: off, points: 100, off: { b: ¥5, d: ¥8 } }
levels:
  ladder:
    - { level: a, name: 甲 }
    - { level: b, name: 乙, from: ¥1 }
    - { level: c, name: 丙, from: ¥2 }
    - { level: d, name: 丁, from: ¥3 }
`)
  const off = (level: string) => {
    const wish = { redeem: [{ rule: 'off', points: 100 }] }
    const outcome = decideSale(program, member({ level, usable: { points: 100 } }), sale([line(50)], wish))
    return 'refusal' in outcome ? outcome.refusal : outcome.redemptions[0]?.offCents
  }
  expect(['a', 'b', 'c', 'd'].map(off)).toEqual(['redeem-not-now', 500, 500, 800])
})
