import { buildApp } from './app.ts'
import { systemClock } from './platform/clock.ts'
import { readConfig } from './platform/config.ts'
import { openDatabase } from './platform/database.ts'
import { runProcess } from './platform/supervised-process.ts'

/** The web process: pages and API. Any number of them may run against one database. */
const config = readConfig()

runProcess({
  ownDatabaseUrl: config.databaseUrl,
  begin: async target => {
    const db = openDatabase(target, { connectionsMax: config.connectionsMax })
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
