import type { Language, Texts } from '../shared/languages.ts'
import type { Condition } from './document.ts'
import { moneyText } from './reasons.ts'
import { readMoney, readPeriod } from './scalars.ts'
import { periodText } from './summary-words.ts'

/** Under which the names that conditions are told with hold a way of joining; levels lie under their own codes. */
export const nameKeyOfWay = (way: string) => `joining ${way}`

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
  'zh-CN': { and: '，且', or: '、', either: '，或', not: '不属于：', open: '（', close: '）' },
  'zh-TW': { and: '，且', or: '、', either: '，或', not: '不屬於：', open: '（', close: '）' },
  en: { and: ' and ', or: ', ', either: ' or ', not: 'not: ', open: '(', close: ')' },
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
  'basket-from': {
    'zh-CN': '优惠前商品满 {}',
    'zh-TW': '優惠前商品滿 {}',
    en: 'goods for {} or more before reductions',
  },
  'basket-below': {
    'zh-CN': '优惠前商品不到 {}',
    'zh-TW': '優惠前商品不到 {}',
    en: 'goods for less than {} before reductions',
  },
  'price-from': {
    'zh-CN': '优惠前单价 {} 起的商品',
    'zh-TW': '優惠前單價 {} 起的商品',
    en: 'goods from {} a piece before reductions',
  },
  'price-below': {
    'zh-CN': '优惠前单价低于 {} 的商品',
    'zh-TW': '優惠前單價低於 {} 的商品',
    en: 'goods below {} a piece before reductions',
  },
  'line-from': { 'zh-CN': '单行满 {} 的商品', 'zh-TW': '單行滿 {} 的商品', en: 'lines of {} or more' },
  'line-below': { 'zh-CN': '单行不到 {} 的商品', 'zh-TW': '單行不到 {} 的商品', en: 'lines of less than {}' },
  'margin-from': {
    'zh-CN': '按优惠前的售价毛利率 {} 以上的商品',
    'zh-TW': '按優惠前的售價毛利率 {} 以上的商品',
    en: 'goods with a margin of {} or more of the price before reductions',
  },
  'margin-below': {
    'zh-CN': '按优惠前的售价毛利率低于 {} 的商品',
    'zh-TW': '按優惠前的售價毛利率低於 {} 的商品',
    en: 'goods with a margin of less than {} of the price before reductions',
  },
  'pieces-from': { 'zh-CN': '整单满 {} 件', 'zh-TW': '整單滿 {} 件', en: '{} pieces or more on the receipt' },
  'pieces-below': { 'zh-CN': '整单不到 {} 件', 'zh-TW': '整單不到 {} 件', en: 'fewer than {} pieces on the receipt' },
  'points-held-from': { 'zh-CN': '手里已有 {} 分', 'zh-TW': '手裡已有 {} 分', en: '{} points held before' },
  channel: { 'zh-CN': '渠道为{}', 'zh-TW': '通路為{}', en: 'through {}' },
  tender: { 'zh-CN': '用{}付款', 'zh-TW': '用{}付款', en: 'paid by {}' },
  promoter: { 'zh-CN': '导购为{}', 'zh-TW': '導購為{}', en: 'sold by {}' },
  segment: { 'zh-CN': '会员属于人群{}', 'zh-TW': '會員屬於人群{}', en: 'the member is in segment {}' },
  attribute: { 'zh-CN': '会员的{}', 'zh-TW': '會員的{}', en: 'the member has {}' },
  gender: { 'zh-CN': '会员性别为{}', 'zh-TW': '會員性別為{}', en: 'the gender is {}' },
  'age-from': { 'zh-CN': '会员年满 {} 岁', 'zh-TW': '會員年滿 {} 歲', en: 'aged {} or more' },
  'age-below': { 'zh-CN': '会员未满 {} 岁', 'zh-TW': '會員未滿 {} 歲', en: 'younger than {}' },
  'joined-by': { 'zh-CN': '入会方式为{}', 'zh-TW': '入會方式為{}', en: 'joined by {}' },
  'joined-within': { 'zh-CN': '入会 {} 内', 'zh-TW': '入會 {} 內', en: 'within {} of joining' },
  month: { 'zh-CN': '在 {} 月', 'zh-TW': '在 {} 月', en: 'in month {}' },
  'month-day': { 'zh-CN': '每月 {} 日', 'zh-TW': '每月 {} 日', en: 'on day {} of the month' },
  'basket-has': { 'zh-CN': '小票里有（{}）', 'zh-TW': '收據裡有（{}）', en: 'the receipt has ({})' },
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

