import type { Cipher } from './cipher.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './database.ts'

/** What every route needs; made once per process in app.ts. */
export type Context = {
  db: Database
  clock: Clock
  config: Config
  cipher: Cipher
  timeZone: string
  /** How cookies begin. Browsers share cookies among all ports of a host, so two systems on one host need two names. */
  cookiePrefix?: string
}
