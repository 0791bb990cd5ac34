import { type Day, dayOf, isDay, minuteOf, startOfDay } from '../../../shared/calendar.ts'
import type { goodsUnits } from '../../../shared/contract/catalog.ts'
import { goodsKinds } from '../../../shared/contract/catalog.ts'

/** In which order a date without a leading year is written; "5/3/2026" says nothing by itself. */
export type DateOrder = 'year-first' | 'day-first' | 'month-first'

/** A cell without blanks around it, and without the apostrophe by which spreadsheets guard texts. */
export function tidyCell(text: string | undefined): string {
  const trimmed = (text ?? '').trim()
  return trimmed.startsWith("'") ? trimmed.slice(1).trim() : trimmed
}

/** Numbers that name something: a spreadsheet that took them for decimals wrote "17850.0". */
export function idOf(cell: string): string {
  return /^\d+\.0+$/.test(cell) ? cell.slice(0, cell.indexOf('.')) : cell
}

/**
 * Reads money in 分, half up: "¥1,234.50", "1 234,5", "(12)", "12元".
 * @returns undefined for anything that is not money
 */
export function centsOf(cell: string): number | undefined {
  const plain = /^\d{1,9}(\.\d{1,2})?$/.test(cell) ? cell : plainNumber(cell)
  if (plain === undefined) return undefined
  const isNegative = plain.startsWith('-')
  const [whole = '', fraction = ''] = plain.replace('-', '').split('.')
  const digits = fraction.padEnd(3, '0')
  const cents = Number(whole) * 100 + Number(digits.slice(0, 2)) + (Number(digits[2]) >= 5 ? 1 : 0)
  if (!Number.isSafeInteger(cents)) return undefined
  return isNegative && cents > 0 ? -cents : cents
}

/** Digits with at most one point and one sign before them; undefined for what is no number. */
function plainNumber(cell: string): string | undefined {
  let text = cell.normalize('NFKC').replace(/[¥$€£元圆]|rmb|cny|\s/gi, '')
  if (/^\(.*\)$/.test(text)) text = `-${text.slice(1, -1)}`
  if (/^[+-]?\d+(\.\d+)?e[+-]?\d+$/i.test(text)) text = Number(text).toFixed(6)
  // With a point for thousands, or one or two digits after the only comma, the comma is the decimal one.
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text) && (text.includes(',') || text.split('.').length > 2))
    text = text.replaceAll('.', '').replace(',', '.')
  else if (/^-?\d+,\d{1,2}$/.test(text)) text = text.replace(',', '.')
  else if (/^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text)) text = text.replaceAll(',', '')
  text = text.replace(/^\+/, '')
  return /^-?(\d+\.?\d*|\.\d+)$/.test(text) ? text : undefined
}

/** Reads a whole number with its sign: "6", "6.0", "1,000". */
export function wholeOf(cell: string): number | undefined {
  const plain = /^-?\d{1,9}$/.test(cell) ? cell : plainNumber(cell)
  const value = plain === undefined ? Number.NaN : Number(plain)
  return Number.isSafeInteger(value) ? value : undefined
}

/** What a clock on the wall says: a day, and the seconds since its midnight. */
export type WallTime = { day: Day; seconds: number }

const dashed = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(.*)$/
const compact = /^(\d{4})(\d{2})(\d{2})(\d{2}(?:\d{2}){1,2})?$/
const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(.*)$/
const clock = /^[T\s]*(上午|下午|am|pm)?\s*(\d{1,2})[:时點点](\d{1,2})分?(?::?(\d{1,2})秒?(?:\.\d+)?)?\s*(am|pm)?$/i

/** Reads a time on the wall in the usual notations, and Excel's count of days. @returns undefined for anything else */
export function wallTimeOf(cell: string, order: DateOrder = 'year-first'): WallTime | undefined {
  const text = cell.normalize('NFKC')
  const serial = /^\d{5}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  // 20,000 is in 1954 and 80,000 in 2119: no receipt is older or newer.
  if (serial >= 20_000 && serial < 80_000) return fromSerial(serial)
  const first = dashed.exec(text)
  if (first) return wallTime(first.slice(1, 4), first[4] ?? '')
  const digits = compact.exec(text)
  if (digits) return wallTime(digits.slice(1, 4), (digits[4] ?? '').replace(/(\d{2})(?=\d)/g, '$1:'))
  const last = order === 'year-first' ? null : yearLast.exec(text)
  if (!last) return undefined
  const [, one = '', two = '', year = '', rest = ''] = last
  return wallTime(order === 'day-first' ? [year, two, one] : [year, one, two], rest)
}

