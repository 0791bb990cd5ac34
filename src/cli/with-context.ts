import { openContext } from '../server/app.ts'
import { findOrganisation } from '../server/modules/organisation/index.ts'
import { systemClock } from '../server/platform/clock.ts'
import { readConfig } from '../server/platform/config.ts'
import type { Context } from '../server/platform/context.ts'
import { openDatabase } from '../server/platform/database.ts'
import { migrate } from '../server/platform/migrate.ts'
import { withDatabaseServer } from './database-server.ts'

/** Connections of a command: one writes, the others read ahead. */
const connectionsMax = 4

/** Does the work of one command against the database of this project, whether the system runs or not. */
export async function withContext<Result>(work: (context: Context) => Promise<Result>): Promise<Result> {
  const config = readConfig()
  return withDatabaseServer({ config, log: sentence => console.error(sentence) }, async target => {
    const db = openDatabase(target, { connectionsMax })
    try {
      await migrate(db)
      if (!(await findOrganisation(db)))
        throw new Error('There is no shop yet: run npm start once. 还没有门店，请先运行一次 npm start。')
      return await work(await openContext({ db, config, clock: systemClock }))
    } finally {
      await db.close()
    }
  })
}
