import { expect, test } from 'vitest'
import { languages, type Texts } from '../shared/languages.ts'
import { simpleConditions } from './condition-schema.ts'
import { findingTexts } from './findings.ts'
import { conditionTexts, measureTexts, reasonTexts } from './reason-texts.ts'
import { moneyText, type Reason, reason, reasonSentence, reasonSentences, refusalSentences } from './reasons.ts'
import { refusalTexts } from './refusals.ts'

const name = { 'zh-CN': '名称', 'zh-TW': '名稱', en: 'Name' }
const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(match => match[1] ?? '')

/** A value for every place of a text, as the code that gives the reason would. */
function valuesFor(text: string): Reason['values'] {
  return Object.fromEntries(
    placesOf(text).map(place => [
      place,
      place === 'name' || place === 'level' ? name : place === 'condition' ? 'level' : 1234,
    ]),
  )
}

const tables: Record<string, Readonly<Record<string, Texts>>> = { reasonTexts, refusalTexts, findingTexts }

test('every sentence has the same places in every language', () => {
  for (const [table, texts] of Object.entries(tables))
    for (const [code, text] of Object.entries(texts)) {
      const places = languages.map(language => placesOf(text[language]).sort().join())
      expect(new Set(places).size, `${table} ${code}: ${places}`).toBe(1)
    }
})

test('every reason renders in every language without an unfilled place', () => {
  for (const code of codesOf(reasonTexts))
    for (const language of languages) {
      const given: Reason = { code, rule: null, values: valuesFor(reasonTexts[code].en) }
      expect(reasonSentence(given, language), code).not.toMatch(/[{}]|undefined|\[object/)
    }
})

function codesOf<Code extends string>(texts: Readonly<Record<Code, Texts>>): Code[] {
  const isCode = (key: string): key is Code => key in texts
  return Object.keys(texts).filter(isCode)
}

test('every refusal renders in every language without an unfilled place', () => {
  for (const refusal of codesOf(refusalTexts)) {
    const sentences = refusalSentences({ refusal, values: valuesFor(refusalTexts[refusal].en) })
    for (const language of languages) expect(sentences[language], refusal).not.toMatch(/[{}]|undefined|\[object/)
  }
})

test('no simplified character is left over in a traditional sentence', () => {
  const simplifiedOnly = /[们这个会员级积钱应买满为质现结单据实时间点门达规则给数该还记开]/
  for (const texts of Object.values(tables))
    for (const [code, text] of Object.entries(texts)) expect(text['zh-TW'], code).not.toMatch(simplifiedOnly)
})

test('every word of a condition says what did not hold', () => {
  const words = [
    ...Object.keys(simpleConditions),
    'not-first-purchase',
    'points-ended',
    'basket-has',
    'all',
    'any',
    'none',
  ]
  expect(Object.keys(conditionTexts).sort()).toEqual(words.sort())
})

test('money is shown in yuan, with 分 only where there are some', () => {
  expect([0, 5, 100, 123_450, 100_000_000, 1_234_567_89].map(moneyText)).toEqual([
    '¥0',
    '¥0.05',
    '¥1',
    '¥1,234.50',
    '¥1,000,000',
    '¥1,234,567.89',
  ])
})

test('values are shown by what they are: money, per cent, names and plain numbers', () => {
  const shown = reason('level-price', 'x', { level: name, baseCents: 48_000, discountPercent: 250, offCents: 1_200 })
  expect(reasonSentences(shown)).toEqual({
    'zh-CN': '名称会员价：¥480 优惠 2.5 %，减 ¥12',
    'zh-TW': '名稱會員價：¥480 優惠 2.5 %，減 ¥12',
    en: 'Name price: 2.5 % off ¥480, ¥12 less',
  })
})

test('a measure has its name in every language', () => {
  expect(
    reasonSentence(
      reason('level-reached', null, {
        measure: measureTexts.visits,
        value: 4,
        threshold: 4,
        from: '2026-01-01',
        through: '2026-03-05',
        level: name,
      }),
      'zh-TW',
    ),
  ).toBe('消費次數達到 4（門檻 4，2026-01-01 至 2026-03-05），升為名稱')
})
