import { addDays } from '../shared/calendar.ts'
import { daysOfMonth, isMeant } from './check-days.ts'
import { askedBy, canonical } from './compare-conditions.ts'
import type { Condition, EarnRule } from './document.ts'
import type { Finding } from './findings.ts'
import type { ParsedProgram } from './parse.ts'
import { plainGift } from './plain-rules.ts'

/** Two multipliers on some of the same days, of which one is always thrown away. */
export function checkOverlappingTimes({ document, at }: ParsedProgram): Finding[] {
  if (document.earning?.multipliers === 'all') return []
  const rules = (document.earning?.rules ?? []).map(plainGift)
  return rules.flatMap((rule, index) => {
    const other = rules.slice(0, index).find(earlier => overlaps(earlier, rule))
    if (!other) return []
    const values = { rule: rule.rule, other: other.rule }
    return [at(['earning', 'rules', index], 'periods-overlap', values, 'warning')]
  })
}

function overlaps(a: EarnRule, b: EarnRule): boolean {
  if (a.times === undefined || b.times === undefined || a.group !== b.group) return false
  return (a.asset ?? '') === (b.asset ?? '') && daysMeet(a.when, b.when)
}

/** Both are for certain days, some of which are the same, and ask for the same besides. */
export function daysMeet(a: Condition | undefined, b: Condition | undefined): boolean {
  const [one, other] = [partsOf(a), partsOf(b)]
  if (canonical(one.rest) !== canonical(other.rest) || canonical(one.days) === canonical(other.days)) return false
  return areDated(one.days) && areDated(other.days) && someDay(one.days, other.days)
}

/** A condition without nested parts as its words about days and all others. */
function partsOf(condition: Condition | undefined): { days: Condition; rest: Condition } {
  const { from, through, month, weekday, 'month-day': monthDay, ...rest } = flat(condition ?? {})
  const days = {
    ...(from === undefined ? {} : { from }),
    ...(through === undefined ? {} : { through }),
    ...(month ? { month } : {}),
    ...(weekday ? { weekday } : {}),
    ...(monthDay ? { 'month-day': monthDay } : {}),
  }
  return { days, rest }
}

/** The parts of `all` side by side, where no word stands in two of them. */
function flat(condition: Condition): Condition {
  const asked = askedBy(condition).map(({ words }) => words)
  const words = asked.flatMap(part => Object.keys(part))
  return new Set(words).size === words.length ? Object.assign({}, ...asked) : condition
}

function areDated(days: Condition): boolean {
  return Object.keys(days).length > 0
}

/** Between two ends day by day; where one is open, every date comes, and on each day of the week some year. */
function someDay(a: Condition, b: Condition): boolean {
  const bounds = [a, b]
  const months = common(a.month, b.month) ?? daysOfMonth.map((_, index) => index + 1)
  const dates = common(a['month-day'], b['month-day']) ?? [1]
  const hasDate = months.some(month => dates.some(date => date <= (daysOfMonth[month - 1] ?? 0)))
  if (!hasDate || common(a.weekday, b.weekday)?.length === 0) return false
  const from = bounds
    .flatMap(({ from: first }) => first ?? [])
    .toSorted()
    .at(-1)
  const through = bounds.flatMap(({ through: last }) => last ?? []).toSorted()[0]
  if (from === undefined || through === undefined) return true
  const asked = bounds.map(words => ({ words, path: [] }))
  for (let day = from; day <= through; day = addDays(day, 1)) if (asked.every(part => isMeant(part, day))) return true
  return false
}

function common<Word>(a: readonly Word[] | undefined, b: readonly Word[] | undefined): readonly Word[] | undefined {
  return a && b ? a.filter(one => b.includes(one)) : (a ?? b)
}
