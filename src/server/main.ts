import { buildApp } from './app.ts'
import { systemClock } from './platform/clock.ts'
import { readConfig } from './platform/config.ts'
import { openDatabase } from './platform/database.ts'
import { measureProcess } from './platform/metrics-exchange.ts'
import { drainMs, runProcess } from './platform/supervised-process.ts'

/** The web process: pages and API. Any number of them may run against one database. */
const config = readConfig()
/** So many requests may wait for a connection to read; who would wait longer is told to come again. */
const readersGate = { waitingMax: 1_000, patienceMs: 2_000 }
const noticeMs = config.leaveSeconds * 1_000

/** As long as a client may rest between two requests without finding its connection closed under the second. */
const idleMs = 5_000

runProcess({
  ownName: 'web',
  ownDatabaseUrl: config.databaseUrl,
  noticeMs,
  begin: async (target, name) => {
    const exchange = measureProcess(name)
    const db = openDatabase(target, { connectionsMax: config.connectionsMax, gate: readersGate })
    const app = await buildApp({ db, target, config, clock: systemClock, exchange })
    const address = await app.listen({ host: config.host, port: config.port })
    return {
      address,
      stop: async ({ isHandOver }) => {
        // Where nobody takes over, new connections are refused anyway, so that idle ones have nothing to wait for.
        const leaving = isHandOver ? { noticeMs: 0, idleMs } : { noticeMs, idleMs: 0 }
        const cut = await app.departure.leave({ ...leaving, limitMs: drainMs })
        if (cut > 0) app.log.warn({ connections: cut, seconds: drainMs / 1_000 }, 'cut: not finished in time')
        await app.close()
        await db.close()
      },
    }
  },
})