function wallTime([year = '', month = '', date = '']: readonly string[], rest: string): WallTime | undefined {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  if (!isDay(day)) return undefined
  if (rest.trim() === '') return { day, seconds: 0 }
  const parts = clock.exec(rest)
  if (!parts) return undefined
  const [, before, hourText, minuteText, secondText = '0', after] = parts
  const half = (before ?? after ?? '').toLowerCase()
  const hour12 = Number(hourText)
  const hour = half === '' ? hour12 : (hour12 % 12) + (half === 'pm' || half === '下午' ? 12 : 0)
  const minute = Number(minuteText)
  const second = Number(secondText)
  if (hour > 23 || minute > 59 || second > 59) return undefined
  return { day, seconds: hour * 3600 + minute * 60 + second }
}

/** Excel counts days from 30 December 1899. */
function fromSerial(serial: number): WallTime {
  const at = new Date(Math.round((serial - 25_569) * 86_400) * 1000)
  return { day: at.toISOString().slice(0, 10), seconds: Math.floor((at.getTime() % 86_400_000) / 1000) }
}

/** Reads a time with an offset ("2026-03-05T06:30:00Z"), or one on the wall of a zone. */
export function instantOf(
  cell: string,
  { zone, order, shiftDays = 0 }: { zone: string; order?: DateOrder; shiftDays?: number },
): Date | undefined {
  const wall = wallTimeOf(cell, order)
  if (wall) return wallInstant(shiftDays === 0 ? wall : { ...wall, day: shifted(wall.day, shiftDays) }, zone)
  const hasOffset = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/i.test(cell)
  const instant = new Date(hasOffset ? cell.replace(' ', 'T') : Number.NaN)
  if (Number.isNaN(instant.getTime())) return undefined
  return new Date(instant.getTime() + shiftDays * 86_400_000)
}

function shifted(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The instant of a time on the wall. On days when clocks change, the difference is taken out again. */
function wallInstant({ day, seconds }: WallTime, zone: string): Date {
  const guess = new Date(startOfDay(day, zone).getTime() + seconds * 1000)
  const isSameDay = dayOf(guess, zone) === day
  const aheadMinutes = isSameDay ? minuteOf(guess, zone) - Math.floor(seconds / 60) : 0
  return aheadMinutes === 0 ? guess : new Date(guess.getTime() - aheadMinutes * 60_000)
}

const genders: Readonly<Record<string, 'female' | 'male' | 'other' | null>> = {
  女: 'female',
  女士: 'female',
  女性: 'female',
  female: 'female',
  f: 'female',
  男: 'male',
  男士: 'male',
  先生: 'male',
  男性: 'male',
  male: 'male',
  m: 'male',
  其他: 'other',
  other: 'other',
  未知: null,
  保密: null,
  unknown: null,
  '': null,
}

/** @returns undefined for a word that is no gender */
export function genderOf(cell: string): 'female' | 'male' | 'other' | null | undefined {
  return genders[cell.toLowerCase()]
}

const unitWords: Readonly<Record<string, (typeof goodsUnits)[number]>> = {
  件: 'piece',
  个: 'piece',
  個: 'piece',
  piece: 'piece',
  pcs: 'piece',
  克: 'gram',
  称重: 'gram',
  秤重: 'gram',
  gram: 'gram',
  g: 'gram',
}

/** @returns undefined for a word that is no unit of ours; kilograms would need other costs */
export function goodsUnitOf(cell: string): (typeof goodsUnits)[number] | undefined {
  return unitWords[cell.toLowerCase()]
}

const kindWords: Readonly<Record<string, (typeof goodsKinds)[number]>> = {
  商品: 'goods',
  服务: 'service',
  服務: 'service',
  运费: 'shipping',
  運費: 'shipping',
  小费: 'tip',
  小費: 'tip',
  礼品卡: 'gift-card',
  禮品卡: 'gift-card',
  押金: 'deposit',
}

/** @returns undefined for a word that is no kind */
export function goodsKindOf(cell: string): (typeof goodsKinds)[number] | undefined {
  return kindWords[cell] ?? goodsKinds.find(kind => kind === cell.toLowerCase().replace(' ', '-'))
}

/** What is written with digits, blanks, a plus and dashes only, as many as a phone has. */
export function isPhoneLike(cell: string): boolean {
  const digits = cell.normalize('NFKC').replace(/[\s()+-]|\.0$/g, '')
  return /^\d{5,15}$/.test(digits)
}
