import { describe, expect, test } from 'vitest'
import { readProgram } from './check.ts'
import { readUsable } from './compile-benefits.ts'
import {
  benefitMissing,
  birthdayTerm,
  countingPeriod,
  earlyAccessOf,
  monthTerm,
  onceTerm,
  onSaleFor,
  shareFor,
} from './decide-benefit.ts'
import { decideJoining } from './decide-joining.ts'
import { aName, compiled, head, member, points, zone } from './program-for-tests.ts'
import { summarise } from './summary.ts'

const ladder =
  'levels: { ladder: [{ level: low, name: 低 }, { level: mid, name: 中, from: ¥1 }, { level: top, name: 高, from: ¥2 }] }\n'
const text = (...benefits: string[]) =>
  `${head}${points}${ladder}benefits:\n${benefits.map(b => `  - ${b}\n`).join('')}`
const codes = (source: string) =>
  readProgram(source, { version: 1, zone }).findings.flatMap(({ code }) =>
    code === 'translation-missing' || code === 'level-same' ? [] : [code],
  )

describe('the window of a birthday', () => {
  const around = readUsable('7 days before to 7 days after')
  const terms = (birthday: string, ...days: string[]) =>
    days.map(day => birthdayTerm(around, birthday, day)?.period ?? null)

  test('opens and closes on its days', () => {
    expect(terms('1990-05-20', '2026-05-12', '2026-05-13', '2026-05-27', '2026-05-28')).toEqual([
      null,
      'birthday/2026',
      'birthday/2026',
      null,
    ])
  })

  test('crosses New Year and belongs to the year of the birthday', () => {
    expect(terms('1990-01-03', '2026-12-26', '2026-12-27', '2027-01-10', '2027-01-11')).toEqual([
      null,
      'birthday/2027',
      'birthday/2027',
      null,
    ])
    expect(terms('1990-12-30', '2027-01-06', '2027-01-07')).toEqual(['birthday/2026', null])
  })

  test('of 29 February lies around the 28th in common years', () => {
    expect(birthdayTerm(around, '1992-02-29', '2026-02-21')).toEqual({
      period: 'birthday/2026',
      from: '2026-02-21',
      through: '2026-03-07',
    })
    expect(birthdayTerm(around, '1992-02-29', '2028-02-21')).toBeNull()
    expect(birthdayTerm(around, '1992-02-29', '2028-02-22')).toMatchObject({
      from: '2028-02-22',
      through: '2028-03-07',
    })
  })

  test('is not before the birth', () => {
    expect(birthdayTerm(around, '2026-01-03', '2025-12-30')).toBeNull()
  })

  test('is thirty days from the birthday where nothing is said', () => {
    expect(birthdayTerm(readUsable(undefined), '1990-05-20', '2026-05-20')).toMatchObject({ through: '2026-06-19' })
    expect(birthdayTerm(readUsable('3 days before'), '1990-05-20', '2026-05-21')).toBeNull()
  })
})

test('what a month brings ends with it, or after its days', () => {
  expect(monthTerm(readUsable(undefined), '2028-02-29')).toEqual({
    period: 'month/2028-02',
    from: '2028-02-01',
    through: '2028-02-29',
  })
  expect(monthTerm(readUsable('45 days'), '2026-03-31').through).toBe('2026-04-15')
  expect(onceTerm(readUsable('30 days'), 'joining', '2026-03-05').through).toBe('2026-04-04')
  expect(onceTerm(readUsable(undefined), 'joining', '2026-03-05').through).toBeNull()
})

test('a year is counted to its last day', () => {
  expect([countingPeriod('year', '2026-12-31'), countingPeriod('year', '2027-01-01')]).toEqual(['2026', '2027'])
  expect([countingPeriod('month', '2026-03-31'), countingPeriod('month', '2026-04-01')]).toEqual(['2026-03', '2026-04'])
})

test('the earliest of several benefits counts, and only for its levels', () => {
  const program = compiled(
    text(
      '{ benefit: a, levels: { mid: 2 days early, top: 5 days early } }',
      '{ benefit: b, levels: [low, mid, top], early: 1 day }',
    ),
  )
  const moment = { at: new Date(), on: '2026-03-05', minute: 0, storeCode: null, channel: 'till' }
  const access = ['low', 'mid', 'top'].map(level => earlyAccessOf(program, { member: member({ level }), moment }))
  expect(access.map(one => [one?.benefit.benefit, one?.days])).toEqual([
    ['b', 1],
    ['a', 2],
    ['a', 5],
  ])
  const launch = new Date('2026-03-10T02:00:00Z')
  expect(onSaleFor(launch, 2, zone).toISOString()).toBe('2026-03-08T02:00:00.000Z')
  expect(onSaleFor(launch, 0, zone)).toBe(launch)
})

