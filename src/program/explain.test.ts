import { expect, test } from 'vitest'
import { audiences } from '../shared/audiences.ts'
import { languages } from '../shared/languages.ts'
import { explainReason } from './explain.ts'
import { memberConditions } from './member-conditions.ts'
import { memberTellings } from './member-tellings.ts'
import { conditionTexts, reasonTexts } from './reason-texts.ts'
import { type Reason, type ReasonCode, reason } from './reasons.ts'

const name = { 'zh-CN': '名称', 'zh-TW': '名稱', en: 'Name' }
const decider = { program: { code: 'p07', version: 1234 } }
const isCode = (code: string): code is ReasonCode => code in reasonTexts
const codes = Object.keys(reasonTexts).filter(isCode)
const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(match => match[1] ?? '')

function everyValue(code: ReasonCode): Reason {
  const values = placesOf(reasonTexts[code].en).map(place => {
    if (place === 'condition') return [place, 'level']
    return [place, ['name', 'level', 'winner', 'back', 'standIn', 'measure'].includes(place) ? name : 1234]
  })
  return { code, rule: 'some-rule', values: Object.fromEntries(values) }
}

test('every reason is there for three readers in three languages without a hole, or untold to the member', () => {
  for (const code of codes)
    for (const audience of audiences) {
      const said = explainReason(everyValue(code), audience, decider)
      expect(said === null, `${code} ${audience}`).toBe(audience === 'member' && memberTellings[code] === 'untold')
      for (const language of languages)
        if (said) {
          expect(said[language], `${code} ${audience}`).not.toMatch(/[{}]|undefined|null|\[object|NaN/)
          expect(said[language].length, code).toBeGreaterThan(1)
        }
    }
})

test('what the member hears has no value that the cashier’s words lack, and the same ones in every language', () => {
  for (const code of codes) {
    const telling = memberTellings[code]
    if (typeof telling === 'string') continue
    const known = placesOf(reasonTexts[code].en)
    for (const language of languages)
      for (const place of placesOf(telling[language])) expect(known, code).toContain(place)
    const places = languages.map(language => placesOf(telling[language]).toSorted().join())
    expect(new Set(places).size, `${code}: ${places}`).toBe(1)
  }
})

test('the member is spoken to, and hears no inner word', () => {
  const inner = {
    'zh-CN': /会员不|规则|批次|毛利|散客|未适用|未采用/,
    en: /the member|did not apply|was not used|\brule\b|margin|\blots?\b/i,
  }
  for (const code of codes) {
    const said = explainReason(everyValue(code), 'member', decider)
    expect(said?.['zh-CN'] ?? '', code).not.toMatch(inner['zh-CN'])
    expect(said?.en ?? '', code).not.toMatch(inner.en)
    for (const language of languages) expect(said?.[language] ?? '', code).not.toContain('some-rule')
  }
})

test('no simplified character is left over in what a member hears in traditional Chinese', () => {
  const simplifiedOnly = /[们这会员级积钱应买满为质现结单据实时间点门达规则给数该记开着让带经从优当领]/
  for (const [word, telling] of [...Object.entries(memberTellings), ...Object.entries(memberConditions)])
    if (typeof telling === 'object') expect(telling['zh-TW'], word).not.toMatch(simplifiedOnly)
})

test('each condition has its decision, and one that is untold keeps its rule untold', () => {
  expect(Object.keys(memberConditions).toSorted()).toEqual(Object.keys(conditionTexts).toSorted())
  const failed = (condition: string) => reason('rule-not-applied', 'night', { name, condition })
  expect(explainReason(failed('level'), 'member', decider)?.en).toBe(
    'Name was not for you this time: your level is another one',
  )
  expect(explainReason(failed('hours'), 'member', decider)?.['zh-CN']).toBe('名称这次没有赶上：不在指定的时段')
  expect(explainReason(failed('margin-from'), 'member', decider)).toBeNull()
  expect(explainReason(failed('a-word-of-tomorrow'), 'member', decider)).toBeNull()
})

test('the auditor reads the cashier’s sentence with rule, version, code and what it does not show', () => {
  const failed = reason('rule-not-applied', 'night', { name, condition: 'hours' })
  expect(explainReason(failed, 'auditor', decider)).toEqual({
    'zh-CN': '名称 未适用：不在指定的时段〔规则 night；方案 p07 第 1234 版；理由 rule-not-applied；condition=hours〕',
    'zh-TW': '名稱 未適用：不在指定的時段〔規則 night；方案 p07 第 1234 版；理由 rule-not-applied；condition=hours〕',
    en: 'Name did not apply: it is another time of day [rule night; program p07, version 1234; reason rule-not-applied; condition=hours]',
  })
  const plain = explainReason(reason('valid-for-ever', null), 'auditor', { program: null })
  expect(plain?.en).toBe('Never expires [reason valid-for-ever]')
})
