import type { Language, Texts } from '../shared/languages.ts'
import type { Condition } from './document.ts'
import { moneyText } from './reasons.ts'
import { readMoney } from './scalars.ts'

/** Says a condition in words, for the summary of a program. @returns null for a condition that always holds */
export function describeCondition(
  condition: Condition | undefined,
  levelNames: ReadonlyMap<string, Texts>,
): Texts | null {
  if (!condition || Object.keys(condition).length === 0) return null
  const say = (language: Language) => partsOf(condition, { language, levelNames }).join(joints[language].and)
  return { 'zh-CN': say('zh-CN'), 'zh-TW': say('zh-TW'), en: say('en') }
}

const joints = {
  'zh-CN': { and: '，且', or: '、', either: '，或', not: '不属于：' },
  'zh-TW': { and: '，且', or: '、', either: '，或', not: '不屬於：' },
  en: { and: ' and ', or: ', ', either: ' or ', not: 'not: ' },
} as const satisfies Record<Language, Record<string, string>>

/** One sentence part for each word; `{}` is where its value goes. */
const words = {
  level: { 'zh-CN': '会员等级为{}', 'zh-TW': '會員等級為{}', en: 'the level is {}' },
  class: { 'zh-CN': '品类为{}', 'zh-TW': '品類為{}', en: 'goods of class {}' },
  brand: { 'zh-CN': '品牌为{}', 'zh-TW': '品牌為{}', en: 'goods of brand {}' },
  sku: { 'zh-CN': '商品为{}', 'zh-TW': '商品為{}', en: 'goods {}' },
  store: { 'zh-CN': '在门店{}', 'zh-TW': '在門市{}', en: 'in store {}' },
  weekday: { 'zh-CN': '在{}', 'zh-TW': '在{}', en: 'on {}' },
  hours: { 'zh-CN': '在 {}', 'zh-TW': '在 {}', en: 'at {}' },
  from: { 'zh-CN': '从 {} 起', 'zh-TW': '從 {} 起', en: 'from {}' },
  through: { 'zh-CN': '到 {} 为止', 'zh-TW': '到 {} 為止', en: 'through {}' },
  birthday: { 'zh-CN': '{}', 'zh-TW': '{}', en: '{}' },
  'basket-from': { 'zh-CN': '商品满 {}', 'zh-TW': '商品滿 {}', en: 'goods for {} or more' },
} as const satisfies Record<string, Texts>

const birthdays = {
  day: { 'zh-CN': '会员生日当天', 'zh-TW': '會員生日當天', en: 'on the birthday' },
  week: { 'zh-CN': '会员生日前后三天内', 'zh-TW': '會員生日前後三天內', en: 'within three days of the birthday' },
  month: { 'zh-CN': '会员生日当月', 'zh-TW': '會員生日當月', en: 'in the month of the birthday' },
} as const satisfies Record<string, Texts>

const weekdayNames: Readonly<Record<string, Texts>> = Object.fromEntries(
  (['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const).map((word, index) => {
    const cn = '日一二三四五六'[index] ?? ''
    const en = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'][index] ?? word
    return [word, { 'zh-CN': `周${cn}`, 'zh-TW': `週${cn}`, en }]
  }),
)

type Speech = { language: Language; levelNames: ReadonlyMap<string, Texts> }

function partsOf(condition: Condition, speech: Speech): string[] {
  const { language, levelNames } = speech
  const { or, either, and, not } = joints[language]
  const parts: string[] = []
  for (const word of ['level', 'class', 'brand', 'sku', 'store', 'weekday'] as const) {
    const shown = condition[word]?.map((value: string) => {
      if (word === 'level') return levelNames.get(value)?.[language] ?? value
      return word === 'weekday' ? (weekdayNames[value]?.[language] ?? value) : value
    })
    if (shown) parts.push(words[word][language].replace('{}', shown.join(or)))
  }
  for (const word of ['hours', 'from', 'through'] as const)
    if (condition[word] !== undefined) parts.push(words[word][language].replace('{}', condition[word]))
  if (condition.birthday) parts.push(birthdays[condition.birthday][language])
  const basketCents = readMoney(condition['basket-from'])
  if (basketCents !== undefined) parts.push(words['basket-from'][language].replace('{}', moneyText(basketCents)))
  if (condition['first-purchase'] !== undefined) parts.push(firstPurchaseText(condition['first-purchase'], language))
  const nested = (list: readonly Condition[]) => list.map(part => partsOf(part, speech).join(and))
  if (condition.all) parts.push(...nested(condition.all))
  if (condition.any) parts.push(`（${nested(condition.any).join(either)}）`)
  if (condition.none) parts.push(`${not}（${nested(condition.none).join(either)}）`)
  return parts
}

function firstPurchaseText(isFirst: boolean, language: Language): string {
  const texts = isFirst
    ? { 'zh-CN': '会员的第一笔消费', 'zh-TW': '會員的第一筆消費', en: 'on the first purchase' }
    : { 'zh-CN': '第一笔以后的消费', 'zh-TW': '第一筆以後的消費', en: 'after the first purchase' }
  return texts[language]
}
