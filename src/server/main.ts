import { buildApp } from './app.ts'
import { systemClock } from './platform/clock.ts'
import { readConfig } from './platform/config.ts'
import { openDatabase } from './platform/database.ts'
import { runProcess } from './platform/supervised-process.ts'

/** The web process: pages and API. Any number of them may run against one database. */
const config = readConfig()
/** So many requests may wait for a connection to read; who would wait longer is told to come again. */
const readersGate = { waitingMax: 1_000, patienceMs: 2_000 }

runProcess({
  ownDatabaseUrl: config.databaseUrl,
  begin: async target => {
    const db = openDatabase(target, { connectionsMax: config.connectionsMax, gate: readersGate })
    const app = await buildApp({ db, target, config, clock: systemClock })
    const address = await app.listen({ host: config.host, port: config.port })
    return {
      address,
      stop: async () => {
        await app.close()
        await db.close()
      },
    }
  },
})
