import type { Language, Texts } from '../shared/languages.ts'
import type { CompiledAsset, CompiledLevels, CompiledProgram, Gauge, Need } from './compiled.ts'
import { isEarned } from './gauges.ts'
import { inLanguages } from './summary-words.ts'
import { lastDayOf } from './validity.ts'

/**
 * What a file mostly leaves out and what decides money or levels all the same: said in every summary, so that nobody
 * who reads a program must know the language's defaults by heart.
 */

/** On purchases alone: which odd points are dropped, and when the rest can be used. */
export function roundingSentences({ rules, rounding }: CompiledAsset): Texts[] {
  if (rules.length === 0) return []
  const ways = {
    down: inLanguages('不满 1 分的舍去', '不滿 1 分的捨去', 'and what is less than 1 is dropped'),
    nearest: inLanguages('四舍五入', '四捨五入', 'to the nearest whole'),
    up: inLanguages('不满 1 分的进为 1 分', '不滿 1 分的進為 1 分', 'and what is less than 1 becomes 1'),
  } as const
  const way = ways[rounding]
  return [
    inLanguages(
      `每张小票合计后取整一次，${way['zh-CN']}`,
      `每張收據合計後取整一次，${way['zh-TW']}`,
      `Each receipt is added up and rounded once, ${way.en}`,
    ),
  ]
}

/** A multiplier is for what a purchase earns by money and by piece. */
export const multipliedSentence = inLanguages(
  '倍数只乘消费按金额、按件所得的；每单固定的和活动所得的不翻倍',
  '倍數只乘消費按金額、按件所得的；每單固定的和活動所得的不翻倍',
  'Multipliers are for what purchases earn by money and by piece, not for what comes per receipt or by activities',
)

export const usableAtOnceSentence = inLanguages(
  '消费所得的马上可用',
  '消費所得的馬上可用',
  'What a purchase earns can be used at once',
)

/** An end of a month or a year is read in two ways; a day is read in one. */
const sampleDay = '2026-03-15'

export function validitySampleSentences({ valid }: CompiledAsset): Texts[] {
  if (valid.kind !== 'lasts' && valid.kind !== 'each') return []
  const last = lastDayOf(valid, sampleDay)
  if (last === null) return []
  return [
    inLanguages(
      `例如 ${sampleDay} 所得的，可用到 ${last}（含当天）`,
      `例如 ${sampleDay} 所得的，可用到 ${last}（含當天）`,
      `For example: what is earned on ${sampleDay} can be used through ${last}`,
    ),
  ]
}

/** Only spans of the calendar are meant, never the last so many days. */
export function calendarSentences({ limits }: CompiledProgram): Texts[] {
  const spans = new Set(['week', 'month', 'year'])
  if (!limits.some(({ period }) => spans.has(period))) return []
  return [
    inLanguages(
      '上限里的每周、每月、每年按日历计（周一起、1 日起、1 月 1 日起）',
      '上限裡的每週、每月、每年按日曆計（週一起、1 日起、1 月 1 日起）',
      'Limits by week, month and year are those of the calendar (from Monday, the 1st, 1 January)',
    ),
  ]
}

export const pointsPaySentence = inLanguages(
  '积分在促销和会员等级价之后抵扣，可抵商品、服务和运费',
  '積分在促銷和會員等級價之後抵扣，可抵商品、服務和運費',
  'Points pay after offers and level price, for goods, services and shipping',
)

/** For whom, and in which order the reductions of a receipt are taken. */
export function offerDefaultSentences(program: CompiledProgram): Texts[] {
  const { offers } = program
  if (offers.length === 0) return []
  return [
    inLanguages('促销只给会员，散客没有', '促銷只給會員，散客沒有', 'Offers are for members only; guests have none'),
    ...levelPriceSentences(program),
    ...orderSentences(program),
  ]
}

function hasLevelPrice({ tracks }: CompiledProgram): boolean {
  return tracks.some(({ ladder }) => ladder.some(({ discount }) => discount !== null))
}

