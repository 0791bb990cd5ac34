import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { projectFolder } from '../../src/cli/database-server.ts'
import { webArguments } from '../../src/cli/supervise.ts'
import { foundShop, randomPassword } from '../../src/server/modules/access/index.ts'
import { addApiKey, apiKeyText, newKeyId, secretOf } from '../../src/server/modules/keys/index.ts'
import { Assets } from '../../src/server/modules/ledger/index.ts'
import { addStore, addTill, storeDirectory } from '../../src/server/modules/organisation/index.ts'
import { publishProgram } from '../../src/server/modules/programs/index.ts'
import { readConfig } from '../../src/server/platform/config.ts'
import { type Database, openDatabase } from '../../src/server/platform/database.ts'
import { openCipher } from '../../src/server/platform/key-file.ts'
import { migrate } from '../../src/server/platform/migrate.ts'
import { type EmbeddedTarget, startPostgres } from '../../src/server/platform/postgres-server.ts'
import { ProcessGroup } from './process-group.ts'
import { seedGoods, seedMembers } from './seed.ts'
import { ServerProcess } from './server-process.ts'

export type BenchShop = {
  db: Database
  target: EmbeddedTarget
  /** Where the web process listens: http://127.0.0.1:port. */
  address: string
  authorization: string
  memberNumbers: readonly string[]
  /** Everything that production runs: web, background, database. */
  processes: ProcessGroup
  close(): Promise<void>
}

export type BenchShopOptions = {
  members: number
  lotsPerMember: number
  lotsOfLast?: number
  /** Further settings of the server, such as REGULARS_CONNECTIONS. */
  settings?: Readonly<Record<string, string>>
  /** Where V8 writes its profile of the web process, if anywhere. */
  profileFolder?: string | undefined
}

const timeZone = 'Asia/Shanghai'
const storeCount = 20
const tillsPerStore = 2
export const goodsCount = 2_000

/** Tills are named S01/T1 to S20/T2 in the shop of a benchmark. */
export const tillNames = Array.from({ length: storeCount * tillsPerStore }, (_, index) => ({
  storeCode: `S${String(Math.floor(index / tillsPerStore) + 1).padStart(2, '0')}`,
  tillCode: `T${(index % tillsPerStore) + 1}`,
}))

/** A shop of its own: a new database in a new folder, members with points, and the processes that `npm start` runs. */
export async function openBenchShop({
  members,
  lotsPerMember,
  lotsOfLast,
  settings = {},
  profileFolder,
}: BenchShopOptions): Promise<BenchShop> {
  const folder = await mkdtemp('/var/tmp/regulars-bench-')
  await chmod(folder, 0o755)
  const server = await startPostgres({ baseFolder: folder, log: () => undefined })
  const db = openDatabase(server.target, { connectionsMax: 4 })
  await migrate(db)
  const environment = {
    REGULARS_KEY_FILE: join(folder, 'regulars.key'),
    PORT: '0',
    REGULARS_LOG: 'error',
    ...settings,
  }
  const authorization = await furnish(db, readConfig(environment))
  const memberNumbers = await seedMembers(db, {
    cipher: await openCipher(db, environment.REGULARS_KEY_FILE),
    members,
    lotsPerMember,
    lotsOfLast,
    assetId: await pointsAsset(db),
  })
  await db.run('analyze')
  await db.run('checkpoint')
  const { web, worker, address } = await startProcesses(server.target, environment, profileFolder)
  return {
    db,
    target: server.target,
    address,
    authorization,
    memberNumbers,
    processes: await ProcessGroup.of(join(folder, 'postgres/data'), { web: web.pid, worker: worker.pid }),
    close: async () => {
      await Promise.all([web.stop(), worker.stop()])
      await db.close()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Organisation, stores, tills, program P07, goods, and a key for the load. */
async function furnish(db: Database, config: ReturnType<typeof readConfig>): Promise<string> {
  const now = new Date()
  await db.transaction(async tx => {
    await foundShop(tx, {
      organisation: { name: 'Bench', timeZone, currency: 'CNY', isDemo: false },
      brand: { code: 'main', name: 'Bench' },
      store: { code: 'S01', name: 'S01' },
      till: { code: 'T1', name: 'T1' },
      owner: { staffId: randomUUID(), name: 'Owner', email: 'owner@bench.example' },
      password: randomPassword(),
      secondFactor: 'required',
      now,
    })
    for (const { storeCode, tillCode } of tillNames.slice(1)) {
      if (tillCode === 'T1') await addStore(tx, { code: storeCode, name: storeCode, brandCode: 'main' })
      await addTill(tx, { storeCode, code: tillCode, name: tillCode })
    }
  })
  const document = await readFile(join(projectFolder, 'programs/p07-accessory-shop.yaml'), 'utf8')
  const directory = await storeDirectory(db)
  await db.transaction(tx =>
    publishProgram(tx, {
      document,
      inForceFrom: new Date('2000-01-01T00:00:00Z'),
      note: null,
      publishedBy: 'bench',
      now,
      zone: timeZone,
      directory,
    }),
  )
  await seedGoods(db, goodsCount, now)
  const cipher = await openCipher(db, config.keyFile)
  const { keyId } = await db.transaction(tx =>
    addApiKey(tx, { keyId: newKeyId(), name: 'bench', scopes: ['checkout.settle'], now, cipher }),
  )
  return `Bearer ${apiKeyText({ keyId, secret: secretOf(cipher, keyId) })}`
}

async function pointsAsset(db: Database): Promise<number> {
  const assetId = (await new Assets(db).idsOf('accessory-shop', ['points'])).get('points')
  if (assetId === undefined) throw new Error('the program of the benchmark has points')
  return assetId
}

async function startProcesses(
  target: EmbeddedTarget,
  environment: Readonly<Record<string, string>>,
  profileFolder: string | undefined,
) {
  const profiling = profileFolder ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profileFolder}` } : {}
  const web = new ServerProcess('src/server/main.ts', { ...environment, ...profiling }, webArguments)
  const address = await web.begin(target)
  const worker = new ServerProcess('src/server/worker.ts', environment)
  await worker.begin(target)
  if (!address) throw new Error('the web process listens')
  return { web, worker, address }
}
