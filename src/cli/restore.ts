import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { type Manifest, restoreBackup } from '../server/backups/index.ts'
import { checkLedger } from '../server/modules/ledger/index.ts'
import { systemClock } from '../server/platform/clock.ts'
import { type Config, readConfig } from '../server/platform/config.ts'
import { type ConnectionTarget, openDatabase } from '../server/platform/database.ts'
import { DomainError } from '../server/platform/errors.ts'
import { migrate } from '../server/platform/migrate.ts'
import { reportLedger } from './check-ledger.ts'
import { withDatabaseServer } from './database-server.ts'
import { ProgressBar } from './progress.ts'

const usage = `Usage 用法: npm run regulars -- restore --from FOLDER [--replace]
--replace: the database may hold data; they are replaced after a question 数据库已有数据时替换（会先询问）`

type Wish = { from: string; isReplacing: boolean }

/** Fills a database from a back-up and proves it. Exit code 1 when it was refused or the ledger does not hold. */
export async function run(args: string[]): Promise<number> {
  const wish = wishOf(args)
  if (!wish) {
    console.error(usage)
    return 2
  }
  const config = readConfig()
  try {
    return await withDatabaseServer({ config, log: sentence => console.error(sentence) }, target =>
      restoreAndProve(target, config, wish),
    )
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    console.error(`${error.sentence('zh-CN')}\n${error.sentence('en')}\n${error.code}`)
    return 1
  }
}

function wishOf(args: string[]): Wish | undefined {
  try {
    const { values } = parseArgs({ args, options: { from: { type: 'string' }, replace: { type: 'boolean' } } })
    return values.from ? { from: values.from, isReplacing: values.replace ?? false } : undefined
  } catch {
    return undefined
  }
}

async function restoreAndProve(target: ConnectionTarget, config: Config, wish: Wish): Promise<number> {
  const bar = new ProgressBar({ label: '恢复 restore', unit: 'MB' })
  const manifest = await restoreBackup({
    target,
    from: wish.from,
    keyFile: config.keyFile,
    mayReplace: wish.isReplacing ? askToReplace : null,
    onProgress: (done, total) => bar.update(Math.round(done / 1e6), Math.round(total / 1e6)),
  }).finally(() => bar.end())
  for (const line of report(manifest, bar.seconds)) console.log(line)
  const db = openDatabase(target, { connectionsMax: 1 })
  try {
    const newer = await migrate(db)
    if (newer.length > 0) console.log(`新版本的数据库升级 newer migrations: ${newer.join(', ')}`)
    console.log('正在核对账目…… Proving the ledger …')
    return reportLedger(await checkLedger(db, { now: systemClock.now() }))
  } finally {
    await db.close()
  }
}

function report({ takenAt, program, tables }: Manifest, seconds: number): string[] {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0).toLocaleString('en')
  return [
    `已恢复 ${takenAt} 的备份（版本 ${program}）：${tables.length} 张表，${rows} 行，${seconds.toFixed(1)} 秒。密钥文件正确。`,
    `${tables.length} tables with ${rows} rows were restored, every file and every row count was right, and so is the key file.`,
  ]
}

/** A word that must be typed stands between a slip and a lost shop. */
async function askToReplace(database: string): Promise<boolean> {
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  // At the end of the input nobody answers any more.
  const silence = new Promise<string>(resolve => asking.once('close', () => resolve('')))
  try {
    const question = `数据库 ${database} 中的全部数据将被备份替换。 All data in the database ${database} will be replaced.
输入数据库名以继续 Type the name of the database to go on: `
    return (await Promise.race([asking.question(question), silence])).trim() === database
  } finally {
    asking.close()
  }
}
