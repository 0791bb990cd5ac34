import { addMonths, dayOf, startOfDay } from '../../shared/calendar.ts'
import { databaseName } from '../backups/restore-store.ts'
import type { Clock } from '../platform/clock.ts'
import { type ConnectionTarget, type Database, openDatabase } from '../platform/database.ts'
import { migrate } from '../platform/migrate.ts'
import { insertClock } from './clock-store.ts'
import { copyShop, createDatabase, dropDatabase } from './copy-store.ts'
import type { Contents } from './room.ts'
import { sandboxNameOf, sandboxTarget } from './sandbox-place.ts'

export type MakeSandbox = {
  shop: Database
  target: ConnectionTarget
  outside: Clock
  timeZone: string
  contents: Contents
}

/**
 * Makes the sandbox anew: an empty database, the shop's organisation, stores, goods, sign-ins and programs, and a clock.
 * With members it begins a year ago, and its own process lives that year (see sample-year.ts).
 * @returns where it is
 */
export async function makeSandbox({
  shop,
  target,
  outside,
  timeZone,
  contents,
}: MakeSandbox): Promise<ConnectionTarget> {
  const name = sandboxNameOf(await databaseName(shop))
  await dropDatabase(shop, name)
  await createDatabase(shop, name)
  const own = sandboxTarget(target, name)
  const db = openDatabase(own, { connectionsMax: 1 })
  try {
    await migrate(db)
    await copyShop(shop, db)
    const now = outside.now()
    await db.transaction(tx =>
      insertClock(tx, contents === 'empty' ? clockOfToday(now, timeZone) : clockOfAYearAgo(now, timeZone)),
    )
    return own
  } finally {
    await db.close()
  }
}

/** It runs on: limits within minutes, such as those on look-ups, end by themselves. */
function clockOfToday(now: Date, zone: string) {
  return {
    at: now,
    runsSince: now,
    runs: true,
    workedThrough: dayOf(now, zone),
    contents: 'empty' as const,
    isFilled: true,
  }
}

function clockOfAYearAgo(now: Date, zone: string) {
  const workedThrough = addMonths(dayOf(now, zone), -12)
  const at = startOfDay(workedThrough, zone)
  return { at, runsSince: null, runs: false, workedThrough, contents: 'members' as const, isFilled: false }
}

export async function removeSandbox(shop: Database): Promise<void> {
  await dropDatabase(shop, sandboxNameOf(await databaseName(shop)))
}

export async function existingSandbox(shop: Database, target: ConnectionTarget): Promise<ConnectionTarget> {
  return sandboxTarget(target, sandboxNameOf(await databaseName(shop)))
}
