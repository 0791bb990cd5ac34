import { expect, test } from 'vitest'
import { compileCondition } from './conditions.ts'
import type { Condition } from './document.ts'
import type { MemberFacts, SaleFacts } from './facts.ts'
import { line, member, sale } from './program-for-tests.ts'

type Facts = { who?: Partial<MemberFacts>; what?: SaleFacts; basketCents?: number }

/** The word that does not hold for the whole receipt, or null. */
function failing(condition: Condition, { who = {}, what = sale([line(1)]), basketCents = 0 }: Facts = {}) {
  return compileCondition(condition).failing(
    { member: member(who), sale: what, basketCents, firstAsset: 'points' },
    null,
  )
}

const on = (day: string) => sale([line(1)], { at: `${day}T12:00` })
const birthdayOn = (birthday: string | null, span: 'day' | 'week' | 'month', days: string[]) =>
  days.filter(day => failing({ birthday: span }, { who: { birthday }, what: on(day) }) === null)

test('no condition, and an empty one, always hold', () => {
  expect(
    compileCondition(undefined).failing(
      { member: member(), sale: sale([]), basketCents: 0, firstAsset: 'points' },
      null,
    ),
  ).toBeNull()
  expect(failing({})).toBeNull()
})

test('a level holds for its members only', () => {
  expect(failing({ level: ['silver', 'gold'] }, { who: { level: 'gold' } })).toBeNull()
  expect(failing({ level: ['silver', 'gold'] }, { who: { level: 'ordinary' } })).toBe('level')
  expect(failing({ level: ['silver'] }, { who: { level: null } })).toBe('level')
})

test('the birthday is the day itself, in every year', () => {
  expect(birthdayOn('1990-03-05', 'day', ['2026-03-04', '2026-03-05', '2026-03-06', '2027-03-05'])).toEqual([
    '2026-03-05',
    '2027-03-05',
  ])
})

test('29 February is celebrated on the 28th in common years, and only on the 29th in leap years', () => {
  expect(birthdayOn('1992-02-29', 'day', ['2026-02-28', '2026-03-01', '2028-02-28', '2028-02-29'])).toEqual([
    '2026-02-28',
    '2028-02-29',
  ])
})

test('the week of a birthday begins three days before it and ends three days after it', () => {
  expect(birthdayOn('1990-03-05', 'week', ['2026-03-01', '2026-03-02', '2026-03-08', '2026-03-09'])).toEqual([
    '2026-03-02',
    '2026-03-08',
  ])
})

test('the week of a birthday goes over the turn of the year, both ways', () => {
  expect(birthdayOn('1990-01-01', 'week', ['2025-12-28', '2025-12-29', '2026-01-04', '2026-01-05'])).toEqual([
    '2025-12-29',
    '2026-01-04',
  ])
  expect(birthdayOn('1990-12-31', 'week', ['2025-12-27', '2025-12-28', '2026-01-03', '2026-01-04'])).toEqual([
    '2025-12-28',
    '2026-01-03',
  ])
})

test('the week around 29 February lies around the 28th in common years', () => {
  expect(birthdayOn('1992-02-29', 'week', ['2026-02-24', '2026-02-25', '2026-03-03', '2026-03-04'])).toEqual([
    '2026-02-25',
    '2026-03-03',
  ])
  expect(birthdayOn('1992-02-29', 'week', ['2028-02-25', '2028-02-26', '2028-03-03', '2028-03-04'])).toEqual([
    '2028-02-26',
    '2028-03-03',
  ])
})

test('the month of a birthday is its calendar month', () => {
  expect(birthdayOn('1990-03-05', 'month', ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'])).toEqual([
    '2026-03-01',
    '2026-03-31',
  ])
  expect(birthdayOn('1992-02-29', 'month', ['2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01'])).toEqual([
    '2026-02-01',
    '2026-02-28',
  ])
})

test('whose birthday is not known never has one', () => {
  expect(birthdayOn(null, 'month', ['2026-03-05'])).toEqual([])
})

test('the first purchase is the one before which nothing was bought', () => {
  expect(failing({ 'first-purchase': true }, { who: { hasBought: false } })).toBeNull()
  expect(failing({ 'first-purchase': true }, { who: { hasBought: true } })).toBe('first-purchase')
  expect(failing({ 'first-purchase': false }, { who: { hasBought: true } })).toBeNull()
  expect(failing({ 'first-purchase': false }, { who: { hasBought: false } })).toBe('not-first-purchase')
})

