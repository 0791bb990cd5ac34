import { addDays, addMonths, type Day, endOfMonth, startOfMonth } from '../../../shared/calendar.ts'

export type Period = { from: Day; to: Day }
export const periodNames = ['thisMonth', 'lastMonth', 'last12Months'] as const
export type PeriodName = (typeof periodNames)[number]

/** Twelve months are the eleven whole ones before this month, and this month so far. */
export function periodFor(name: PeriodName, today: Day): Period {
  const thisMonth = startOfMonth(today)
  switch (name) {
    case 'thisMonth':
      return { from: thisMonth, to: today }
    case 'lastMonth':
      return { from: addMonths(thisMonth, -1), to: endOfMonth(addDays(thisMonth, -1)) }
    case 'last12Months':
      return { from: addMonths(thisMonth, -11), to: today }
  }
}

/** The period of an address; without a complete one, the last twelve months. */
export function periodOf({ from, to }: { from?: Day; to?: Day }, today: Day): Period {
  return from && to && from <= to ? { from, to } : periodFor('last12Months', today)
}

export function nameOf({ from, to }: Period, today: Day): PeriodName | 'custom' {
  const same = (name: PeriodName) => {
    const period = periodFor(name, today)
    return period.from === from && period.to === to
  }
  return periodNames.find(same) ?? 'custom'
}
