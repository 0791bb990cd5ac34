import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { foundShop, randomPassword } from '../server/modules/access/index.ts'
import { storeDirectory } from '../server/modules/organisation/index.ts'
import { ProgramBook, publishProgram } from '../server/modules/programs/index.ts'
import { type Config, readConfig } from '../server/platform/config.ts'
import { type Database, openDatabase } from '../server/platform/database.ts'
import { markFirstRunFinished } from '../server/platform/first-run-store.ts'
import { migrate } from '../server/platform/migrate.ts'
import { projectFolder, withDatabaseServer } from './database-server.ts'

/**
 * `regulars first-run`: everything that an empty database needs, in a process of its own. The start calls it once and
 * then never loads what it needs again: a second start is quick, and the memory of the demo's loading is given back.
 */
export async function run(): Promise<number> {
  const config = readConfig()
  const log = (sentence: string) => console.log(sentence)
  await withDatabaseServer({ config, log }, async target => {
    // The demo shop is read ahead while it is written.
    const db = openDatabase(target, { connectionsMax: 4 })
    try {
      await migrate(db)
      await prepareOrganisation({ db, config, log })
      await loadDemo({ db, config, log })
      await markFirstRunFinished(db, { withDemo: config.demo, now: new Date() })
    } finally {
      await db.close()
    }
  })
  return 0
}

export type FirstRun = { db: Database; config: Config; log: (sentence: string) => void }

const ownerEmail = 'owner@regulars.example'

/** Programs of a new organisation begin here, so that receipts of the past find one in force. */
const programsBeginAt = new Date('2000-01-01T00:00:00Z')

/** Sees to it that there is an organisation, a first person who may sign in, and a program. Called at every start, after migrating. */
export async function prepareOrganisation({ db, config, log }: FirstRun): Promise<void> {
  const founded = await db.transaction(tx =>
    foundShop(tx, {
      organisation: {
        name: config.demo ? '饰品店（演示）' : '我的门店',
        timeZone: config.timeZone,
        currency: 'CNY',
        isDemo: config.demo,
      },
      brand: { code: 'main', name: config.demo ? '饰品店' : '我的品牌' },
      store: { code: 'S01', name: config.demo ? '一号店' : '第一家门店' },
      till: { code: 'T1', name: '1 号收银台' },
      owner: { staffId: randomUUID(), name: '老板', email: ownerEmail },
      password: randomPassword(),
      // The demo shop holds public data and is looked at for an hour; a shop of one's own begins closed.
      secondFactor: config.demo ? 'offered' : 'required',
      now: new Date(),
    }),
  )
  if (founded.password)
    log(
      `\nSign in 登录: ${ownerEmail}  password 一次性密码: ${founded.password}\n(shown only now; change it after signing in 仅显示这一次，登录后请修改)\n`,
    )
  await publishFirstProgram({ db, config, log })
}

async function publishFirstProgram({ db, config, log }: FirstRun): Promise<void> {
  const programs = new ProgramBook(db, config.timeZone)
  await programs.refresh()
  if (programs.all().length > 0) return
  const document = await readFile(join(projectFolder, 'programs/p07-accessory-shop.yaml'), 'utf8')
  const directory = await storeDirectory(db)
  await db.transaction(tx =>
    publishProgram(tx, {
      document,
      inForceFrom: programsBeginAt,
      note: null,
      publishedBy: 'regulars',
      now: new Date(),
      zone: config.timeZone,
      directory,
    }),
  )
  log('Published programs/p07-accessory-shop.yaml. 已发布会员方案：饰品店会员。')
}

/** Loads the demo shop into an empty database. Called at every start, after prepareOrganisation. */
export async function loadDemo({ db, config, log, signal }: FirstRun & { signal?: AbortSignal }): Promise<void> {
  if (!config.demo) return
  // Loaded only where it is wanted: most starts are of a shop of one's own.
  const { loadDemoShop } = await import('./load-demo.ts')
  await loadDemoShop({ db, config, log, signal })
}
