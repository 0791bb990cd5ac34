import type { Texts } from '../shared/languages.ts'
import { channelNames } from './channel-texts.ts'
import { limitText } from './limits.ts'
import { readDiscount, readLimit, readMoney, readOfferLimit, readPeriod } from './scalars.ts'
import { inLanguages, percentText, periodText, stepText } from './summary-words.ts'

/** What the values of a program document are called in a sentence; what is not here is said as it stands in the file. */
export function valueText(value: unknown, word: string): Texts | null {
  if (typeof value === 'boolean') return inLanguages(...(value ? yes : no))
  if (typeof value !== 'string') return null
  const known = fixed[`${word} ${value}`] ?? fixed[value]
  if (known) return inLanguages(...known)
  return limitIn(value) ?? periodIn(value, word) ?? foldIn(value) ?? patternIn(value)
}

/**
 * What an entry under a key of the shop's own says as one sentence, rather than key and value: a step of an offer. Null
 * where the key is a name.
 */
export function entryText(parent: string, key: string, value: unknown): Texts | null {
  if (parent !== 'steps') return null
  const [from, off] = [readMoney(key), readMoney(value)]
  if (from === undefined || off === undefined) return null
  return stepText('满', '滿', from, off)
}

type Said = readonly [string, string, string]

const yes: Said = ['是', '是', 'yes']
const no: Said = ['否', '否', 'no']

/** In zh-CN, zh-TW and en; `word value` goes before `value`. */
const fixed: Readonly<Record<string, Said>> = {
  'never ends': ['长期有效', '長期有效', 'never ends'],
  'to end of month': ['月底', '月底', 'end of the month'],
  'to end of quarter': ['季末', '季末', 'end of the quarter'],
  'to end of year': ['年底', '年底', 'end of the year'],
  'rounding down': ['舍去零头', '捨去零頭', 'down'],
  'rounding nearest': ['四舍五入', '四捨五入', 'to the nearest'],
  'rounding up': ['进一', '進一', 'up'],
  'debt owe': ['记为欠分', '記為欠分', 'owed by the member'],
  'debt absorb': ['由店家承担', '由店家承擔', 'borne by the shop'],
  'kinds goods': ['商品', '商品', 'goods'],
  'kinds service': ['服务', '服務', 'services'],
  'kinds shipping': ['运费', '運費', 'shipping'],
  'kinds tip': ['小费', '小費', 'tips'],
  'kinds gift-card': ['礼品卡', '禮品卡', 'gift cards'],
  'kinds deposit': ['押金', '押金', 'deposits'],
  counts: ['计入', '計入', 'counts'],
  'does not count': ['不计入', '不計入', 'does not count'],
  'discounts deducted': ['先扣除', '先扣除', 'deducted first'],
  'discounts ignored': ['不扣除', '不扣除', 'not deducted'],
  'multipliers highest': ['取最高', '取最高', 'the highest counts'],
  'multipliers all': ['相乘', '相乘', 'all are multiplied'],
  'per item': ['每件', '每件', 'item'],
  'per receipt': ['每单', '每單', 'receipt'],
  'on birthday': ['生日', '生日', 'the birthday'],
  'on month': ['每月 1 日', '每月 1 日', 'the 1st of each month'],
  'on joining': ['入会', '入會', 'joining'],
  'on level': ['升到该级', '升到該級', 'reaching the level'],
  'net-spend': ['消费净额', '消費淨額', 'net spend'],
  'points-earned': ['获得积分', '獲得積分', 'points earned'],
  visits: ['消费次数', '消費次數', 'visits'],
  'active-months': ['有消费的月数', '有消費的月數', 'months with a purchase'],
  'measure score': ['会员分数', '會員分數', 'score'],
  'calendar month': ['自然月', '自然月', 'the calendar month'],
  'last full month': ['上一个完整自然月', '上一個完整自然月', 'the last full month'],
  'calendar quarter': ['自然季', '自然季', 'the calendar quarter'],
  'calendar year': ['自然年', '自然年', 'the calendar year'],
  'year since joining': ['入会周年', '入會週年', 'the year of membership'],
  'since joining': ['入会以来累计', '入會以來累計', 'the whole membership'],
  'at once': ['达标即升', '達標即升', 'at once'],
  'at review': ['复评时', '複評時', 'at the review'],
  'review yearly': ['每年一次', '每年一次', 'every year'],
  'every 1 January': ['每年 1 月 1 日', '每年 1 月 1 日', 'every 1 January'],
  'review monthly': ['每月 1 日', '每月 1 日', 'on the 1st of each month'],
  'review daily': ['每天', '每天', 'every day'],
  'review never': ['不复评', '不複評', 'never'],
  'down never': ['不降级', '不降級', 'never'],
  'to what is earned': ['降到达标的等级', '降到達標的等級', 'to the level that is reached'],
  'one step': ['降一级', '降一級', 'one level'],
  'by invitation': ['受邀', '受邀', 'by invitation'],
  'one level': ['一级', '一級', 'one level'],
  'one level up': ['升一级', '升一級', 'one level up'],
  'free shipping': ['运费', '運費', 'shipping'],
  together: ['可以', '可以', 'yes'],
  'stacks alone': ['不可以', '不可以', 'no'],
  'not together': ['取更优惠的一种', '取更優惠的一種', 'whichever is better'],
  'the better one': ['取更优惠的一种', '取更優惠的一種', 'whichever is better'],
  'codes personal': ['每张券一个码', '每張券一個碼', 'one of each member'],
  'codes shared': ['大家用同一个码', '大家用同一個碼', 'one for everybody'],
  'codes batch': ['批量码', '批量碼', 'made in a batch'],
  'whole refund': ['整单退货时退回', '整單退貨時退回', 'with the refund of the whole receipt'],
  'back never': ['不退回', '不退回', 'never'],
  sun: ['周日', '週日', 'Sunday'],
  mon: ['周一', '週一', 'Monday'],
  tue: ['周二', '週二', 'Tuesday'],
  wed: ['周三', '週三', 'Wednesday'],
  thu: ['周四', '週四', 'Thursday'],
  fri: ['周五', '週五', 'Friday'],
  sat: ['周六', '週六', 'Saturday'],
  'birthday day': ['当天', '當天', 'on the day'],
  'birthday week': ['前后三天内', '前後三天內', 'within three days'],
  'birthday month': ['当月', '當月', 'in its month'],
  'gender female': ['女', '女', 'female'],
  'gender male': ['男', '男', 'male'],
  ...Object.fromEntries(Object.entries(channelNames).map(([channel, said]) => [`channel ${channel}`, said])),
  'gender other': ['其他', '其他', 'other'],
}

