import type { Period } from '../shared/calendar.ts'
import type { Texts } from '../shared/languages.ts'
import { moneyText } from './reasons.ts'

/** The small parts of which the summary of a program is put together. */

export function inLanguages(cn: string, tw: string, en: string): Texts {
  return { 'zh-CN': cn, 'zh-TW': tw, en }
}

/** "消费积分：每消费 ¥1 得 1 分（条件：会员生日当月）" */
export function joined(name: Texts, text: Texts, when: Texts | null): Texts {
  const terms = withCondition(text, when)
  return inLanguages(
    `${name['zh-CN']}：${terms['zh-CN']}`,
    `${name['zh-TW']}：${terms['zh-TW']}`,
    `${name.en}: ${terms.en}`,
  )
}

export function withCondition(text: Texts, when: Texts | null): Texts {
  if (!when) return text
  return inLanguages(
    `${text['zh-CN']}（条件：${when['zh-CN']}）`,
    `${text['zh-TW']}（條件：${when['zh-TW']}）`,
    `${text.en} (when: ${when.en})`,
  )
}

const unitTexts = {
  days: ['天', '天', 'day'],
  weeks: ['周', '週', 'week'],
  months: ['个月', '個月', 'month'],
  years: ['年', '年', 'year'],
} as const satisfies Record<Period['unit'], readonly [string, string, string]>

/** "2 年", "2 years". */
export function periodText({ count, unit }: Period): Texts {
  const [cn, tw, en] = unitTexts[unit]
  return inLanguages(`${count} ${cn}`, `${count} ${tw}`, `${count} ${en}${count === 1 ? '' : 's'}`)
}

const thingTexts: Readonly<Record<string, Texts>> = {
  purchase: inLanguages('消费', '消費', 'purchase'),
  redemption: inLanguages('兑换', '兌換', 'redemption'),
}

/** What keeps points, as a list; activities are named by their code. */
export function thingsText(codes: readonly string[]): Texts {
  const texts = codes.map(code => thingTexts[code] ?? inLanguages(code, code, code))
  return inLanguages(
    texts.map(text => text['zh-CN']).join('、'),
    texts.map(text => text['zh-TW']).join('、'),
    texts.map(text => text.en).join(' or '),
  )
}

export function percentText(basisPoints: number): string {
  return `${basisPoints / 100} %`
}

/** What is left to pay, as Chinese price tags say it: 5 % off is 9.5 折. */
export function foldText(basisPoints: number): string {
  return `${(10_000 - basisPoints) / 1_000} 折`
}

/** "满 ¥400 减 ¥50". */
export function stepText(cn: string, tw: string, fromCents: number, offCents: number, en = 'from'): Texts {
  const [from, off] = [moneyText(fromCents), moneyText(offCents)]
  return inLanguages(`${cn} ${from} 减 ${off}`, `${tw} ${from} 減 ${off}`, `${off} off ${en} ${from}`)
}
