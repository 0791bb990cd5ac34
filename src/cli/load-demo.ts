import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openContext } from '../server/app.ts'
import { putGoods } from '../server/modules/catalog/index.ts'
import { findNewestRecordedAt } from '../server/modules/checkout/index.ts'
import {
  countPending,
  findGoodsOfRun,
  findMembersOfRun,
  findRunByLabel,
  importReceipts,
  openTable,
  readMapping,
  replayReceipts,
  type Table,
} from '../server/modules/imports/index.ts'
import { type JoinRequest, joinMembers } from '../server/modules/members/index.ts'
import { findOrganisation, storeDirectory } from '../server/modules/organisation/index.ts'
import { systemClock } from '../server/platform/clock.ts'
import type { Config } from '../server/platform/config.ts'
import type { Context } from '../server/platform/context.ts'
import type { Database } from '../server/platform/database.ts'
import { addDays, dayOf, daysBetween, startOfDay } from '../shared/calendar.ts'
import { goodsKinds } from '../shared/contract/catalog.ts'
import { projectFolder } from './database-server.ts'
import { demoPerson, joinedBefore } from './demo-members.ts'
import { ProgressBar } from './progress.ts'
import { replayLines } from './replay.ts'

const label = 'demo'
const demoFolder = join(projectFolder, 'demo')
/** The last receipt of the file, as the clock on its wall said. */
const lastDayOfFile = '2011-12-09'
const lastMinuteOfFile = 12 * 60 + 50
const membersPerBatch = 500
const goodsPerBatch = 1_000

export type DemoLoad = {
  db: Database
  config: Config
  log: (sentence: string) => void
  signal?: AbortSignal | undefined
  /** Another file of the same form: tests load a part of the year. */
  file?: string
}

/**
 * Loads the demo shop into an empty database of a demo organisation: the year of receipts goes into the staging, its
 * customers join, and everything is settled in the order of time. Interrupted at any moment, the next start goes on.
 * A database that has receipts of its own is never touched.
 */
export async function loadDemoShop({ db, config, log, signal, file }: DemoLoad): Promise<void> {
  if (!config.demo || !(await isWanted(db))) return
  const beganAt = performance.now()
  const context = await openContext({ db, config, clock: systemClock })
  log('Loading the demo shop: a year of receipts, about a minute … 正在载入演示门店：一年的小票，约一分钟……')
  const table = await openTable(file ?? join(demoFolder, 'data/online_retail.csv.gz'))
  const runId = await stage(context, table, { log, signal })
  await loadGoods(context, runId)
  await joinCustomers(context, runId)
  signal?.throwIfAborted()
  const bar = new ProgressBar({ label: '演示小票 demo receipts', unit: '张' })
  const report = await replayReceipts({
    context,
    before: context.clock.now(),
    onProgress: bar.update,
    ...(signal ? { signal } : {}),
  }).finally(() => bar.end())
  for (const line of replayLines(report)) log(line)
  log(
    `The demo shop is there (${Math.round((performance.now() - beganAt) / 1000)} s, ${bar.perSecond} receipts/s). 演示门店已就绪。`,
  )
}

/** Wanted as long as it is begun and not finished; begun only where nobody has sold anything. */
async function isWanted(db: Database): Promise<boolean> {
  const organisation = await findOrganisation(db)
  if (!organisation?.isDemo) return false
  const run = await findRunByLabel(db, label)
  if (!run) return (await findNewestRecordedAt(db)) === null
  return run.finishedAt === null || (await countPending(db, systemClock.now())) > 0
}

async function stage(
  context: Context,
  table: Table,
  { log, signal }: Pick<DemoLoad, 'log' | 'signal'>,
): Promise<number> {
  const mapping = readMapping(await readFile(join(demoFolder, 'online-retail.yaml'), 'utf8')).receipts
  const bar = new ProgressBar({ label: '读取 reading', unit: 'rows 行' })
  const shiftDays = wholeWeeksUntil(context.clock.now(), context.timeZone)
  const report = await importReceipts({
    context,
    table,
    mapping,
    label,
    shiftDays,
    onProgress: (done, total) => {
      signal?.throwIfAborted()
      bar.update(done, total)
    },
  }).finally(() => bar.end())
  const { counts } = report
  if (!report.wasFinished)
    log(
      `${counts.taken} rows taken, ${counts.skipped} stock corrections skipped, ${counts.rejected} bad debts rejected; ` +
        `${counts.matched} rows of refunds found their sale, ${counts.partlyMatched} in part, ${counts.unmatched} not.`,
    )
  if (report.runId === null) throw new Error('an import has a run')
  return report.runId
}

/** So many days, in whole weeks, that the last receipt of the file lies in the seven days before now. */
export function wholeWeeksUntil(now: Date, zone: string): number {
  const days = daysBetween(lastDayOfFile, dayOf(now, zone))
  const weeks = Math.floor(days / 7)
  const lastAt = startOfDay(addDays(lastDayOfFile, 7 * weeks), zone).getTime() + lastMinuteOfFile * 60_000
  return 7 * (lastAt <= now.getTime() ? weeks : weeks - 1)
}

async function loadGoods({ db, clock }: Context, runId: number): Promise<void> {
  const goods = await findGoodsOfRun(db, runId)
  const entries = goods.map(({ sku, name, kind }) => ({ sku, name, kind: goodsKinds.find(known => known === kind) }))
  for (let start = 0; start < entries.length; start += goodsPerBatch)
    await db.transaction(tx => putGoods(tx, entries.slice(start, start + goodsPerBatch), clock.now()))
}

/** Those who joined before an interruption are refused as taken, and that is right. */
async function joinCustomers({ db, clock, cipher, timeZone }: Context, runId: number): Promise<void> {
  const customers = await findMembersOfRun(db, runId)
  const [store] = (await storeDirectory(db)).stores
  const requests = customers.flatMap(({ member, firstAt }, index): JoinRequest[] =>
    'externalId' in member
      ? [
          {
            ...demoPerson(index),
            externalId: member.externalId,
            homeStoreId: store?.storeId ?? null,
            source: 'import',
            joinedAt: joinedBefore(firstAt, timeZone),
          },
        ]
      : [],
  )
  const today = dayOf(clock.now(), timeZone)
  for (let start = 0; start < requests.length; start += membersPerBatch)
    await db.transaction(tx => joinMembers(tx, requests.slice(start, start + membersPerBatch), { cipher, today }))
}
