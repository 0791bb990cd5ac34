import { createContext, useContext, useMemo } from 'react'
import { type Day, dayOf } from '../../shared/calendar.ts'
import type { Language } from '../../shared/languages.ts'
import { useLanguage } from './language.ts'
import { pageNow } from './page-now.ts'

/** Whose money and whose midnight. Until somebody is signed in, those of the default locale. */
export type Locality = { timeZone: string; currency: string }

export const LocalityContext = createContext<Locality>({ timeZone: 'Asia/Shanghai', currency: 'CNY' })

/** The symbol alone ("¥", not "CN¥"): a shop knows its own currency. */
function symbolOf(currency: string): string {
  const parts = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0)
  return parts.find(part => part.type === 'currency')?.value ?? currency
}

/** Money from 分, exact at every size: "−¥1,234.50". */
export function moneyText(cents: number, symbol: string): string {
  const whole = Math.floor(Math.abs(cents) / 100)
  const rest = String(Math.abs(cents) % 100).padStart(2, '0')
  return `${cents < 0 ? '−' : ''}${symbol}${whole.toLocaleString('en')}.${rest}`
}

/** Reads money as people type it ("12", "12.5", "１２.５０"); null for anything that is not whole 分. */
export function centsOf(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[,\s¥$]/g, '')
  const match = /^(\d{1,13})(?:\.(\d{0,2}))?$/.exec(plain)
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null
}

function formatsFor(language: Language, { timeZone, currency }: Locality) {
  const symbol = symbolOf(currency)
  const dayFormat = new Intl.DateTimeFormat(language, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
  })
  const monthFormat = new Intl.DateTimeFormat(language, { timeZone: 'UTC', year: 'numeric', month: 'short' })
  const instantFormat = new Intl.DateTimeFormat(language, {
    timeZone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const countFormat = new Intl.NumberFormat('en')
  return {
    timeZone,
    symbol,
    money: (cents: number) => moneyText(cents, symbol),
    /** For sentences: without .00. */
    shortMoney: (cents: number) => moneyText(cents, symbol).replace(/\.00$/, ''),
    /** Whole yuan, for the axis of a chart. */
    roundMoney: (cents: number) => `${symbol}${countFormat.format(Math.round(cents / 100))}`,
    count: (value: number) => countFormat.format(value).replace('-', '−'),
    signed: (value: number) => `${value > 0 ? '+' : ''}${countFormat.format(value).replace('-', '−')}`,
    percent: (share: number) => `${(share * 100).toFixed(1)}%`,
    day: (day: Day) => dayFormat.format(new Date(`${day}T00:00:00Z`)),
    month: (month: string) => monthFormat.format(new Date(`${month.slice(0, 7)}-01T00:00:00Z`)),
    instant: (instant: string) => instantFormat.format(new Date(instant)),
    /** The local day of an instant, written out. */
    dayOfInstant: (instant: string) => dayFormat.format(new Date(`${dayOf(new Date(instant), timeZone)}T00:00:00Z`)),
    /** An end is exclusive: what ends at midnight can last be used the day before. */
    lastDayBefore: (end: string) =>
      dayFormat.format(new Date(`${dayOf(new Date(Date.parse(end) - 1), timeZone)}T00:00:00Z`)),
    today: (): Day => dayOf(pageNow(), timeZone),
  }
}

export type Formats = ReturnType<typeof formatsFor>

/** The one place where money, counts, days and instants become text. */
export function useFormats(): Formats {
  const language = useLanguage()
  const locality = useContext(LocalityContext)
  return useMemo(() => formatsFor(language, locality), [language, locality])
}
