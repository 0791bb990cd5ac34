// Does the daily tasks whenever the day of the moved clock changes. The product's own timetable follows the machine's
// clock, on which a run lasts minutes, so it would hardly ever come to them.
import { setTimeout as pause } from 'node:timers/promises'
import { openContext } from '../../../src/server/app.ts'
import { dailyTasks } from '../../../src/server/background.ts'
import { systemClock } from '../../../src/server/platform/clock.ts'
import { readConfig } from '../../../src/server/platform/config.ts'
import type { Context } from '../../../src/server/platform/context.ts'
import { openDatabase } from '../../../src/server/platform/database.ts'
import { runProcess } from '../../../src/server/platform/supervised-process.ts'
import { dayAt } from '../model/days.ts'

const config = readConfig()

runProcess({
  ownName: 'keeper',
  ownDatabaseUrl: config.databaseUrl,
  begin: async target => {
    const db = openDatabase(target, { connectionsMax: 2 })
    const context = await openContext({ db, config, clock: systemClock })
    const ending = new AbortController()
    const loop = keepDays(context, ending.signal)
    return {
      stop: async () => {
        ending.abort()
        await loop
        await db.close()
      },
    }
  },
})

/** On odd days the tasks come late, so that tills meet what has ended before the sweeper does; on even days seldom. */
const lateMs = 1_000
const isLateOn = (day: string) => Number(day.slice(-2)) % 2 === 1

async function keepDays(context: Context, ending: AbortSignal): Promise<void> {
  let doneFor = ''
  while (!ending.aborted) {
    const today = dayAt(systemClock.now().getTime())
    if (today !== doneFor) {
      if (isLateOn(today)) await pause(lateMs, undefined, { signal: ending }).catch(() => undefined)
      if (await doTasks(context)) doneFor = today
    }
    await pause(100, undefined, { signal: ending }).catch(() => undefined)
  }
}

/** @returns whether all succeeded; while the database is away they cannot, and are tried again */
async function doTasks(context: Context): Promise<boolean> {
  try {
    for (const task of dailyTasks) await task.run(context)
    return true
  } catch (error) {
    if (!isExpected(error)) console.error(error)
    return false
  }
}

/** The database was killed, as it should be, or a task met the one of another process. */
function isExpected(error: unknown): boolean {
  return error instanceof Error && /terminat|ECONN|ENOENT|EPIPE|recovery|starting up|shutting down/i.test(String(error))
}
