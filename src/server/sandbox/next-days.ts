import { anniversaryIn, type Day, dayOf } from '../../shared/calendar.ts'
import { findNextExpiry } from '../modules/ledger/index.ts'
import { findNextReview } from '../modules/levels/index.ts'
import { type Birthdays, findBirthdayCounts } from '../modules/members/index.ts'
import type { ProgramBook } from '../modules/programs/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Transaction } from '../platform/database.ts'

export type NextDays = {
  expiry: { at: Date; points: number; members: number } | null
  review: { day: Day; members: number } | null
  birthday: { day: Day; members: number } | null
  release: { at: Date; programCode: string; version: number } | null
}

import { standingReleases } from './live-day.ts'

/** Whoever looks from inside a transaction sees what it has written. */
export type Looking = { db: Transaction; clock: Clock; timeZone: string }

/** What comes next of each kind, so that nobody has to guess how far to go. */
export async function findNextDays({ db, clock, timeZone }: Looking, programs: ProgramBook): Promise<NextDays> {
  const now = clock.now()
  const today = dayOf(now, timeZone)
  await programs.refresh()
  const [expiry, review, birthdays] = await Promise.all([
    findNextExpiry(db, now),
    findNextReview(db, today),
    findBirthdayCounts(db),
  ])
  const [release] = standingReleases(programs)
    .filter(({ inForceFrom }) => inForceFrom > now)
    .sort((a, b) => a.inForceFrom.getTime() - b.inForceFrom.getTime())
  return {
    expiry: expiry ?? null,
    review: review ?? null,
    birthday: nextBirthday(birthdays, today),
    release: release ? { at: release.inForceFrom, programCode: release.programCode, version: release.version } : null,
  }
}

/** The first day after today on which somebody celebrates: those of 29 February on the 28th of common years. */
export function nextBirthday(birthdays: readonly Birthdays[], today: Day): NextDays['birthday'] {
  const year = Number(today.slice(0, 4))
  const coming = birthdays.map(({ monthDay, members }) => {
    const thisYear = anniversaryIn(year, monthDay)
    return { day: thisYear > today ? thisYear : anniversaryIn(year + 1, monthDay), members }
  })
  const first = coming.map(({ day }) => day).sort()[0]
  if (first === undefined) return null
  return { day: first, members: coming.reduce((sum, { day, members }) => sum + (day === first ? members : 0), 0) }
}
