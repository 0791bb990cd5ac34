import { expect, test } from 'vitest'
import { deleteNamed, nameAt, setName } from './edit-names.ts'

const plain = `program: a
name: 会员 # ours
levels:
  ladder:
    - { level: silver, name: 银卡 }
    - { level: gold, name: 金卡, benefits: [银卡] }
translations:
  金卡: { zh-TW: 金卡, en: Gold }
  银卡: { zh-TW: 銀卡, en: Silver }
`
const gold = ['levels', 'ladder', 1, 'name']

test('a plain name is read with its translations', () => {
  expect(nameAt(plain, gold)).toEqual({ 'zh-CN': '金卡', 'zh-TW': '金卡', en: 'Gold' })
  expect(nameAt(plain, ['name'])).toEqual({ 'zh-CN': '会员', 'zh-TW': '', en: '' })
})

test('a plain name that changes takes its translations along', () => {
  const text = setName(plain, gold, { 'zh-CN': '钻卡', 'zh-TW': '鑽卡', en: 'Diamond' }) ?? ''
  expect(text).toContain('name: 钻卡, benefits')
  expect(text).toContain('  钻卡: { zh-TW: 鑽卡, en: Diamond }')
  expect(text).not.toContain('金卡')
})

test('translations stay where another name still uses them', () => {
  const text = setName(plain, ['levels', 'ladder', 0, 'name'], { 'zh-CN': '铜卡', 'zh-TW': '銅卡', en: 'Bronze' }) ?? ''
  expect(text).toContain('银卡: { zh-TW: 銀卡, en: Silver }')
})

test('what is taken out takes the translations of its name along, unless they are still used', () => {
  const withoutGold = deleteNamed(plain, ['levels', 'ladder', 1]) ?? ''
  expect(withoutGold).not.toContain('金卡')
  const withoutSilver = deleteNamed(plain, ['levels', 'ladder', 0]) ?? ''
  expect(withoutSilver).not.toContain('level: silver')
  expect(withoutSilver).toContain('银卡: { zh-TW: 銀卡, en: Silver }')
})

test('a name in each language changes where it stands', () => {
  const text = 'program: a\nname: { zh-CN: 一, zh-TW: 一, en: One } # why\n'
  expect(setName(text, ['name'], { 'zh-CN': '一', 'zh-TW': '', en: 'Uno' })).toBe(
    'program: a\nname: { zh-CN: 一, en: Uno } # why\n',
  )
})

test('the same name changes no character', () => {
  expect(setName(plain, gold, nameAt(plain, gold))).toBe(plain)
})
