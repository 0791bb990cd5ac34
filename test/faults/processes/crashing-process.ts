import { openContext, wireApp } from '../../../src/server/app.ts'
import { ManualClock } from '../../../src/server/platform/clock.ts'
import { readConfig } from '../../../src/server/platform/config.ts'
import { type ConnectionTarget, openDatabase } from '../../../src/server/platform/database.ts'
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
  const context = await openContext({ db, config, clock: new ManualClock(now) })
  if (work.kind === 'import') {
    isCounting = true
    await importFiles(context, work)
    return { boundaries, status: 200 }
  }
  const http = await wireApp(context, target)
  await http.ready()
  isCounting = true
  const { statusCode } = await http.inject(work)
  return { boundaries, status: statusCode }
}