test('a basket is large enough from the very amount on', () => {
  expect(failing({ 'basket-from': '¥300' }, { basketCents: 30_000 })).toBeNull()
  expect(failing({ 'basket-from': '¥300' }, { basketCents: 29_999 })).toBe('basket-from')
})

test('a store holds by its code', () => {
  expect(failing({ store: ['S01', 'S02'] })).toBeNull()
  expect(failing({ store: ['S02'] })).toBe('store')
})

test('a weekday is the local one', () => {
  // 5 March 2026 is a Thursday; at 00:30 in Shanghai it is still Wednesday in Greenwich.
  const atNight = sale([line(1)], { at: '2026-03-05T00:30' })
  expect(failing({ weekday: ['thu'] }, { what: atNight })).toBeNull()
  expect(failing({ weekday: ['wed', 'fri'] }, { what: atNight })).toBe('weekday')
})

test('hours begin with their first minute and end before their last', () => {
  const at = (time: string) =>
    failing({ hours: '10:00-14:00' }, { what: sale([line(1)], { at: `2026-03-05T${time}` }) })
  expect([at('09:59'), at('10:00'), at('13:59'), at('14:00')]).toEqual(['hours', null, null, 'hours'])
})

test('from and through include their own day', () => {
  const condition = { from: '2026-03-05', through: '2026-03-07' }
  const days = ['2026-03-04', '2026-03-05', '2026-03-07', '2026-03-08']
  expect(days.map(day => failing(condition, { what: on(day) }))).toEqual(['from', null, null, 'through'])
})

test('goods conditions are asked of each line, and of a receipt as a whole hold for any line', () => {
  const ring = line(1, { class: '戒指', brand: 'Lumi', sku: 'R1' })
  const plain = line(1)
  const scene = { member: member(), sale: sale([plain, ring]), basketCents: 0, firstAsset: 'points' }
  for (const condition of [{ class: ['戒指'] }, { brand: ['Lumi'] }, { sku: ['R1'] }]) {
    const compiled = compileCondition(condition)
    const [word] = Object.keys(condition)
    expect(compiled.isAboutLines).toBe(true)
    expect([compiled.failing(scene, plain), compiled.failing(scene, ring), compiled.failing(scene, null)]).toEqual([
      word,
      null,
      null,
    ])
  }
  expect(failing({ class: ['项链'] }, { what: sale([plain, ring]) })).toBe('class')
})

test('all, any and none combine, and are about lines when a part of them is', () => {
  const gold = { level: ['gold'] }
  const monday = { weekday: ['mon' as const] }
  const who = { level: 'gold' }
  expect(failing({ all: [gold, monday] }, { who })).toBe('all')
  expect(failing({ any: [gold, monday] }, { who })).toBeNull()
  expect(failing({ any: [monday] }, { who })).toBe('any')
  expect(failing({ none: [monday] }, { who })).toBeNull()
  expect(failing({ none: [monday, gold] }, { who })).toBe('none')
  expect(compileCondition({ none: [{ all: [{ sku: ['A'] }] }] }).isAboutLines).toBe(true)
  expect(compileCondition({ any: [gold] }).isAboutLines).toBe(false)
})

test('conditions side by side must all hold, and the first that does not is named', () => {
  const condition: Condition = { level: ['gold'], weekday: ['mon'] }
  expect(failing(condition, { who: { level: 'silver' } })).toBe('level')
  expect(failing(condition, { who: { level: 'gold' } })).toBe('weekday')
})

test('bounds of the receipt are included from below and excluded from above', () => {
  const basket = (condition: Condition) => [49_999, 50_000].map(basketCents => failing(condition, { basketCents }))
  expect(basket({ 'basket-from': '¥500' })).toEqual(['basket-from', null])
  expect(basket({ 'basket-below': '¥500' })).toEqual([null, 'basket-below'])
  const pieces = (condition: Condition) =>
    [2, 3].map(units => failing(condition, { what: sale([line(1, { units }), line(1, { kind: 'shipping' })]) }))
  expect(pieces({ 'pieces-from': 3 })).toEqual(['pieces-from', null])
  expect(pieces({ 'pieces-below': 3 })).toEqual([null, 'pieces-below'])
})

