import { addDays, anniversaryIn, type Day, startOfDay } from '../../shared/calendar.ts'
import { dailyTasks, relay } from '../background.ts'
import { findBackgroundEntries } from '../modules/ledger/index.ts'
import { findReviewOutcomes, findReviewsDue } from '../modules/levels/index.ts'
import { findBornOn } from '../modules/members/index.ts'
import type { ProgramBook } from '../modules/programs/index.ts'
import type { Context } from '../platform/context.ts'
import { databaseNow, findToldReleases } from './clock-store.ts'
import type { DiaryFacts } from './diary.ts'

/** More than a sandbox has members by far; were there more, the others' reviews would be held all the same, only not told. */
const reviewsToldMax = 10_000

/**
 * Does the work of one day at its midnight, where the clock stands: what the shop's background does in the first hours
 * of the day, in the same order. @returns what it brought
 */
export async function liveDay(
  context: Context,
  { day, programs }: { day: Day; programs: ProgramBook },
): Promise<DiaryFacts[]> {
  const { db, clock } = context
  const began = await databaseNow(db)
  const reviews = await findReviewsDue(db, { today: day, max: reviewsToldMax, except: [] })
  for (const task of dailyTasks) if (!task.isOfTheWall) await task.run(context)
  // News that is put off for a later try waits for the steady work; here only what is due.
  while ((await relay(context)) > 0);
  const bornOn = await findBornOn(db, birthdaysOn(day))
  const entries = await findBackgroundEntries(db, began)
  const outcomes = await findReviewOutcomes(db, day, reviews)
  return [
    ...(await findReleases(context, { day, through: clock.now(), programs })),
    ...bornOn.map((memberId): DiaryFacts => ({ kind: 'birthday', memberId })),
    ...entries.map(({ kind, ...entry }): DiaryFacts => ({ kind: 'entry', entry: kind, ...entry })),
    ...outcomes.map(({ memberId, programCode, level, from, nextReviewOn, reasons }): DiaryFacts => {
      return { kind: 'reviewed', memberId, programCode, level, from, nextReviewOn, reasons }
    }),
  ]
}

/** Versions that came into force since the day before a day began, and that the diary does not tell of yet. */
export async function findReleases(
  { db, timeZone }: Pick<Context, 'db' | 'timeZone'>,
  { day, through, programs }: { day: Day; through: Date; programs: ProgramBook },
): Promise<DiaryFacts[]> {
  const after = startOfDay(addDays(day, -1), timeZone)
  // Published a moment ago counts: nobody asks a second time for a day that has passed.
  await programs.reread()
  const released = standingReleases(programs).filter(({ inForceFrom }) => inForceFrom > after && inForceFrom <= through)
  if (released.length === 0) return []
  const told = new Set((await findToldReleases(db)).map(nameOfRelease))
  return released
    .filter(release => !told.has(nameOfRelease(release)))
    .map(({ programCode, number, version }): DiaryFacts => ({ kind: 'released', programCode, number, version }))
}

const nameOfRelease = ({ programCode, number }: { programCode: string; number: number }) => `${programCode} ${number}`

/** Those of all programs that count. */
export function standingReleases(programs: ProgramBook) {
  return programs.newest().flatMap(({ programCode }) => programs.standing(programCode))
}

/** The birthdays, without their year, that are celebrated on a day: those of 29 February on the 28th of common years. */
export function birthdaysOn(day: Day): string[] {
  const own = day.slice(5)
  const year = Number(day.slice(0, 4))
  return own === '02-28' && anniversaryIn(year, '02-29') === day ? [own, '02-29'] : [own]
}
