import { expect, test } from 'vitest'
import { found, head, points } from './program-for-tests.ts'

const rule = (words: string) => `rules:\n    - { rule: a, points: 1, per: ¥1, when: { ${words} } }\n`
/** The rule stands in line 7. */
const when = (words: string) => found(`${head}${points}earning:\n  ${rule(words)}`)

test('what is asked for in several parts of a condition must have something in common', () => {
  for (const [word, one, other] of [
    ['class', 'tea', 'cup'],
    ['brand', 'X', 'Y'],
    ['sku', 'A', 'B'],
    ['store', 'S01', 'S02'],
    ['channel', 'web', 'till'],
    ['promoter', 'E1', 'E2'],
    ['gender', 'female', 'male'],
    ['weekday', 'mon', 'tue'],
    ['month', '5', '6'],
    ['month-day', '8', '9'],
  ]) {
    expect(when(`${word}: [${one}], all: [{ ${word}: [${other}] }]`), word).toEqual([`7 ${word} asks-apart`])
    expect(when(`all: [{ ${word}: [${one}, ${other}] }, { all: [{ ${word}: [${other}] }] }]`), word).toEqual([])
  }
  // Two by two they meet, all three do not.
  const lists = (third: string) => `all: [{ month: [1, 2] }, { month: [2, 3] }, { month: [${third}] }]`
  expect([when(lists('1, 3')), when(lists('2, 3'))]).toEqual([['7 month asks-apart'], []])
})

test('what one has several of may be asked for in several parts, and so may the ways of any', () => {
  for (const words of [
    'segment: [a], all: [{ segment: [b] }]',
    'attribute: { hobby: [a] }, all: [{ attribute: { hobby: [b] } }]',
    'tender: [cash], all: [{ tender: [wechat] }]',
    'basket-has: [{ class: [tea] }, { class: [cup] }]',
    'class: [tea], basket-has: [{ class: [cup] }]',
    'any: [{ class: [tea] }, { class: [cup] }]',
  ])
    expect(when(words), words).toEqual([])
  expect(when('any: [{ store: [S01], all: [{ store: [S02] }] }, { weekday: [sat] }]')).toEqual(['7 store asks-apart'])
})

test('a member has one level of each track', () => {
  const ladder = (low: string, high: string) =>
    `ladder: [{ level: ${low}, name: 甲 }, { level: ${high}, name: 乙, from: ¥100, times: 2 }]`
  const tracks = `levels: [{ ${ladder('a', 'b')} }, { track: other, ${ladder('c', 'd')} }]\n`
  const levels = (words: string) =>
    found(`${head}${points}${tracks}earning:\n  ${rule(words)}`).filter(text => text.endsWith('asks-apart'))
  expect(levels('level: [a], all: [{ level: [b] }]')).toEqual(['8 level asks-apart'])
  expect(levels('level: [a], all: [{ level: [d] }]')).toEqual([])
  expect(levels('level: [a], all: [{ level: [a, b] }]')).toEqual([])
})

test('hours, bounds and days in several parts must overlap, to the minute, the cent and the day', () => {
  const hours = (from: string) => when(`hours: 10:00-12:00, all: [{ hours: ${from}-15:00 }]`)
  expect([hours('12:00'), hours('11:59')]).toEqual([['7 hours asks-apart'], []])
  const basket = (below: string) =>
    found(`${head}${points}earning:\n  ${rule(`all: [{ basket-below: ${below} }, { basket-from: ¥100 }]`)}`, true)
      // Of a program so small others are told as well.
      .filter(text => text.endsWith('bounds-empty'))
  expect([basket('¥100'), basket('¥100.01')]).toEqual([['7 basket-from bounds-empty'], []])
  const days = (through: string) => when(`from: 2026-05-02, all: [{ through: ${through} }]`)
  expect([days('2026-05-01'), days('2026-05-02')]).toEqual([['7 from days-reversed'], []])
  const first = (value: string) => when(`first-purchase: true, all: [{ first-purchase: ${value} }]`)
  expect([first('false'), first('true')]).toEqual([['7 first-purchase asks-apart'], []])
})

test('days without any of the months, dates or days of the week that are asked for never come', () => {
  const dated = (from: string, through: string, words: string) => when(`from: ${from}, through: ${through}, ${words}`)
  expect(dated('2027-05-01', '2027-06-30', 'month: [7]')).toEqual(['7 month no-day-between'])
  expect(dated('2027-05-01', '2027-07-01', 'month: [7]')).toEqual([])
  // 4 May 2027 is a Tuesday.
  expect(dated('2027-05-04', '2027-05-09', 'weekday: [mon]')).toEqual(['7 weekday no-day-between'])
  expect(dated('2027-05-04', '2027-05-10', 'weekday: [mon]')).toEqual([])
  expect(dated('2027-05-04', '2027-05-07', 'month-day: [8]')).toEqual(['7 month-day no-day-between'])
  // The 8th is a Saturday, and no Monday of May is the 8th.
  expect(dated('2027-05-01', '2027-05-31', 'month-day: [8], weekday: [mon]')).toEqual(['7 month-day no-day-between'])
  expect(dated('2027-05-01', '2027-05-31', 'month-day: [8], all: [{ weekday: [sat] }]')).toEqual([])
  expect(when('from: 2027-05-04, month: [4]')).toEqual([])
})

