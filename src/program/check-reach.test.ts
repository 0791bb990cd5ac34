import { expect, test } from 'vitest'
import { aName, found, head } from './program-for-tests.ts'

const level = (code: string, words: string) => `    - { level: ${code}, ${aName}${words && `, ${words}`} }\n`
const track = (words: string, ...levels: string[]) =>
  `levels:\n  ${words || 'up: at once'}\n  ladder:\n${level('a', '')}${levels.map((from, index) => level('bcd'[index] ?? '', from)).join('')}`
const assets = (words = '') => `assets:\n  points: { ${aName}${words} }\n`
/** The level above the lowest stands in line 9. */
const levels = (words: string, ...from: string[]) => found(`${head}${assets()}${track(words, ...from)}`)

test('months with a purchase are no more than the months that the window touches', () => {
  const months = (window: string, count: number, review = 'daily') =>
    levels(`review: ${review}`, `from: { active-months: ${count}, window: ${window} }`)
  const tooMany = ['9 active-months months-never-reached']
  for (const [window, most, review] of [
    // From 6 March to 5 June there are days of four months.
    ['3 months', 4, 'daily'],
    ['1 year', 13, 'daily'],
    ['year since joining', 13, 'daily'],
    ['1 day', 1, 'daily'],
    ['2 days', 2, 'daily'],
    // 31 January to 1 March of a common year.
    ['29 days', 2, 'daily'],
    ['30 days', 3, 'daily'],
    ['60 days', 3, 'daily'],
    ['61 days', 4, 'daily'],
    ['52 weeks', 13, 'daily'],
    ['last full month', 1, 'daily'],
    // A review of any day looks back so many months from there; one on the first of a month sees whole months.
    ['calendar quarter', 4, 'yearly'],
    ['calendar quarter', 3, 'monthly'],
    ['calendar year', 12, 'every 1 January'],
    ['calendar month', 1, 'never'],
  ] as const) {
    expect(months(window, most, review), `${window}, ${review}`).toEqual([])
    expect(months(window, most + 1, review), `${window}, ${review}`).toEqual(tooMany)
  }
  expect(months('since joining', 10_000)).toEqual([])
})

test('the window of a threshold is its own, that of what it stands in, or that of the track', () => {
  const tooMany = ['9 active-months months-never-reached']
  expect(levels('window: 2 months', 'from: { active-months: 4 }')).toEqual(tooMany)
  expect(levels('window: 2 months', 'from: { active-months: 3 }')).toEqual([])
  expect(levels('up: at once', 'from: { active-months: 14 }')).toEqual(tooMany)
  expect(levels('window: 1 year', 'from: { window: 2 months, any: [{ active-months: 4 }, { visits: 9 }] }')).toEqual(
    tooMany,
  )
  expect(levels('measure: active-months', 'from: 14')).toEqual(['9 from months-never-reached'])
  expect(levels('measure: active-months', 'from: 13')).toEqual([])
  // A review of one level is enough for all: it may raise from there.
  const quarter = 'from: { active-months: 4, window: calendar quarter }'
  expect(levels('review: never', quarter, 'from: ¥99999, review: yearly')).toEqual([])
  expect(levels('review: never', quarter, 'from: ¥99999, review: monthly')).toEqual(tooMany)
})

test('points earned are no more than limits of the asset or of all its rules allow in the window', () => {
  const rule = (words: string) => `    - { rule: r${words.length}, ${words} }\n`
  const points = (from: string, rules: string[], limit = '') =>
    found(
      `${head}${assets(limit && `, limit: ${limit}`)}${track('measure: points-earned', from)}earning:\n  rules:\n${rules.map(rule).join('')}`,
    ).filter(text => text.includes('never-reached'))
  const tooMany = ['9 from points-never-reached']
  const base = 'points: 1, per: ¥1'
  for (const [limit, most] of [
    ['500 points in life', 500],
    // Twelve months from the middle of one touch 13, and two years.
    ['100 points a month', 1_300],
    ['100 points a year', 200],
    ['1 point a day', 366],
    ['1 point a week', 54],
    ['[900 points in life, 100 points a year]', 200],
  ] as const) {
    expect(points(`from: ${most}`, [base], limit), limit).toEqual([])
    expect(points(`from: ${most + 1}`, [base], limit), limit).toEqual(tooMany)
  }
  const limited = `${base}, limit: 500 points in life`
  const joining = 'points: 50, on: joining'
  expect(points('from: 551', [limited, joining])).toEqual(tooMany)
  expect(points('from: 550', [limited, joining])).toEqual([])
  expect(points('from: 551', [limited, joining, base])).toEqual([])
  // Where nothing gives the first asset, there is nothing to earn.
  expect(levels('measure: points-earned', 'from: 1')).toEqual(tooMany)
  // Three receipts of 100 points each; a multiplier does not touch what is given per receipt.
  const receipts = 'points: 100, per: receipt, limit: 3 times in life'
  expect(points('from: 301', [receipts, 'times: 2'])).toEqual(tooMany)
  expect(points('from: 300', [receipts, 'times: 2'])).toEqual([])
  expect(points('from: 301', ['points: 100, per: item, limit: 3 times in life'])).toEqual([])
  expect(points('from: { points-earned: 99999, window: since joining }', [base], '500 points a year')).toEqual([])
})

test('a score is no more than its parts allow, and without bound where money counts', () => {
  const score = (words: string, from: number) =>
    levels(`measure: score\n  score: { ${words} }`, `from: ${from}`).filter(text => text.includes('never-reached'))
  expect(score('active-months: 20', 260)).toEqual([])
  expect(score('active-months: 20', 261)).toEqual(['10 from score-never-reached'])
  expect(score('active-months: 0.1, visits: 0', 2)).toEqual(['10 from score-never-reached'])
  expect(score('active-months: 0.1', 1)).toEqual([])
  for (const more of ['net-spend: 1 per ¥10', 'visits: 1', 'check-in: 1'])
    expect(score(`active-months: 20, ${more}`, 9999), more).toEqual([])
})

test('a level whose threshold is a kind of the next one is passed by', () => {
  const goods = (list: string) => `from: { net-spend: ¥100, goods: { ${list} } }`
  for (const [lower, higher] of [
    ['from: { active-months: 3 }', 'from: { visits: 3 }'],
    [goods('class: [A]'), goods('class: [A, B]')],
    [goods('class: [A], brand: [X]'), goods('brand: [X, Y]')],
    ['from: { active-months: 3, net-spend: ¥5 }', 'from: { any: [{ visits: 2 }, { net-spend: ¥9 }] }'],
  ] as const) {
    expect(levels('up: at once', lower, higher), lower).toEqual(['9 from level-passed-by'])
    expect(levels('up: at once', `${lower}, granted: by invitation`, higher), lower).toEqual([])
    expect(levels('up: at once', higher, lower), lower).toEqual([])
  }
  expect(levels('up: at once', 'from: { active-months: 3 }', 'from: { visits: 4 }')).toEqual([])
  expect(levels('up: at once', goods('class: [A]'), goods('class: [A], brand: [X]'))).toEqual([])
  const shorter = 'from: { visits: 3, window: 1 month }'
  expect(levels('up: at once', 'from: { active-months: 3 }', shorter)).toEqual([])
})
