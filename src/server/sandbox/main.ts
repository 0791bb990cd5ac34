import { setTimeout as pause } from 'node:timers/promises'
import { openContext, wireApp } from '../app.ts'
import { dailyTasks, steadyTasks } from '../background.ts'
import { runNextBacktest } from '../modules/backtests/index.ts'
import { systemClock } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import { openDatabase } from '../platform/database.ts'
import { measureProcess } from '../platform/metrics-exchange.ts'
import { drainMs, runProcess } from '../platform/supervised-process.ts'
import { fillSandbox, openSandbox } from './open-sandbox.ts'
import { sandboxConfig } from './sandbox-place.ts'

/** The process of a sandbox: its pages, its API and its background in one. It knows no database but its own. */
const config = sandboxConfig(readConfig())
const tickMs = 1_000

runProcess({
  ownName: 'sandbox',
  ownDatabaseUrl: '',
  begin: async (target, name) => {
    const db = openDatabase(target, { connectionsMax: config.connectionsMax })
    const wall = await openContext({ db, config, clock: systemClock })
    const report = (error: unknown) => console.error('sandbox:', error)
    const sandbox = await openSandbox({ context: wall, onTrouble: report })
    await fillSandbox(sandbox)
    const app = await wireApp(sandbox.context, target, measureProcess(name), sandbox)
    const ending = new AbortController()
    const tasks = [...steadyTasks, { name: 'run-backtests', pauseMs: 1_000, run: runNextBacktest, isOfTheWall: false }]
    const loops = tasks.map(async task => {
      const context = task.isOfTheWall ? wall : sandbox.context
      await keepDoing(() => task.run(context), { pauseMs: task.pauseMs, report, signal: ending.signal })
    })
    for (const task of dailyTasks) if (task.isOfTheWall) await task.run(wall).catch(report)
    const ticking = setInterval(() => sandbox.time.wake(), tickMs)
    sandbox.time.wake()
    const address = await app.listen({ host: config.host, port: config.port })
    return {
      address,
      stop: async () => {
        clearInterval(ticking)
        ending.abort()
        await app.departure.leave({ noticeMs: 0, idleMs: 0, limitMs: drainMs })
        await app.close()
        await Promise.all([sandbox.time.stop(), ...loops])
        await db.close()
      },
    }
  },
})

type Doing = { pauseMs: number; report: (error: unknown) => void; signal: AbortSignal }

/** For ever, with a pause whenever there was nothing to do. A failure is told and tried again. */
async function keepDoing(run: () => Promise<number>, { pauseMs, report, signal }: Doing): Promise<void> {
  while (!signal.aborted) {
    const count = await run().catch(error => {
      report(error)
      return 0
    })
    if (count === 0) await pause(pauseMs, undefined, { signal }).catch(() => undefined)
  }
}
