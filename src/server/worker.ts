import type { Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'
import pino from 'pino'
import { openContext } from './app.ts'
import { type BackgroundTask, dailyTasks, steadyTasks } from './background.ts'
import { startBacktestProcess, watchBacktests } from './backtest-process/index.ts'
import { systemClock } from './platform/clock.ts'
import { readConfig } from './platform/config.ts'
import type { Context } from './platform/context.ts'
import { type ConnectionTarget, openDatabase } from './platform/database.ts'
import { logOptions } from './platform/log.ts'
import { type Metrics, watchConnections } from './platform/metrics.ts'
import { measureProcess } from './platform/metrics-exchange.ts'
import { listenForMetrics } from './platform/metrics-listener.ts'
import { runProcess } from './platform/supervised-process.ts'
import { type KeepSandbox, SandboxKeeper, startSandboxProcess } from './sandbox/index.ts'
import { type TaskWatch, watchTasks } from './task-metrics.ts'

/** The background process: everything that happens without a request. */
const config = readConfig()
const log = pino(logOptions(config.logLevel, 'background'))

runProcess({
  ownName: 'background',
  ownDatabaseUrl: config.databaseUrl,
  begin: async (target, name) => {
    const db = openDatabase(target, { connectionsMax: 4 })
    const context = await openContext({ db, config, clock: systemClock })
    const { metrics } = measureProcess(name)
    watchConnections(metrics, db)
    const ending = new AbortController()
    const working = { context, watch: watchTasks(metrics), ending: ending.signal }
    const boss = await startDailyTasks(target, working)
    const keeper = keepSandbox({ db, target, timeZone: context.timeZone })
    const tasks = [
      ...steadyTasks,
      { name: 'run-backtests', pauseMs: 1_000, run: watchBacktests({ start: () => startBacktestProcess(target) }) },
      { name: 'keep-sandbox', pauseMs: 1_000, run: () => keeper.look() },
    ]
    const loops = tasks.map(task => keepRunning(task, working, ending.signal))
    const listener = await openListener(metrics)
    return {
      stop: async () => {
        ending.abort()
        listener?.close()
        await Promise.all([...loops, boss.stop({ graceful: true, timeout: 5_000 })])
        await keeper.stop()
        await db.close()
      },
    }
  },
})

function keepSandbox(parts: Pick<KeepSandbox, 'db' | 'target' | 'timeZone'>): SandboxKeeper {
  const onTrouble = (error: unknown) => log.error({ err: error }, 'the sandbox could not be made or started')
  return new SandboxKeeper({ ...parts, clock: systemClock, start: startSandboxProcess, onTrouble })
}

type Working = { context: Context; watch: TaskWatch; ending: AbortSignal }

async function openListener(metrics: Metrics): Promise<Server | undefined> {
  const { host, metricsPort, metricsToken } = config
  if (process.send || metricsPort === 0) return undefined
  return listenForMetrics(metrics, { host, port: metricsPort, token: metricsToken })
}

/** pg-boss keeps the timetable in the database: however many background processes run, each day's task runs in one of them. */
async function startDailyTasks(target: ConnectionTarget, working: Working): Promise<PgBoss> {
  const boss = new PgBoss({ ...target, schema: 'jobs', max: 2 })
  boss.on('error', error => log.error({ err: error }, 'pg-boss'))
  await boss.start()
  for (const task of dailyTasks) {
    await boss.createQueue(task.name, { policy: 'short' })
    await boss.work(task.name, { pollingIntervalSeconds: 10 }, () => runOnce(task, working))
    await boss.schedule(task.name, task.cron, {}, { tz: working.context.timeZone })
    await boss.send(task.name, {}, {})
  }
  return boss
}

async function runOnce(task: BackgroundTask, working: Working): Promise<void> {
  const beganAt = performance.now()
  try {
    const count = await runWatched(task, working)
    log.info({ task: task.name, count, ms: Math.round(performance.now() - beganAt) }, 'done')
  } catch (error) {
    log.error({ err: error, task: task.name }, 'failed; will be tried again at the next time of its timetable')
    throw error
  }
}

/** Runs a task, timed and counted. A line of the steady ones is written only where each is wanted: they never rest. */
async function runWatched(task: BackgroundTask, { context, watch, ending }: Working): Promise<number> {
  const beganAt = performance.now()
  const count = await watch(task, () => task.run(context, ending))
  if (count > 0) log.debug({ task: task.name, count, ms: Math.round(performance.now() - beganAt) }, 'ran')
  return count
}

/** Runs a task for ever. A failure is told and tried again after a moment; nothing here ends the process. */
async function keepRunning(task: (typeof steadyTasks)[number], working: Working, ending: AbortSignal): Promise<void> {
  while (!ending.aborted) {
    try {
      if ((await runWatched(task, working)) > 0) continue
    } catch (error) {
      log.error({ err: error, task: task.name }, 'failed; will be tried again')
    }
    await pause(task.pauseMs, undefined, { signal: ending }).catch(() => undefined)
  }
}
