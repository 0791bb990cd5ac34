import type { Language, Texts } from '../shared/languages.ts'
import { languages } from '../shared/languages.ts'
import { windowKey } from './compile-needs.ts'
import type { Gauge, Granted, Need, Window } from './compiled.ts'
import { moneyText } from './reasons.ts'
import { inLanguages, periodText } from './summary-words.ts'

/** What a level asks for and how it is granted, in words. */

const spans = {
  'calendar month': inLanguages('自然月', '自然月', 'the calendar month'),
  'last full month': inLanguages('上一个完整自然月', '上一個完整自然月', 'the last full month'),
  'calendar quarter': inLanguages('自然季', '自然季', 'the calendar quarter'),
  'calendar year': inLanguages('自然年', '自然年', 'the calendar year'),
  'year since joining': inLanguages('入会周年', '入會週年', 'the year of membership'),
  'since joining': inLanguages('入会以来累计', '入會以來累計', 'the whole membership'),
} as const satisfies Record<Exclude<Window['kind'], 'rolling'>, Texts>

export function spanOf(window: Window): Texts {
  if (window.kind !== 'rolling') return spans[window.kind]
  const length = periodText(window.period)
  return inLanguages(`最近 ${length['zh-CN']}`, `最近 ${length['zh-TW']}`, `the last ${length.en}`)
}

const joints = {
  'zh-CN': { all: ' 且 ', any: ' 或 ', open: '（', close: '）' },
  'zh-TW': { all: ' 且 ', any: ' 或 ', open: '（', close: '）' },
  en: { all: ' and ', any: ' or ', open: '(', close: ')' },
} as const satisfies Record<Language, Record<string, string>>

/** A need in one language; a window is said where it is not that of the track. */
export function needText(need: Need, { language, track }: { language: Language; track: Window }): string {
  if (need.kind === 'reach') return reachText(need.gauge, need.value, { language, track })
  const { open, close } = joints[language]
  const parts = need.needs.map(part => {
    const text = needText(part, { language, track })
    return part.kind === 'reach' || need.needs.length === 1 ? text : `${open}${text}${close}`
  })
  return parts.join(joints[language][need.kind])
}

function reachText(gauge: Gauge, value: number, { language, track }: { language: Language; track: Window }): string {
  const amount = gauge.isMoney ? moneyText(value) : String(value)
  const name = gauge.name[language]
  if (windowKey(gauge.window) === windowKey(track)) return `${name} ≥ ${amount}`
  const span = spanOf(gauge.window)[language]
  return language === 'en' ? `${name} in ${span} ≥ ${amount}` : `${span}的${name} ≥ ${amount}`
}

/** How a level is given without its threshold; empty where it is not. */
export function grantText(granted: Granted | null): Texts | null {
  if (!granted) return null
  const way = {
    invitation: () => inLanguages('由店家邀请授予', '由店家邀請授予', 'granted by invitation'),
    event: () => {
      const event = granted.by === 'event' ? granted.event : ''
      return inLanguages(`完成 ${event} 授予`, `完成 ${event} 授予`, `granted for doing ${event}`)
    },
    goods: () => {
      const goods = granted.by === 'goods' ? granted.sku.join('、') : ''
      return inLanguages(
        `购买 ${goods} 授予（退货即收回）`,
        `購買 ${goods} 授予（退貨即收回）`,
        `granted to who buys ${goods.replaceAll('、', ', ')} (a refund takes it back)`,
      )
    },
  }[granted.by]()
  if (!granted.kept) return way
  const length = periodText(granted.kept)
  return inLanguages(
    `${way['zh-CN']}，保留 ${length['zh-CN']}`,
    `${way['zh-TW']}，保留 ${length['zh-TW']}`,
    `${way.en}, kept for ${length.en}`,
  )
}

/** How a score is counted: "1 per ¥10". */
export function scoreText(gauge: Gauge): Texts {
  const [cn, tw, en] = languages.map(language =>
    gauge.parts
      .map(({ gauge: part, weight: { num, den } }) => {
        const points = part.isMoney ? (num * 100) / den : num / den
        return `${part.name[language]}${part.isMoney ? ' ¥1' : ''} × ${Number(points.toFixed(8))}`
      })
      .join(language === 'en' ? ' + ' : '＋'),
  )
  return inLanguages(
    `会员分数 = ${cn}，最后舍去小数`,
    `會員分數 = ${tw}，最後捨去小數`,
    `Score = ${en}, rounded down once`,
  )
}
