import { anniversaryIn, type Day, daysBetween, weekdayOf } from '../shared/calendar.ts'
import { type Condition, weekdays } from './condition-schema.ts'
import type { MemberFacts, SaleFacts, SaleLine } from './facts.ts'
import { readHours, readMoney } from './scalars.ts'

/** What a condition can look at. The basket is what goods and services cost before the level price, in 分. */
export type Scene = { member: MemberFacts; sale: SaleFacts; basketCents: number }

/**
 * A compiled condition. `failing` says which word of it does not hold, or null when all hold; a condition on goods
 * is asked line by line, any other once per receipt (line null).
 */
export type Test = { isAboutLines: boolean; failing: (scene: Scene, line: SaleLine | null) => string | null }

type Check = { word: string; isAboutLines: boolean; holds: (scene: Scene, line: SaleLine | null) => boolean }

const always: Test = { isAboutLines: false, failing: () => null }

export function compileCondition(condition: Condition | undefined): Test {
  if (!condition) return always
  const checks = [
    ...memberChecks(condition),
    ...goodsChecks(condition),
    ...timeChecks(condition),
    ...nestedChecks(condition),
  ]
  return {
    isAboutLines: checks.some(check => check.isAboutLines),
    failing: (scene, line) => {
      for (const check of checks) if (!check.holds(scene, line)) return check.word
      return null
    },
  }
}

function memberChecks(condition: Condition): Check[] {
  const checks: Check[] = []
  const once = (word: string, holds: (scene: Scene) => boolean) => checks.push({ word, isAboutLines: false, holds })
  const { level, birthday, 'basket-from': basketFrom, 'first-purchase': firstPurchase, store } = condition
  if (level) once('level', ({ member }) => hasLevel(member, level))
  if (birthday)
    once(
      'birthday',
      ({ member, sale }) => member.birthday !== null && isBirthday(member.birthday, sale.soldOn, birthday),
    )
  if (firstPurchase !== undefined) {
    const word = firstPurchase ? 'first-purchase' : 'not-first-purchase'
    once(word, ({ member }) => member.hasBought !== firstPurchase)
  }
  if (store) once('store', ({ sale }) => store.includes(sale.storeCode))
  const cents = readMoney(basketFrom)
  if (cents !== undefined) once('basket-from', ({ basketCents }) => basketCents >= cents)
  return checks
}

/** In whichever track: the codes of levels are told apart over all of them. */
function hasLevel({ level, otherLevels }: MemberFacts, wanted: readonly string[]): boolean {
  if (level !== null && wanted.includes(level)) return true
  return otherLevels !== undefined && Object.values(otherLevels).some(other => wanted.includes(other))
}

function goodsChecks({ class: classes, brand, sku }: Condition): Check[] {
  const checks: Check[] = []
  const perLine = (word: string, words: readonly string[], read: (line: SaleLine) => string | null) => {
    const known = new Set(words)
    const has = (line: SaleLine) => {
      const value = read(line)
      return value !== null && known.has(value)
    }
    checks.push({ word, isAboutLines: true, holds: ({ sale }, line) => (line ? has(line) : sale.lines.some(has)) })
  }
  if (classes) perLine('class', classes, line => line.class)
  if (brand) perLine('brand', brand, line => line.brand)
  if (sku) perLine('sku', sku, line => line.sku)
  return checks
}

function timeChecks({ weekday, hours, from, through }: Condition): Check[] {
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
  return checks
}

function nestedChecks({ all, any, none }: Condition): Check[] {
  const checks: Check[] = []
  const add = (
    word: string,
    parts: readonly Condition[] | undefined,
    combine: (tests: readonly Test[], holds: (test: Test) => boolean) => boolean,
  ) => {
    if (!parts) return
    const tests = parts.map(compileCondition)
    checks.push({
      word,
      isAboutLines: tests.some(test => test.isAboutLines),
      holds: (scene, line) => combine(tests, test => test.failing(scene, line) === null),
    })
  }
  add('all', all, (tests, holds) => tests.every(holds))
  add('any', any, (tests, holds) => tests.some(holds))
  add('none', none, (tests, holds) => !tests.some(holds))
  return checks
}

/** The week of a birthday is the seven days around it; 29 February is celebrated on the 28th in common years. */
function isBirthday(birthday: Day, on: Day, span: 'day' | 'week' | 'month'): boolean {
  const monthDay = birthday.slice(5)
  if (span === 'month') return on.slice(5, 7) === monthDay.slice(0, 2)
  const daysMax = span === 'day' ? 0 : 3
  const year = Number(on.slice(0, 4))
  // A birthday in the first days of January has its week begin in December of the year before.
  return [year - 1, year, year + 1].some(
    candidate => Math.abs(daysBetween(anniversaryIn(candidate, monthDay), on)) <= daysMax,
  )
}
