import { weekdayOf } from '../shared/calendar.ts'
import { type Condition, weekdays } from './condition-schema.ts'
import { isSold, type SaleFacts } from './facts.ts'
import { readHours, readMoney } from './scalars.ts'
import type { Check, Scene } from './scene.ts'

/** The receipt as a whole: where, how much, how paid. */
export function basketChecks(condition: Condition): Check[] {
  const checks: Check[] = []
  const once = (word: string, holds: (scene: Scene) => boolean) => checks.push({ word, isAboutLines: false, holds })
  const { store, channel, tender, promoter } = condition
  const from = readMoney(condition['basket-from'])
  if (store) once('store', ({ sale }) => store.includes(sale.storeCode))
  if (from !== undefined) once('basket-from', ({ basketCents }) => basketCents >= from)
  const below = readMoney(condition['basket-below'])
  if (below !== undefined) once('basket-below', ({ basketCents }) => basketCents < below)
  const piecesFrom = condition['pieces-from']
  const piecesBelow = condition['pieces-below']
  if (piecesFrom !== undefined) once('pieces-from', ({ sale }) => piecesOf(sale) >= piecesFrom)
  if (piecesBelow !== undefined) once('pieces-below', ({ sale }) => piecesOf(sale) < piecesBelow)
  if (channel) once('channel', ({ sale }) => channel.includes(sale.channel))
  if (tender) once('tender', ({ sale }) => (sale.tenders ?? ['']).every(kind => tender.includes(kind)))
  if (promoter) once('promoter', ({ sale }) => sale.promoter !== null && promoter.includes(sale.promoter))
  return checks
}

/** Goods by the piece; weighed goods have none. */
function piecesOf({ lines }: SaleFacts): number {
  let pieces = 0
  for (const line of lines) if (!line.isWeighed && isSold(line)) pieces += line.units
  return pieces
}

/** When it is sold. */
export function timeChecks({ weekday, hours, from, through, month, 'month-day': monthDay }: Condition): Check[] {
  const checks: Check[] = []
  const once = (word: string, holds: (sale: SaleFacts) => boolean) =>
    checks.push({ word, isAboutLines: false, holds: ({ sale }) => holds(sale) })
  if (weekday) {
    const numbers = new Set(weekday.map(word => weekdays.indexOf(word)))
    once('weekday', sale => numbers.has(weekdayOf(sale.soldOn)))
  }
  const span = readHours(hours)
  if (span) once('hours', sale => sale.soldMinute >= span.fromMinute && sale.soldMinute < span.toMinute)
  if (from) once('from', sale => sale.soldOn >= from)
  if (through) once('through', sale => sale.soldOn <= through)
  if (month) once('month', sale => month.includes(Number(sale.soldOn.slice(5, 7))))
  if (monthDay) once('month-day', sale => monthDay.includes(Number(sale.soldOn.slice(8))))
  return checks
}