test('points held are those of the first asset, or of the one that is named', () => {
  const holding = (condition: Condition, usable: Record<string, number>) => failing(condition, { who: { usable } })
  expect([999, 1000].map(points => holding({ 'points-held-from': 1000 }, { points }))).toEqual([
    'points-held-from',
    null,
  ])
  expect(holding({ 'points-held-from': { growth: 5 } }, { points: 9, growth: 4 })).toBe('points-held-from')
  expect(holding({ 'points-held-from': { growth: 5 } }, { growth: 5 })).toBeNull()
})

test('a payment holds when all of it is of the kinds, and nobody knows it in a quote that does not say', () => {
  const paid = (tenders: string[] | null) => failing({ tender: ['wechat'] }, { what: sale([line(1)], { tenders }) })
  expect([paid(['wechat']), paid(['wechat', 'cash']), paid(null)]).toEqual([null, 'tender', 'tender'])
})

test('who the member is: channel, promoter, segment, attribute, gender', () => {
  expect(failing({ channel: ['app'] })).toBe('channel')
  expect(failing({ channel: ['till'] })).toBeNull()
  expect(failing({ promoter: ['E-17'] })).toBe('promoter')
  expect(failing({ promoter: ['E-17'] }, { what: sale([line(1)], { promoter: 'E-17' }) })).toBeNull()
  expect(failing({ segment: ['sleeping'] }, { who: { segments: ['new', 'sleeping'] } })).toBeNull()
  expect(failing({ segment: ['sleeping'] }, { who: { segments: ['new'] } })).toBe('segment')
  const sporty: Condition = { attribute: { interest: ['sport', 'arts'] } }
  expect(failing(sporty, { who: { attributes: { interest: 'arts' } } })).toBeNull()
  expect(failing(sporty, { who: { attributes: { interest: ['food', 'sport'] } } })).toBeNull()
  expect(failing(sporty, { who: { attributes: { interest: 'food' } } })).toBe('attribute')
  expect(failing({ attribute: { constructor: ['x'] } })).toBe('attribute')
  expect([failing({ gender: ['female'] }, { who: { gender: 'female' } }), failing({ gender: ['female'] })]).toEqual([
    null,
    'gender',
  ])
})

test('an age is reached on the birthday itself, and unknown ages hold for nothing', () => {
  const aged = (condition: Condition, day: string, birthday: string | null) =>
    failing(condition, { who: { birthday }, what: on(day) })
  expect(aged({ 'age-from': 18 }, '2026-03-04', '2008-03-05')).toBe('age-from')
  expect(aged({ 'age-from': 18 }, '2026-03-05', '2008-03-05')).toBeNull()
  expect(aged({ 'age-below': 18 }, '2026-03-04', '2008-03-05')).toBeNull()
  expect(aged({ 'age-below': 18 }, '2026-03-05', '2008-03-05')).toBe('age-below')
  expect(aged({ 'age-from': 18 }, '2026-02-28', '2008-02-29')).toBeNull()
  expect([aged({ 'age-from': 1 }, '2026-03-05', null), aged({ 'age-below': 99 }, '2026-03-05', null)]).toEqual([
    'age-from',
    'age-below',
  ])
})

test('new members are those of the last so many days, the last of them included', () => {
  const joined = (day: string) =>
    failing({ 'joined-within': '30 days' }, { who: { joinedOn: '2026-03-01' }, what: on(day) })
  expect([joined('2026-03-31'), joined('2026-04-01')]).toEqual([null, 'joined-within'])
})

test('a way of joining holds for those who took it; of whom nobody knows how they joined, it holds for nobody', () => {
  const by = (joinedBy?: string | null) =>
    failing({ 'joined-by': ['online', 'app'] }, { who: joinedBy === undefined ? {} : { joinedBy } })
  expect([by('online'), by('app'), by('till'), by(null), by()]).toEqual([
    null,
    null,
    'joined-by',
    'joined-by',
    'joined-by',
  ])
})

test('months and days of the month', () => {
  const days = ['2026-10-31', '2026-11-01', '2026-11-08', '2026-12-01']
  expect(days.map(day => failing({ month: [11] }, { what: on(day) }))).toEqual(['month', null, null, 'month'])
  expect(days.map(day => failing({ 'month-day': [1, 8] }, { what: on(day) }))).toEqual(['month-day', null, null, null])
})
