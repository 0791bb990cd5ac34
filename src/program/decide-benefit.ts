import { addDays, anniversaryIn, type Day, dayOf, endOfMonth, minuteOf, startOfDay } from '../shared/calendar.ts'
import { benefitScope } from './benefit-words.ts'
import type { CompiledLimit, CompiledProgram } from './compiled.ts'
import type { BenefitKind, CompiledBenefit, Usable } from './compiled-benefits.ts'
import { type Occasion, sceneOf } from './decide-occasion.ts'
import { levelsHeld, type MemberFacts } from './facts.ts'
import { bindingOf, limitText, roomOf, type UsedNow } from './limits.ts'
import { type Reason, reason } from './reasons.ts'

/** The word of a benefit's condition that does not hold for a member now; null: the member has it. */
export function benefitMissing(
  program: CompiledProgram,
  benefit: CompiledBenefit,
  { member, moment }: { member: MemberFacts; moment: Omit<Occasion, 'code'> },
): string | null {
  if (benefit.levels && !levelsHeld(member).some(level => benefit.levels?.includes(level))) return 'level'
  return benefit.test.failing(sceneOf(program, member, { code: 'benefit', ...moment }), null)
}

/** What is issued once: its period, and the days on which it can be used; `through` null: without end. */
export type Term = { period: string; from: Day; through: Day | null }

/** So many days around a birthday: before it at most 99, after it at most 999. */
export function daysAroundBirthday(usable: Usable): { before: number; after: number } {
  switch (usable.kind) {
    case 'around':
      return usable
    case 'days':
      return { before: 0, after: usable.days }
    case 'usual':
      return { before: 0, after: 30 }
  }
}

/**
 * The birthday whose window holds a day: the nearest one to come, else the last. A window may cross New Year; its period is
 * the year of the birthday itself. Null outside of every window.
 */
export function birthdayTerm(usable: Usable, birthday: Day, on: Day): Term | null {
  const { before, after } = daysAroundBirthday(usable)
  const year = Number(on.slice(0, 4))
  for (const candidate of [year + 1, year, year - 1]) {
    if (candidate <= Number(birthday.slice(0, 4))) continue
    const anniversary = anniversaryIn(candidate, birthday.slice(5))
    const [from, through] = [addDays(anniversary, -before), addDays(anniversary, after)]
    if (from <= on && on <= through) return { period: `birthday/${candidate}`, from, through }
  }
  return null
}

/** What the first of a month brings, asked on any day of it. */
export function monthTerm(usable: Usable, on: Day): Term {
  const from: Day = `${on.slice(0, 7)}-01`
  const through = usable.kind === 'days' ? addDays(from, usable.days) : endOfMonth(from)
  return { period: `month/${on.slice(0, 7)}`, from, through }
}

/** What something that happened on a day brings, once in the life of a member. */
export function onceTerm(usable: Usable, period: string, on: Day): Term {
  return { period, from: on, through: usable.kind === 'days' ? addDays(on, usable.days) : null }
}

type Issued = Extract<BenefitKind, { kind: 'issued' }>

/** What an activity brings of one benefit, or why it brings nothing; `used` counts only where it is issued. */
export type ActivityBenefit = {
  benefit: CompiledBenefit
  content: Issued
  whyNot: Reason | null
  used: readonly UsedNow[]
}

function benefitsOfActivity({ benefits }: Pick<CompiledProgram, 'benefits'>, code: string) {
  return benefits.flatMap(benefit =>
    benefit.content.kind === 'issued' && benefit.content.activity === code
      ? [{ benefit, content: benefit.content }]
      : [],
  )
}

/** The limits that an activity counts in beside those of rules: a checkout never asks for them. */
export function limitsOfActivity(program: Pick<CompiledProgram, 'benefits'>, code: string): CompiledLimit[] {
  return benefitsOfActivity(program, code).flatMap(({ content }) => content.limits)
}

/** Decides which benefits an activity brings to a member, each within its limits. */
export function decideActivityBenefits(
  program: CompiledProgram,
  member: MemberFacts,
  { code, ...moment }: Occasion,
): ActivityBenefit[] {
  return benefitsOfActivity(program, code).map(({ benefit, content }) => {
    const { benefit: rule, name } = benefit
    const missing = benefitMissing(program, benefit, { member, moment })
    const left = roomOf(content.limits, member.used)
    const whyNot =
      missing !== null
        ? reason('rule-not-applied', rule, { name, condition: missing })
        : left.room.times === 0
          ? reason('limit-reached', rule, { name, limit: limitText(bindingOf(left)) })
          : null
    return { benefit, content, whyNot, used: [{ scope: benefitScope(rule), points: 0, times: 1 }] }
  })
}

/** The calendar period that a counted service counts in, by the day: "2026" or "2026-03". */
export function countingPeriod(period: 'year' | 'month', on: Day): string {
  return period === 'year' ? on.slice(0, 4) : on.slice(0, 7)
}

/** How often a member has a counted service in the running period; null where the benefit counts nothing for their levels. */
export function shareFor({ content }: CompiledBenefit, member: MemberFacts) {
  if (content.kind !== 'counted') return null
  if (content.everybody) return content.everybody
  const shares = levelsHeld(member).flatMap(level => content.shares[level] ?? [])
  const inYear = ({ amount, period }: (typeof shares)[number]) => amount * (period === 'month' ? 12 : 1)
  return shares.toSorted((a, b) => inYear(b) - inYear(a))[0] ?? null
}

/** How many days early a benefit sells to a member who has it. */
export function daysOfBenefit({ content }: CompiledBenefit, member: MemberFacts): number {
  if (content.kind !== 'early') return 0
  return Math.max(content.days, ...levelsHeld(member).map(level => content.daysOfLevel?.[level] ?? 0))
}

export type EarlyAccess = { benefit: CompiledBenefit; days: number }

/** The benefit by which a member buys before everybody else, and how many days; of several, the one of most days. */
export function earlyAccessOf(
  program: CompiledProgram,
  asked: { member: MemberFacts; moment: Omit<Occasion, 'code'> },
): EarlyAccess | null {
  const held = program.benefits.filter(benefit => benefitMissing(program, benefit, asked) === null)
  const early = held.map(benefit => ({ benefit, days: daysOfBenefit(benefit, asked.member) }))
  return early.filter(({ days }) => days > 0).toSorted((a, b) => b.days - a.days)[0] ?? null
}

/** When somebody who buys so many days early may buy: on an earlier day, at the same time of day. */
export function onSaleFor(launch: Date, days: number, zone: string): Date {
  if (days === 0) return launch
  const start = startOfDay(addDays(dayOf(launch, zone), -days), zone)
  return new Date(start.getTime() + minuteOf(launch, zone) * 60_000)
}
