import pino from 'pino'
import { openContext } from '../app.ts'
import { runNextBacktest } from '../modules/backtests/index.ts'
import { systemClock } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import { openDatabase } from '../platform/database.ts'
import { logOptions } from '../platform/log.ts'
import { runProcess } from '../platform/supervised-process.ts'

/** The process of back-tests: runs those that wait, one after another, and ends. */
const config = readConfig()
const log = pino(logOptions(config.logLevel, 'back-tests'))

runProcess({
  ownName: 'back-tests',
  ownDatabaseUrl: '',
  begin: async target => {
    const db = openDatabase(target, { connectionsMax: 4 })
    const context = await openContext({ db, config, clock: systemClock })
    const ending = new AbortController()
    const runAll = async () => {
      while (!ending.signal.aborted && (await runNextBacktest(context, ending.signal)) > 0);
    }
    // A failed one is marked; those behind it run when the background looks again.
    const work = runAll().catch(error => log.error({ err: error }, 'a back-test failed'))
    // Without its parent it ends, see supervised-process.ts; so it ends when nothing waits any more.
    void work.then(() => process.disconnect())
    return {
      stop: async () => {
        ending.abort()
        await work
        await db.close()
      },
    }
  },
})
