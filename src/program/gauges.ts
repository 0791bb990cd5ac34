import type { Texts } from '../shared/languages.ts'
import type { GoodsMeasure } from './compiled.ts'
import type { ProgramDocument } from './document.ts'
import { completeTexts } from './names.ts'
import { measureTexts } from './reason-texts.ts'
import type { CountedGoods } from './threshold-schema.ts'

/** How measures are kept and named that are not of every receipt: of certain goods, of activities, of points earned. */

const activityPrefix = 'activity:'
export const activityMeasure = (code: string) => `${activityPrefix}${code}`

/** The code of the activity that a measure counts; null where it counts something else. */
export function activityOf(measure: string): string | null {
  return measure.startsWith(activityPrefix) ? measure.slice(activityPrefix.length) : null
}

/** The names of the kinds of points by code, the first kind first: a threshold may count what was earned of each. */
export type PointKinds = ReadonlyMap<string, Texts>

export function pointKindsOf({ assets }: Pick<ProgramDocument, 'assets'>): PointKinds {
  return new Map(Object.entries(assets).map(([code, { name }]) => [code, completeTexts(name)] as const))
}

const earnedPrefix = 'earned:'
/** Of the first kind every receipt tells what it earned; the others have measures of their own. */
export const earnedMeasure = (asset: string) => `${earnedPrefix}${asset}`

export const isEarned = (measure: string) => measure.startsWith(earnedPrefix)

/** What a word of a threshold counts that is no word of the language: points of a kind, or an activity. */
export function ownMeasure(word: string, kinds: PointKinds): string {
  const [first] = kinds.keys()
  if (word === first) return 'points-earned'
  return kinds.has(word) ? earnedMeasure(word) : activityMeasure(word)
}

export function ownMeasureName(measure: string, kinds: PointKinds): Texts {
  const kind = isEarned(measure) ? kinds.get(measure.slice(earnedPrefix.length)) : undefined
  if (kind === undefined) return activityName(measure.slice(activityPrefix.length))
  return { 'zh-CN': `获得${kind['zh-CN']}`, 'zh-TW': `獲得${kind['zh-TW']}`, en: `${kind.en} earned` }
}

/** What was earned, or is taken back, of every kind of points but the first, as measures of a day. */
export function measureEarned(
  assets: readonly { code: string }[],
  pointsOf: (asset: string) => number,
): Readonly<Record<string, number>> {
  if (assets.length < 2) return nothing
  return Object.fromEntries(
    assets.slice(1).flatMap(({ code }) => {
      const points = pointsOf(code)
      return points === 0 ? [] : [[earnedMeasure(code), points]]
    }),
  )
}

const nothing = {}

/** The same goods are the same measure, in whatever order they are written. */
export function goodsMeasure(counts: GoodsMeasure['counts'], goods: CountedGoods): GoodsMeasure {
  const sorted = (['class', 'brand', 'sku'] as const).flatMap(word =>
    goods[word] ? [[word, [...new Set(goods[word])].sort()]] : [],
  )
  return { measure: `${counts} ${JSON.stringify(Object.fromEntries(sorted))}`, counts, goods }
}

/** Whether goods that one measure counts are all counted by the other, which may ask for less or list more. */
export function isAmongGoods(part: string, whole: string): boolean {
  const [few, many] = [goodsOf(part), goodsOf(whole)]
  if (!few || !many || few.counts !== many.counts) return false
  return [...many.lists].every(([word, allowed]) => few.lists.get(word)?.every(one => allowed.includes(one)) === true)
}

function goodsOf(measure: string): { counts: string; lists: ReadonlyMap<string, string[]> } | null {
  const [, counts = '', text] = /^(\S+) (\{.*\})$/s.exec(measure) ?? []
  if (text === undefined) return null
  const goods: unknown = JSON.parse(text)
  const lists = Object.entries(typeof goods === 'object' && goods !== null ? goods : {}).map(
    ([word, list]) => [word, [list].flat().map(String)] as const,
  )
  return { counts, lists: new Map(lists) }
}

type Named = { sku: string; class: string | null; brand: string | null }

export function isCountedGoods(goods: CountedGoods, line: Named): boolean {
  const has = (words: readonly string[] | undefined, value: string | null) =>
    words === undefined || (value !== null && words.includes(value))
  return has(goods.class, line.class) && has(goods.brand, line.brand) && has(goods.sku, line.sku)
}

/** What lines of goods and services add to each measure of goods: what was paid for them, or one receipt. */
export function measureGoods(
  measures: readonly GoodsMeasure[],
  lines: readonly (Named & { cents: number })[],
): Record<string, number> {
  const added: Record<string, number> = {}
  for (const { measure, counts, goods } of measures) {
    const counted = lines.filter(line => isCountedGoods(goods, line))
    if (counted.length > 0)
      added[measure] = counts === 'visits' ? 1 : counted.reduce((sum, line) => sum + line.cents, 0)
  }
  return added
}

export function goodsName(counts: GoodsMeasure['counts'], goods: CountedGoods): Texts {
  const words = [...(goods.class ?? []), ...(goods.brand ?? []), ...(goods.sku ?? [])].join('、')
  const name = measureTexts[counts]
  return {
    'zh-CN': `${name['zh-CN']}（${words}）`,
    'zh-TW': `${name['zh-TW']}（${words}）`,
    en: `${name.en} (${words.replaceAll('、', ', ')})`,
  }
}

const activities: Readonly<Record<string, Texts>> = {
  'check-in': { 'zh-CN': '签到次数', 'zh-TW': '簽到次數', en: 'Check-ins' },
  review: { 'zh-CN': '评价次数', 'zh-TW': '評價次數', en: 'Reviews' },
  share: { 'zh-CN': '分享次数', 'zh-TW': '分享次數', en: 'Shares' },
  referral: { 'zh-CN': '推荐新会员人数', 'zh-TW': '推薦新會員人數', en: 'New members referred' },
  survey: { 'zh-CN': '问卷次数', 'zh-TW': '問卷次數', en: 'Surveys' },
  activity: { 'zh-CN': '参加活动次数', 'zh-TW': '參加活動次數', en: 'Events attended' },
  challenge: { 'zh-CN': '完成挑战次数', 'zh-TW': '完成挑戰次數', en: 'Challenges completed' },
}
export const knownActivities: readonly string[] = Object.keys(activities)

export function activityName(code: string): Texts {
  return activities[code] ?? { 'zh-CN': `${code} 次数`, 'zh-TW': `${code} 次數`, en: `Times of ${code}` }
}
