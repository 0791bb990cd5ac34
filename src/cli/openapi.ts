import { randomBytes } from 'node:crypto'
import { wireApp } from '../server/app.ts'
import { Cipher } from '../server/platform/cipher.ts'
import { systemClock } from '../server/platform/clock.ts'
import { readConfig } from '../server/platform/config.ts'
import { openDatabase } from '../server/platform/database.ts'

/** `regulars openapi`: prints the description of the API. docs/openapi.json is what it prints. */
export async function run(): Promise<number> {
  console.log(await apiDocument())
  return 0
}

/** The API as OpenAPI 3.1, of an application that never meets its database: it depends on the code alone. */
export async function apiDocument(): Promise<string> {
  const config = { ...readConfig({}), logLevel: 'error' as const }
  const target = { host: 'nowhere.invalid', database: 'none', user: 'nobody' }
  const db = openDatabase(target)
  const key = () => randomBytes(32)
  const cipher = new Cipher({ encryption: key(), index: key(), auth: key() })
  const http = await wireApp({ db, clock: systemClock, config, cipher, timeZone: config.timeZone }, target)
  try {
    await http.ready()
    return JSON.stringify(http.swagger(), undefined, 2)
  } finally {
    await http.close()
    await db.close()
  }
}
