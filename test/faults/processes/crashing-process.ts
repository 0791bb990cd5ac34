import { flushCompileCache } from 'node:module'
import { findOrganisation } from '../../../src/server/modules/organisation/index.ts'
import { ManualClock } from '../../../src/server/platform/clock.ts'
import { readConfig } from '../../../src/server/platform/config.ts'
import type { Context } from '../../../src/server/platform/context.ts'
import { type ConnectionTarget, openDatabase } from '../../../src/server/platform/database.ts'
import { invariant } from '../../../src/server/platform/errors.ts'
import { openCipher } from '../../../src/server/platform/key-file.ts'
import { CountedDatabase } from './counted-database.ts'
import { importFiles } from './import-files.ts'

/** What a process is told to do, and at which boundary between two statements it dies by SIGKILL. */
export type CrashOrder = {
  target: ConnectionTarget
  keyFile: string
  now: string
  dieAt: number
  work:
    | { kind: 'request'; method: 'POST'; url: string; headers: Record<string, string>; payload: string }
    | { kind: 'import'; membersFile: string; receiptsFile: string }
}

/** It lived: so many boundaries there were. */
export type CrashReport = { boundaries: number; status: number }

/** A process that imports files needs no web application; one for requests loads it before it is asked anything. */
const application = process.argv[2] === 'request' ? await import('../../../src/server/app.ts') : undefined
// Who is killed saves nothing at its end: what was compiled is there for the next process at once.
flushCompileCache()

process.once('message', (order: CrashOrder) => {
  void obey(order).then(report => process.send?.(report, () => process.exit(0)))
})

async function obey({ target, keyFile, now, dieAt, work }: CrashOrder): Promise<CrashReport> {
  let boundaries = 0
  let isCounting = false
  const db = new CountedDatabase(openDatabase(target, { connectionsMax: 4 }), () => {
    if (!isCounting) return
    boundaries += 1
    if (boundaries === dieAt) process.kill(process.pid, 'SIGKILL')
  })
  const config = readConfig({
    REGULARS_KEY_FILE: keyFile,
    REGULARS_LOG: 'error',
    REGULARS_ADJUSTMENT_LIMIT: '1000000',
    REGULARS_ADJUSTMENT_DAY_LIMIT: '1000000000',
  })
  const organisation = await findOrganisation(db)
  invariant(organisation, 'the shop of the test is founded')
  const context: Context = {
    db,
    clock: new ManualClock(now),
    config,
    cipher: await openCipher(db, config.keyFile),
    timeZone: organisation.timeZone,
  }
  if (work.kind === 'import') {
    isCounting = true
    await importFiles(context, work)
    return { boundaries, status: 200 }
  }
  invariant(application, 'a process for requests has loaded the application')
  const http = await application.wireApp(context, target)
  await http.ready()
  isCounting = true
  const { statusCode } = await http.inject(work)
  return { boundaries, status: statusCode }
}
