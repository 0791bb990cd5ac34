import { fork } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { projectFolder } from '../src/cli/database-server.ts'
import { checkLedger } from '../src/server/modules/ledger/index.ts'
import { openDatabase } from '../src/server/platform/database.ts'
import { startPostgres } from '../src/server/platform/postgres-server.ts'
import { printResult, rounded, say } from './support/result.ts'
import { countReceipts } from './support/seed-store.ts'

/** The demo file end to end, as a first start does it: read, import, settle a year of receipts through the checkout. */
const folder = await mkdtemp('/var/tmp/regulars-bench-')
await chmod(folder, 0o755)
const server = await startPostgres({ baseFolder: folder, log: () => undefined })
const db = openDatabase(server.target, { connectionsMax: 2 })
try {
  say('Loading the demo shop …')
  const beganAtMs = performance.now()
  await runFirst()
  const seconds = (performance.now() - beganAtMs) / 1000
  const receipts = await countReceipts(db)
  const { isSound } = await checkLedger(db, { now: new Date() })
  printResult({
    bench: 'replay',
    value: rounded(receipts / seconds),
    unit: 'receipts/s, reading the file included',
    yardstick: null,
    ratio: null,
    bar: 'reported',
    holds: null,
    receipts,
    seconds: rounded(seconds, 1),
    ledgerIsSound: isSound,
  })
} finally {
  await db.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}

function runFirst(): Promise<void> {
  const env = {
    PATH: '/usr/bin:/bin',
    HOME: folder,
    REGULARS_DATA: folder,
    REGULARS_KEY_FILE: join(folder, 'regulars.key'),
    REGULARS_DEMO: 'yes',
  }
  return new Promise((resolve, reject) => {
    const child = fork(join(projectFolder, 'launch/regulars.mjs'), ['first-run'], {
      env,
      execArgv: [],
      stdio: ['ignore', 2, 2, 'ipc'],
    })
    child.once('exit', code => (code === 0 ? resolve() : reject(new Error(`the first run ended with ${code}`))))
  })
}