const exceptWords = {
  'zh-CN': '{}的商品除外，同一张小票的其他商品照算',
  'zh-TW': '{}的商品除外，同一張收據的其他商品照算',
  en: 'without {}; the other goods of the receipt count',
} as const satisfies Texts

const goodsWords: ReadonlySet<string> = new Set(['class', 'brand', 'sku'])

function isOfGoodsOnly(condition: Condition): boolean {
  return Object.keys(condition).every(word => goodsWords.has(word))
}

type Speech = { language: Language; levelNames: ReadonlyMap<string, Texts> }

function partsOf(condition: Condition, speech: Speech): string[] {
  const { language, levelNames } = speech
  const { or, either, and, not, open, close } = joints[language]
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
  parts.push(...amountParts(condition, language), ...personParts(condition, speech))
  if (condition['first-purchase'] !== undefined) parts.push(firstPurchaseText(condition['first-purchase'], language))
  const nested = (list: readonly Condition[]) => list.map(part => partsOf(part, speech))
  // What holds together stays together: without brackets "a and b or c" could be read in two ways.
  const apart = (list: readonly Condition[], joint: string) =>
    nested(list)
      .map(inner => (inner.length > 1 && list.length > 1 ? `${open}${inner.join(and)}${close}` : inner.join(and)))
      .join(joint)
  if (condition['basket-has'])
    parts.push(words['basket-has'][language].replace('{}', apart(condition['basket-has'], or)))
  if (condition.all) parts.push(...nested(condition.all).flat())
  if (condition.any) parts.push(`${open}${apart(condition.any, either)}${close}`)
  if (condition.none) {
    const excluded = apart(condition.none, either)
    // Goods are excluded one by one: the others of the receipt stay.
    const isOfGoods = condition.none.every(isOfGoodsOnly)
    parts.push(isOfGoods ? exceptWords[language].replace('{}', excluded) : `${not}${open}${excluded}${close}`)
  }
  return parts
}

function amountParts(condition: Condition, language: Language): string[] {
  const parts: string[] = []
  const say = (word: keyof typeof words, shown: string) => parts.push(words[word][language].replace('{}', shown))
  for (const word of moneyWords) {
    const cents = readMoney(condition[word])
    if (cents !== undefined) say(word, moneyText(cents))
  }
  for (const word of ['margin-from', 'margin-below'] as const)
    if (condition[word] !== undefined) say(word, condition[word])
  for (const word of ['pieces-from', 'pieces-below'] as const)
    if (condition[word] !== undefined) say(word, String(condition[word]))
  const held = condition['points-held-from']
  if (typeof held === 'number') say('points-held-from', String(held))
  else if (held)
    say(
      'points-held-from',
      Object.entries(held)
        .map(([asset, points]) => `${asset} ${points}`)
        .join(', '),
    )
  return parts
}

const moneyWords = ['basket-from', 'basket-below', 'price-from', 'price-below', 'line-from', 'line-below'] as const

function personParts(condition: Condition, { language, levelNames }: Speech): string[] {
  const { or } = joints[language]
  const parts: string[] = []
  const say = (word: keyof typeof words, shown: string) => parts.push(words[word][language].replace('{}', shown))
  for (const word of ['channel', 'tender', 'promoter', 'segment'] as const)
    if (condition[word]) say(word, condition[word].join(or))
  for (const [name, values] of Object.entries(condition.attribute ?? {}))
    say('attribute', `${name}: ${values.join(or)}`)
  if (condition.gender) say('gender', condition.gender.map(gender => genders[gender][language]).join(or))
  for (const word of ['age-from', 'age-below'] as const)
    if (condition[word] !== undefined) say(word, String(condition[word]))
  const ways = condition['joined-by']
  if (ways) say('joined-by', ways.map(way => levelNames.get(nameKeyOfWay(way))?.[language] ?? way).join(or))
  const within = readPeriod(condition['joined-within'])
  if (within) say('joined-within', periodText(within)[language])
  for (const word of ['month', 'month-day'] as const) if (condition[word]) say(word, condition[word].join(or))
  return parts
}

const genders = {
  female: { 'zh-CN': '女', 'zh-TW': '女', en: 'female' },
  male: { 'zh-CN': '男', 'zh-TW': '男', en: 'male' },
  other: { 'zh-CN': '其他', 'zh-TW': '其他', en: 'other' },
} as const satisfies Record<string, Texts>

function firstPurchaseText(isFirst: boolean, language: Language): string {
  const texts = isFirst
    ? { 'zh-CN': '会员的第一笔消费', 'zh-TW': '會員的第一筆消費', en: 'on the first purchase' }
    : { 'zh-CN': '第一笔以后的消费', 'zh-TW': '第一筆以後的消費', en: 'after the first purchase' }
  return texts[language]
}
