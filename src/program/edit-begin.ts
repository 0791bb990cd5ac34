import type { Texts } from '../shared/languages.ts'
import { nameValue } from './edit-names.ts'
import { belowWord, type EditValue, flowText, scalarText } from './edit-render.ts'

/** The five questions with which a new program begins. */
export type Beginning = {
  code: string
  name: Texts
  /** So many points for each yuan. */
  pointsPerYuan: number
  /** What 100 points are worth, in yuan as it is typed; empty: points take nothing off. */
  yuanFor100Points: string
  /** null: they never end. */
  validYears: number | null
  hasLevels: boolean
}

/** A short document that says what was answered, and nothing else. */
export function beginProgram({
  code,
  name,
  pointsPerYuan,
  yuanFor100Points,
  validYears,
  hasLevels,
}: Beginning): string {
  const parts: [string, EditValue][] = [['assets', { points: { name: pointsName, ...validFor(validYears) } }]]
  parts.push(['earning', { rules: [{ rule: 'base', name: earningName, points: pointsPerYuan, per: '¥1' }] }])
  if (yuanFor100Points !== '')
    parts.push(['redemption', [{ rule: 'cash-off', name: redeemName, points: 100, off: `¥${yuanFor100Points}` }]])
  if (hasLevels) parts.push(['levels', levels])
  return [
    `program: ${scalarText(code)}`,
    `name: ${flowText(nameValue(name))}`,
    ...parts.map(([word, value]) => `\n${word}:${belowWord(value, 2)}`),
    '',
  ].join('\n')
}

const validFor = (years: number | null): { valid?: EditValue } =>
  years === null ? {} : { valid: years === 1 ? '1 year' : `${years} years` }

const pointsName = { 'zh-CN': '积分', 'zh-TW': '積分', en: 'points' }
const earningName = { 'zh-CN': '消费积分', 'zh-TW': '消費積分', en: 'Points for purchases' }
const redeemName = { 'zh-CN': '积分抵现', 'zh-TW': '積分折抵', en: 'Points off the price' }
const levels = {
  measure: 'net-spend',
  window: '12 months',
  ladder: [
    { level: 'ordinary', name: { 'zh-CN': '普通会员', 'zh-TW': '普通會員', en: 'Ordinary' } },
    {
      level: 'silver',
      name: { 'zh-CN': '银卡', 'zh-TW': '銀卡', en: 'Silver' },
      from: '¥3000',
      discount: '5 %',
    },
    { level: 'gold', name: { 'zh-CN': '金卡', 'zh-TW': '金卡', en: 'Gold' }, from: '¥8000', discount: '10 %' },
  ],
}