test('who has a level in several tracks has what any of them brings, and of each thing the most', () => {
  const program = compiled(
    text(
      '{ benefit: a, levels: { mid: 2 days early, top: 5 days early } }',
      '{ benefit: b, levels: { low: 2 a year, mid: 1 a month } }',
    ),
  )
  const moment = { at: new Date(), on: '2026-03-05', minute: 0, storeCode: null, channel: 'till' }
  const who = member({ level: 'low', otherLevels: { main: 'low', tea: 'mid' } })
  expect(earlyAccessOf(program, { member: who, moment })?.days).toBe(2)
  expect(shareFor(program.benefits[1]!, who)).toEqual({ amount: 1, period: 'month' })
  expect(shareFor(program.benefits[1]!, member({ level: 'low' }))).toEqual({ amount: 2, period: 'year' })
  expect(shareFor(program.benefits[0]!, who)).toBeNull()
})

test('a service that everybody has so often is counted without levels, or for some of them', () => {
  const all = compiled(`${head}${points}benefits: [{ benefit: care, ${aName}, count: 2 a year }]\n`)
  expect(shareFor(all.benefits[0]!, member({ level: null }))).toEqual({ amount: 2, period: 'year' })
  expect(JSON.stringify(summarise(all))).toContain('所有会员每年 2 次')
  const some = compiled(text('{ benefit: care, levels: [mid, top], count: 1 a month }'))
  expect(shareFor(some.benefits[0]!, member({ level: 'mid' }))).toEqual({ amount: 1, period: 'month' })
  const moment = { at: new Date(), on: '2026-03-05', minute: 0, storeCode: null, channel: 'till' }
  expect(benefitMissing(some, some.benefits[0]!, { member: member({ level: 'low' }), moment })).toBe('level')
})

describe('what the check says', () => {
  test.each([
    ['{ benefit: a, on: birthday }', 'benefit-incomplete'],
    ['{ benefit: a, gives: { points: 5 } }', 'benefit-incomplete'],
    ['{ benefit: a, levels: { mid: 2 a year, top: 3 days early } }', 'benefit-mixed'],
    ['{ benefit: a, levels: { mid: 2 a year, top: 2 a year }, on: month, gives: { points: 5 } }', 'benefit-mixed'],
    ['{ benefit: a, count: 2 a year, early: 1 day }', 'benefit-mixed'],
    ['{ benefit: a, count: 2 a year, levels: { mid: 2 a year, top: 3 a year } }', 'benefit-mixed'],
    ['{ benefit: a, on: month, gives: { points: 5 }, usable: 30 days }', 'benefit-usable'],
    ['{ benefit: a, on: month, gives: { goods: A }, usable: 7 days before }', 'benefit-usable'],
    ['{ benefit: a, on: month, gives: { chances: 5 } }', 'unknown-asset'],
    ['{ benefit: a, on: month, gives: { coupon: none } }', 'unknown-offer'],
    ['{ benefit: a, levels: [gold] }', 'unknown-level'],
    ['{ benefit: a, levels: { topp: 2 a year } }', 'unknown-level'],
    ['{ benefit: a, levels: [low], on: level, gives: { points: 5 } }', 'benefit-nobody'],
    ['{ benefit: a, when: { class: [x] } }', 'benefit-about-goods'],
    ['{ benefit: a, levels: { mid: 2 a year } }', 'higher-level-has-less'],
    ['{ benefit: a, levels: { mid: 1 a month, top: 11 a year } }', 'higher-level-has-less'],
  ])('%s: %s', (benefit, code) => {
    expect(codes(text(benefit)).slice(0, 1)).toEqual([code])
  })

  test.each([
    '{ benefit: a, levels: { mid: 1 a month, top: 12 a year } }',
    '{ benefit: a, levels: [low, mid], on: level, gives: { points: 5 } }'.replace('[low, mid]', '[mid, top]'),
    '{ benefit: a, on: birthday, gives: { goods: A }, usable: 7 days before to 7 days after }',
    '{ benefit: a, name: 文字 }',
  ])('%s is right', benefit => {
    expect(codes(text(benefit))).toEqual([])
  })

  test('no level of one track stands above one of another', () => {
    const levels = (codes: string) =>
      `${head}${points}levels:
  - ladder: [{ level: low, ${aName} }, { level: mid, ${aName}, from: ¥10, discount: 5 % }]
  - { track: tea, ladder: [{ level: guest, ${aName} }, { level: often, ${aName}, from: ¥20, discount: 6 % }] }
benefits: [{ benefit: a, ${aName}, levels: ${codes} }]
`
    const told = (named: string) => codes(levels(named)).filter(code => code === 'higher-level-has-less')
    expect(told('[mid]')).toEqual([])
    expect(told('{ mid: 2 a year, often: 1 a year }')).toEqual([])
    expect(told('[low, often]')).toEqual(['higher-level-has-less'])
    expect(told('[low, guest]')).toEqual(['higher-level-has-less', 'higher-level-has-less'])
  })

  const joining = (...ways: string[]) => codes(`${head}${points}joining:\n${ways.map(way => `  - ${way}\n`).join('')}`)

  test('a free way that is open on all days of a paid one makes it pointless', () => {
    const paid = '{ way: paid, fee: ¥5, from: 2026-03-01, through: 2026-03-31 }'
    expect(joining('{ way: free }', paid)).toEqual(['way-pointless'])
    expect(joining('{ way: free, from: 2026-03-01, through: 2026-03-31 }', paid)).toEqual(['way-pointless'])
    expect(joining('{ way: free, from: 2026-03-02 }', paid)).toEqual([])
    expect(joining('{ way: free }', '{ way: known, approval: true }')).toEqual(['way-pointless'])
    expect(joining('{ way: free }', '{ way: known, approval: false }')).toEqual([])
    expect(joining('{ way: known, approval: true }', paid)).toEqual([])
    expect(joining('{ way: free, through: 2026-03-30 }', paid)).toEqual([])
  })

  test('fees and days of ways are looked at', () => {
    expect(joining('{ way: a, fee: ¥0 }')).toEqual(['fee-nothing'])
    expect(joining('{ way: a, fee-goods: X }')).toEqual(['fee-goods-alone'])
    expect(joining('{ way: a, from: 2026-03-02, through: 2026-03-01 }')).toEqual(['days-reversed'])
    expect(joining('{ way: a, from: 2026-02-30 }')).toEqual(['not-a-day'])
    expect(joining('{ way: a }', '{ way: a }')).toContain('name-twice')
  })
})