function levelPriceSentences(program: CompiledProgram): Texts[] {
  const kept = program.offers.filter(({ keepsLevelPrice, gives }) => keepsLevelPrice && gives.kind !== 'free-shipping')
  if (kept.length === 0 || !hasLevelPrice(program)) return []
  const list = (language: Language) => kept.map(({ name }) => name[language]).join(language === 'en' ? ', ' : '、')
  return [
    inLanguages(
      `${list('zh-CN')}：减过以后再享会员等级价`,
      `${list('zh-TW')}：減過以後再享會員等級價`,
      `${list('en')}: what is left still has the level price`,
    ),
  ]
}

function orderSentences(program: CompiledProgram): Texts[] {
  const steps = [
    ...program.offers.map(({ name }) => name),
    ...(hasLevelPrice(program) ? [inLanguages('会员等级价', '會員等級價', 'the level price')] : []),
    ...(program.redemption.length > 0 ? [inLanguages('积分抵扣', '積分抵扣', 'points')] : []),
  ]
  if (steps.length < 2) return []
  const list = (language: Language) => steps.map(step => step[language]).join(' → ')
  return [
    inLanguages(
      `同一张小票上的先后：${list('zh-CN')}；每一步按前面剩下的金额算`,
      `同一張收據上的先後：${list('zh-TW')}；每一步按前面剩下的金額算`,
      `In this order on one receipt: ${list('en')}; each of what the steps before it leave`,
    ),
  ]
}

/** What the words of the thresholds count, each where the ladder has it, and what the level price is for. */
export function levelDefaultSentences({ ladder }: CompiledLevels): Texts[] {
  const gauges = ladder.flatMap(({ need }) => gaugesOf(need))
  const counted = [...gauges, ...gauges.flatMap(({ parts }) => parts.map(({ gauge }) => gauge))]
  const measures = new Set(counted.map(({ measure }) => measure))
  return [
    ...Object.entries(countedTexts).flatMap(([measure, text]) => (measures.has(measure) ? [text] : [])),
    ...[...new Map(counted.map(({ measure, name }) => [measure, name]))].flatMap(([measure, name]) =>
      isEarned(measure) ? [earnedText(name)] : [],
    ),
    ...(ladder.some(({ discount }) => discount !== null) ? [levelPriceText] : []),
  ]
}

function gaugesOf(need: Need | null): Gauge[] {
  if (!need) return []
  return need.kind === 'reach' ? [need.gauge] : need.needs.flatMap(gaugesOf)
}

/** Whether any threshold counts over the time of its track, and not over one of its own. */
export function usesTrackWindow({ ladder }: CompiledLevels, key: (gauge: Gauge) => boolean): boolean {
  return ladder.some(({ need }) => gaugesOf(need).some(key))
}

const earnedText = (name: Texts) =>
  inLanguages(
    `${name['zh-CN']}＝消费、入会和活动所得的合计，用掉、过期的也算，退货收回的不算`,
    `${name['zh-TW']}＝消費、入會和活動所得的合計，用掉、過期的也算，退貨收回的不算`,
    `${name.en}: of purchases, joining and activities, used and ended ones too, without what refunds took back`,
  )

const countedTexts: Readonly<Record<string, Texts>> = {
  'net-spend': inLanguages(
    '消费净额＝商品和服务实付的钱（优惠和积分抵扣之后），退货扣回',
    '消費淨額＝商品和服務實付的錢（優惠和積分抵扣之後），退貨扣回',
    'Net spend is what was paid for goods and services, after all reductions and points; refunds take it back',
  ),
  'points-earned': inLanguages(
    '获得积分＝消费、入会和活动所得的合计，用掉、过期的也算，退货收回的不算',
    '獲得積分＝消費、入會和活動所得的合計，用掉、過期的也算，退貨收回的不算',
    'Points earned are those of purchases, joining and activities, used and ended ones too, without what refunds took back',
  ),
  visits: inLanguages(
    '消费次数＝小票张数，整单退回的不算',
    '消費次數＝收據張數，整單退回的不算',
    'Visits are receipts; one that came back whole does not count',
  ),
}

const levelPriceText = inLanguages(
  '会员等级价只减商品和服务，运费等不减',
  '會員等級價只減商品和服務，運費等不減',
  'The level price is for goods and services, not for shipping and the like',
)