test('what parts of a condition ask for and forbid is told wherever it stands', () => {
  expect(when('all: [{ store: [S01] }], none: [{ store: [S01, S02] }]')).toEqual(['7 none forbids-itself'])
  expect(when('store: [S01], all: [{ none: [{ store: [S01] }] }]')).toEqual(['7 none forbids-itself'])
  expect(when('store: [S01, S02], none: [{ store: [S01] }]')).toEqual([])
  expect(when('month: [2], all: [{ month-day: [30] }]')).toEqual(['7 month-day no-such-day'])
})

test('a way of any that does not go with what is asked for beside it never counts', () => {
  const ways = (beside: string, one: string, other = 'sku: [X]') => when(`${beside}, any: [{ ${one} }, { ${other} }]`)
  expect(ways('store: [S01]', 'store: [S02]')).toEqual(['7 store asks-apart'])
  expect(ways('store: [S01]', 'store: [S01, S02]')).toEqual([])
  expect(ways('store: [S01]', 'store: [S02]', 'store: [S03]')).toEqual(['7 store asks-apart', '7 store asks-apart'])
  expect(ways('store: [S01]', 'any: [{ store: [S02] }, { sku: [Y] }]')).toEqual(['7 store asks-apart'])
  expect(ways('all: [{ hours: 8:00-10:00 }]', 'hours: 10:00-12:00')).toEqual(['7 hours asks-apart'])
  // What stands before the way is told where the way begins.
  expect(ways('none: [{ store: [S02] }]', 'store: [S02]')).toEqual(['7 { forbids-itself'])
  expect(ways('from: 2027-05-04, through: 2027-05-09', 'weekday: [mon]')).toEqual(['7 weekday no-day-between'])
  expect(ways('weekday: [mon]', 'from: 2027-05-04, through: 2027-05-09')).toEqual(['7 { no-day-between'])
  // Ways do not go with each other, and what is wrong anyway is told once.
  expect(ways('sku: [X]', 'store: [S01]', 'store: [S02]')).toEqual([])
  expect(ways('month: [2], month-day: [30]', 'store: [S01]')).toEqual(['7 month-day no-such-day'])
  // The goods of basket-has and what none excludes are others.
  expect(when('class: [tea], basket-has: [{ class: [cup] }], none: [{ class: [cup] }]')).toEqual([])
})

test('a sum that the condition keeps receipts below is never reached, and one below it is', () => {
  const offer = (words: string) =>
    found(`${head}${points}offers:\n  - { offer: a, name: { zh-CN: 甲, zh-TW: 甲, en: A }, ${words} }\n`)
  const steps = (below: string) => offer(`steps: { ¥100: ¥10, ¥50: ¥2 }, when: { basket-below: ${below} }`)
  expect(steps('¥100')).toEqual(['6 ¥100 step-too-high'])
  expect(steps('¥50')).toEqual(['6 ¥100 step-too-high', '6 ¥50 step-too-high'])
  expect(steps('¥100.01')).toEqual([])
  const every = (below: string) => offer(`off: ¥5, every: ¥100, when: { all: [{ basket-below: ${below} }] }`)
  expect([every('¥100'), every('¥100.01')]).toEqual([['6 every step-too-high'], []])
})

test('a step below one that the condition asks for anyway never counts, where nothing is taken off before', () => {
  const name = 'name: { zh-CN: 甲, zh-TW: 甲, en: A }'
  const steps = (when: string, more = '', other = '') =>
    found(
      `${head}${points}offers:\n  - { offer: a, ${name}, steps: { ¥100: ¥10, ¥300: ¥40 }${more}, when: { ${when} } }\n${other}`,
    )
  const second = (words: string) => `  - { offer: b, ${name}, ${words} }\n`
  expect(steps('basket-from: ¥300')).toEqual(['6 ¥100 step-too-low'])
  expect(steps('all: [{ basket-from: ¥300 }, { basket-from: ¥50 }]')).toEqual(['6 ¥100 step-too-low'])
  expect(steps('basket-from: ¥299.99')).toEqual([])
  // Steps of certain goods only, which may come to less than the receipt.
  expect(steps('basket-from: ¥300, class: [tea]')).toEqual([])
  // Before the steps others may take so much off that only the lower one is left.
  expect(steps('basket-from: ¥300', '', second('discount: 9 折'))).toEqual([])
  expect(steps('basket-from: ¥300', '', second('off: ¥5'))).toEqual(['6 ¥100 step-too-low'])
  expect(steps('basket-from: ¥300', ', stacks: alone', second('discount: 9 折'))).toEqual(['6 ¥100 step-too-low'])
})

test('a store that the program is not for is told, but not where it is excluded', () => {
  const stores = (words: string) => found(`${head}${points}stores: [S01, S03]\nearning:\n  ${rule(words)}`)
  expect(stores('store: [S01, S02]')).toEqual(['8 S02 store-not-here'])
  expect(stores('any: [{ store: [S02] }, { weekday: [sat] }]')).toEqual(['8 S02 store-not-here'])
  expect([stores('store: [S01, S03]'), stores('none: [{ store: [S02] }]'), when('store: [S02]')]).toEqual([[], [], []])
})

test('goods and attributes may be called as the words of conditions are', () => {
  const source = `${head}${points}offers:
  - { offer: a, name: { zh-CN: 甲, zh-TW: 甲, en: A }, prices: { when: ¥5, all: ¥6 }, when: { attribute: { when: [all] } } }
`
  expect(found(source)).toEqual([])
})