describe('joining', () => {
  const { joining: ways } = compiled(`${head}${points}joining:
  - { way: days, name: 免费期, from: 2026-03-01, through: 2026-03-31 }
  - { way: basket, name: 满额, receipt-from: ¥300 }
  - { way: paid, name: 工本费, fee: ¥5 }
`)
  const paid = (paidCents: number, feeCents = 0) => ({ paidCents, paidOfSku: { 'JOINING-FEE': feeCents } })
  const decide = (way: string | null, on: string, receipt: ReturnType<typeof paid> | null = null) => {
    const decided = decideJoining(ways, { way, on, channel: 'till', receipt })
    return decided === null ? null : 'refusal' in decided ? decided.refusal : decided.way
  }

  test('is free on the free days and on no other', () => {
    expect(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map(on => decide(null, on))).toEqual([
      'joining-way-missing',
      'days',
      'days',
      'joining-way-missing',
    ])
    expect(decide('days', '2026-04-01')).toBe('joining-closed')
  })

  test('needs the receipt that its way names', () => {
    expect(decide('basket', '2026-04-01')).toBe('joining-needs-receipt')
    expect(decide('basket', '2026-04-01', paid(29_999))).toBe('joining-receipt-too-small')
    expect(decide('basket', '2026-04-01', paid(30_000))).toBe('basket')
    expect(decide('paid', '2026-04-01', paid(9_999, 499))).toBe('joining-fee-missing')
    expect(decide('paid', '2026-04-01', paid(500, 500))).toBe('paid')
    expect(decide('none', '2026-04-01')).toBe('joining-unknown-way')
  })

  test('waits for approval only where somebody names that way, or there is no other', () => {
    const program = (...lines: string[]) => compiled(`${head}${points}joining:\n${lines.join('')}`).joining
    const known = '  - { way: known, approval: true }\n'
    const told = { on: '2026-03-01', channel: 'till', receipt: null } as const
    const several = program(known, '  - { way: paid, fee: ¥5 }\n')
    expect(decideJoining(several, { way: null, ...told })).toMatchObject({ refusal: 'joining-way-missing' })
    expect(decideJoining(several, { way: 'known', ...told })).toMatchObject({ way: 'known', needsApproval: true })
    expect(decideJoining(program(known), { way: null, ...told })).toMatchObject({ way: 'known', needsApproval: true })
    const basket = program('  - { way: basket, receipt-from: ¥300, approval: true }\n')
    expect(decideJoining(basket, { way: null, ...told })).toMatchObject({ refusal: 'joining-needs-receipt' })
  })

  test('asks nothing where the program says nothing', () => {
    expect(decideJoining([], { way: null, on: '2026-03-01', channel: 'till', receipt: null })).toBeNull()
    expect(decideJoining([], { way: 'x', on: '2026-03-01', channel: 'till', receipt: null })).toMatchObject({
      refusal: 'joining-unknown-way',
    })
  })
})

test('the summary says who has what, and how one joins', () => {
  const program = compiled(
    `${text(
      '{ benefit: gift, name: 生日礼, levels: [top], on: birthday, gives: { goods: CAKE } }',
      '{ benefit: care, name: 保养, levels: { mid: 2 a year, top: 1 a month } }',
      '{ benefit: first, name: 优先购, levels: { top: 1 day early } }',
    )}joining:\n  - { way: basket, name: 满额, receipt-from: ¥300, through: 2026-03-31, approval: true }\n`,
  )
  const [benefits, joining] = summarise(program).slice(-3)
  expect(benefits?.sentences.map(sentence => sentence['zh-CN'])).toEqual([
    '生日礼：高生日送 货号 CAKE（生日当天到后 30 天可用）',
    '保养：中 每年 2 次，高 每月 1 次',
    '优先购：高 新品提前 1 天购买',
  ])
  expect(joining?.sentences.map(sentence => sentence.en)).toEqual([
    '满额: through 2026-03-31, with a receipt of at least ¥300, free, after approval',
  ])
})
