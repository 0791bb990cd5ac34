import { setTimeout as pause } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'
import pino from 'pino'
import { openContext } from './app.ts'
import { type BackgroundTask, dailyTasks, steadyTasks } from './background.ts'
import { systemClock } from './platform/clock.ts'
import { readConfig } from './platform/config.ts'
import type { Context } from './platform/context.ts'
import { type ConnectionTarget, openDatabase } from './platform/database.ts'
import { runProcess } from './platform/supervised-process.ts'

/** The background process: everything that happens without a request. */
const config = readConfig()
const log = pino({ level: config.logLevel })

runProcess({
  ownDatabaseUrl: config.databaseUrl,
  begin: async target => {
    const db = openDatabase(target, { connectionsMax: 4 })
    const context = await openContext({ db, config, clock: systemClock })
    const boss = await startDailyTasks(target, context)
    const ending = new AbortController()
    const loops = steadyTasks.map(task => keepRunning(task, context, ending.signal))
    return {
      stop: async () => {
        ending.abort()
        await Promise.all([...loops, boss.stop({ graceful: true, timeout: 5_000 })])
        await db.close()
      },
    }
  },
})

/** pg-boss keeps the timetable in the database: however many background processes run, each day's task runs in one of them. */
async function startDailyTasks(target: ConnectionTarget, context: Context): Promise<PgBoss> {
  const boss = new PgBoss({ ...target, schema: 'jobs', max: 2 })
  boss.on('error', error => log.error({ err: error }, 'pg-boss'))
  await boss.start()
  for (const task of dailyTasks) {
    await boss.createQueue(task.name, { policy: 'short' })
    await boss.work(task.name, { pollingIntervalSeconds: 10 }, () => runOnce(task, context))
    await boss.schedule(task.name, task.cron, {}, { tz: context.timeZone })
    await boss.send(task.name, {}, {})
  }
  return boss
}

async function runOnce(task: BackgroundTask, context: Context): Promise<void> {
  const count = await task.run(context)
  if (count > 0) log.info({ task: task.name, count }, 'done')
}

/** Runs a task for ever. A failure is told and tried again after a moment; nothing here ends the process. */
async function keepRunning(task: (typeof steadyTasks)[number], context: Context, ending: AbortSignal): Promise<void> {
  while (!ending.aborted) {
    try {
      const count = await task.run(context)
      if (count > 0) continue
    } catch (error) {
      log.error({ err: error, task: task.name }, 'failed; will be tried again')
    }
    await pause(task.pauseMs, undefined, { signal: ending }).catch(() => undefined)
  }
}