/** That it is the most is said by the word before it. */
function limitIn(value: string): Texts | null {
  const limit = readLimit(value) ?? readOfferLimit(value) ?? timesIn(value)
  return limit ? limitText({ isMoney: false, ...limit }) : null
}

/** "2 a month": of a counted service. */
function timesIn(value: string) {
  return /^\d+ a (month|year)$/.test(value) ? readLimit(value.replace(' a ', ' times a ')) : undefined
}

/** A window of a length is the last so many. */
function periodIn(value: string, word: string): Texts | null {
  const period = readPeriod(value)
  if (!period) return null
  const said = periodText(period)
  if (word !== 'window') return said
  return inLanguages(`最近 ${said['zh-CN']}`, `最近 ${said['zh-TW']}`, `the last ${said.en}`)
}

type Pattern = { is: RegExp; say: (first: string, second: string) => Said }

const daysIn = (count: string) => (count === '1' ? 'day' : 'days')

const patterns: readonly Pattern[] = [
  { is: /^until (\S+)$/, say: code => [`直到“${code}”`, `直到「${code}」`, `until "${code}"`] },
  { is: /^(\S+) a member$/, say: count => [`每位会员 ${count} 张`, `每位會員 ${count} 張`, `${count} a member`] },
  { is: /^(\d+) a day$/, say: count => [`每天 ${count} 张`, `每天 ${count} 張`, `${count} a day`] },
  { is: /^(\d+) in all$/, say: count => [`一共 ${count} 张`, `一共 ${count} 張`, `${count} in all`] },
  { is: /^([¥￥]\S+) in all$/, say: sum => [`一共 ${sum}`, `一共 ${sum}`, `${sum} in all`] },
  { is: /^(\d+) of (\d+)$/, say: (few, all) => [`${all} 件付 ${few} 件`, `${all} 件付 ${few} 件`, `${few} of ${all}`] },
  {
    is: /^(\S+) per ([¥￥].+)$/,
    say: (score, sum) => [`每 ${sum} 计 ${score}`, `每 ${sum} 計 ${score}`, `${score} for each ${sum}`],
  },
  { is: /^(\d+) days? early$/, say: days => [`提前 ${days} 天`, `提前 ${days} 天`, `${days} ${daysIn(days)} early`] },
  { is: /^(\d+) days? before$/, say: days => [`前 ${days} 天`, `前 ${days} 天`, `${days} ${daysIn(days)} before`] },
  { is: /^(\d+) days? after$/, say: days => [`后 ${days} 天`, `後 ${days} 天`, `${days} ${daysIn(days)} after`] },
  {
    is: /^(\d+) days? before to (\d+) days? after$/,
    say: (before, after) => [
      `前 ${before} 天到后 ${after} 天`,
      `前 ${before} 天到後 ${after} 天`,
      `${before} ${daysIn(before)} before to ${after} ${daysIn(after)} after`,
    ],
  },
]

/** Tenths left to pay are said so in Chinese alone. */
function foldIn(value: string): Texts | null {
  const off = value.endsWith('折') ? readDiscount(value) : undefined
  return off === undefined ? null : inLanguages(value, value, percentText(off))
}

function patternIn(value: string): Texts | null {
  for (const { is, say } of patterns) {
    const match = is.exec(value)
    if (match) return inLanguages(...say(match[1] ?? '', match[2] ?? ''))
  }
  return null
}
