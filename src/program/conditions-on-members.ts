import { addPeriod, anniversaryIn, type Day, daysBetween } from '../shared/calendar.ts'
import type { Condition } from './condition-schema.ts'
import type { MemberFacts } from './facts.ts'
import { readPeriod } from './scalars.ts'
import type { Check, Scene } from './scene.ts'

/** Where the member stands. */
export function memberChecks(condition: Condition): Check[] {
  const checks: Check[] = []
  const once = (word: string, holds: (scene: Scene) => boolean) => checks.push({ word, isAboutLines: false, holds })
  const { level, birthday, 'first-purchase': firstPurchase } = condition
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
  const held = condition['points-held-from']
  if (typeof held === 'number')
    once('points-held-from', ({ member, firstAsset }) => (member.usable[firstAsset] ?? 0) >= held)
  else if (held)
    for (const [asset, points] of Object.entries(held))
      once('points-held-from', ({ member }) => (member.usable[asset] ?? 0) >= points)
  return checks
}

/** Who the member is. What nobody knows of a member holds for nobody. */
export function personChecks(condition: Condition): Check[] {
  const checks: Check[] = []
  const once = (word: string, holds: (member: MemberFacts, on: Day) => boolean) =>
    checks.push({ word, isAboutLines: false, holds: ({ member, sale }) => holds(member, sale.soldOn) })
  const { segment, attribute, gender, 'age-from': ageFrom, 'age-below': ageBelow } = condition
  if (segment) once('segment', member => segment.some(code => member.segments.includes(code)))
  for (const [name, values] of Object.entries(attribute ?? {}))
    once('attribute', ({ attributes }) => {
      const held = Object.hasOwn(attributes, name) ? attributes[name] : undefined
      return Array.isArray(held) ? values.some(value => held.includes(value)) : values.includes(String(held ?? ''))
    })
  if (gender) once('gender', member => member.gender !== null && gender.includes(member.gender))
  if (ageFrom !== undefined) once('age-from', ({ birthday }, on) => birthday !== null && ageOn(birthday, on) >= ageFrom)
  if (ageBelow !== undefined)
    once('age-below', ({ birthday }, on) => birthday !== null && ageOn(birthday, on) < ageBelow)
  const ways = condition['joined-by']
  if (ways) once('joined-by', ({ joinedBy }) => typeof joinedBy === 'string' && ways.includes(joinedBy))
  const within = readPeriod(condition['joined-within'])
  if (within) once('joined-within', ({ joinedOn }, on) => on <= addPeriod(joinedOn, within))
  return checks
}

/** Full years, by the day on which the birthday is celebrated. */
function ageOn(birthday: Day, on: Day): number {
  const year = Number(on.slice(0, 4))
  const age = year - Number(birthday.slice(0, 4))
  return on < anniversaryIn(year, birthday.slice(5)) ? age - 1 : age
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

/** In whichever track: the codes of levels are told apart over all of them. */
function hasLevel({ level, otherLevels }: MemberFacts, wanted: readonly string[]): boolean {
  if (level !== null && wanted.includes(level)) return true
  return otherLevels !== undefined && Object.values(otherLevels).some(other => wanted.includes(other))
}
