import { expect, test } from 'vitest'
import { type RefusalCode, refusalTexts } from '../../../program/index.ts'
import { languages } from '../../../shared/languages.ts'
import { allErrors } from '../../platform/errors.ts'
import { refused } from './refusal.ts'

const isRefusal = (code: string): code is RefusalCode => code in refusalTexts
const name = { 'zh-CN': '名称', 'zh-TW': '名稱', en: 'Name' }

test('whatever a program refuses reaches the till as a documented code with a whole sentence in each language', () => {
  const documented = new Set(allErrors().map(({ code }) => code))
  for (const refusal of Object.keys(refusalTexts).filter(isRefusal)) {
    const places = [...refusalTexts[refusal].en.matchAll(/\{(\w+)\}/g)].map(match => match[1] ?? '')
    const values = Object.fromEntries(places.map(place => [place, place === 'name' ? name : 12]))
    const error = refused({ refusal, values })
    expect(error.code).toBe(`program/${refusal}`)
    expect(documented, refusal).toContain(error.code)
    for (const language of languages) expect(error.sentence(language), refusal).not.toMatch(/[{}]|undefined|\[object/)
  }
})
