import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { bareDatabase, type FreshDatabase } from '../../../test/support/database.ts'
import { removeFolder, temporaryFolder } from '../../../test/support/temporary-folder.ts'
import { line, openTestShop, receipt, type TestShop } from '../../../test/support/test-shop.ts'
import { joinMember, type Member } from '../../../test/support/till.ts'
import { buildApp } from '../app.ts'
import { checkLedger } from '../modules/ledger/index.ts'
import { openDatabase, transactionOn } from '../platform/database.ts'
import { forgetOldAnswers } from '../platform/idempotency.ts'
import { insertAnswers, insertIdempotencyKeys } from '../platform/idempotency-store.ts'
import { migrate } from '../platform/migrate.ts'
import { connectForCopy, shareShape } from './backup-store.ts'
import { sumsName } from './manifest.ts'
import { restoreBackup } from './restore-backup.ts'
import { sha256OfFile } from './table-files.ts'
import { takeBackup } from './take-backup.ts'

/** Each back-up waits until the disk has its fifty files, which takes its time where others write too. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let shop: TestShop
let folder = ''
let member: Member
const bare: FreshDatabase[] = []

beforeAll(async () => {
  shop = await openTestShop({ settings: { REGULARS_CONNECTIONS: '20' } })
  folder = await temporaryFolder()
  member = await joinMember(shop, { phone: '13800138000' })
  // Partitions of days, as the running system has them.
  await forgetOldAnswers(shop.db, { clock: shop.clock, timeZone: 'Asia/Shanghai' })
})

afterAll(async () => {
  await shop.close()
  for (const { drop } of bare) await drop()
  await removeFolder(folder)
})

async function empty(): Promise<FreshDatabase> {
  const database = await bareDatabase()
  bare.push(database)
  return database
}

const back = (name: string, more: Partial<Parameters<typeof takeBackup>[0]> = {}) =>
  takeBackup({
    target: shop.target,
    to: join(folder, name),
    clock: { now: () => new Date() },
    signal: new AbortController().signal,
    ...more,
  })

const restore = (name: string, { target }: FreshDatabase, more: Partial<Parameters<typeof restoreBackup>[0]> = {}) =>
  restoreBackup({ target, from: join(folder, name), keyFile: shop.config.keyFile, mayReplace: null, ...more })

/** Settles one receipt. @returns its id, known only when it was acknowledged */
async function sell(): Promise<string> {
  const { status, body, text } = await shop.post('/v1/checkouts', receipt([line(100)], member.by))
  if (status !== 201) throw new Error(text)
  return body.receiptId
}

const count = async ({ db }: Pick<FreshDatabase, 'db'>, table: string) =>
  (await db.row<{ count: number }>(`select count(*) as count from ${table}`))?.count

const receiptsIn = async ({ db }: Pick<FreshDatabase, 'db'>) =>
  new Set((await db.rows<{ id: string }>('select receipt_id as id from checkout.receipt')).map(({ id }) => id))

/** Everything about the tables that could have been left behind otherwise than the migrations made it. */
const shapeOf = ({ db }: Pick<FreshDatabase, 'db'>) =>
  db.rows(
    `select conrelid::regclass::text as on, conname::text as name, pg_get_constraintdef(oid) as definition, convalidated::text as state
       from pg_constraint where connamespace::regnamespace::text not like 'pg_%' and connamespace::regnamespace::text <> 'information_schema'
     union all select tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled::text from pg_trigger where not tgisinternal
     union all select indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid), indisvalid::text
       from pg_index where indrelid::regclass::text !~ '^pg_'
     order by 1, 2, 3`,
  )

describe('a back-up that is taken while the shop sells', () => {
  const before: string[] = []
  const first = receipt([line(88)])
  let firstAnswer = ''
  const later: string[] = []
  let target: FreshDatabase

  beforeAll(async () => {
    firstAnswer = (await shop.post('/v1/checkouts', first, { key: 'first' })).text
    for (let sold = 0; sold < 20; sold++) before.push(await sell())
    const ending = new AbortController()
    const tills = Array.from({ length: 8 }, async () => {
      while (!ending.signal.aborted) await sell()
    })
    await back('drill')
    ending.abort()
    await Promise.all(tills)
    for (let sold = 0; sold < 5; sold++) later.push(await sell())
    target = await empty()
    await restore('drill', target)
  })

  test('has every receipt that was acknowledged before it began, and none of those sold after it', async () => {
    const restored = await receiptsIn(target)
    expect(before.filter(id => !restored.has(id))).toEqual([])
    expect(later.filter(id => restored.has(id))).toEqual([])
  })

  test('holds together: the ledger is sound, and no receipt is without its lines', async () => {
    const { isSound, results } = await checkLedger(target.db, { now: shop.clock.now() })
    expect([isSound, results.filter(result => result.breaks > 0)]).toEqual([true, []])
    const orphans = `(select from checkout.receipt r where not exists (select from checkout.receipt_line l where l.receipt_id = r.receipt_id)) as orphan`
    expect(await count(target, orphans)).toBe(0)
  })

  test('the restored database is shaped as the original, constraint by constraint and trigger by trigger', async () => {
    expect(await shapeOf(target)).toEqual(await shapeOf(shop))
    expect(await migrate(target.db)).toEqual([])
    await expect(target.db.run('update ledger.entry set amount = 1')).rejects.toThrow(
      /insert-only|immutable|journal|never/i,
    )
  })

  test('keys, phones and sequences work: the restored shop knows its member, repeats answers and goes on selling', async () => {
    const db = openDatabase(target.target)
    const http = await buildApp({ db, target: target.target, config: shop.config, clock: shop.clock })
    const post = (url: string, payload: object, key = url) =>
      http.inject({ method: 'POST', url, payload, headers: { ...shop.bearer, 'idempotency-key': key } })
    const known = await post('/v1/members/recognise', { text: '13800138000' })
    expect(known.json()).toMatchObject({ members: [{ memberNumber: member.memberNumber }] })
    expect((await post('/v1/checkouts', first, 'first')).body).toBe(firstAnswer)
    const joined = await post('/v1/members', { name: 'Later' })
    expect(joined.statusCode).toBe(201)
    const sold = receipt([line(100)], { member: { memberNumber: joined.json().memberNumber } })
    expect((await post('/v1/checkouts', sold, 'one')).statusCode).toBe(201)
    expect((await post('/v1/checkouts', sold, 'other')).json()).toMatchObject({ code: 'checkout/receipt-number-used' })
    await http.close()
    await db.close()
  })

  test('it is noted in the database, with its rows and bytes', async () => {
    const [taken] = await shop.db.rows<{ rows: number; bytes: number }>('select rows, bytes from platform.backup_taken')
    expect(taken?.rows).toBeGreaterThan(100)
    expect(taken?.bytes).toBeGreaterThan(1000)
  })

  test('there are no drafts left, its files can be read by nobody else, and the key is in none of them', async () => {
    expect((await readdir(folder)).filter(name => name.includes('unfinished'))).toEqual([])
    const names = await readdir(join(folder, 'drill'))
    expect(names).toContain(sumsName)
    const key = (await readFile(shop.config.keyFile, 'utf8')).trim()
    for (const name of names) expect((await readFile(join(folder, 'drill', name))).includes(key)).toBe(false)
  })
})

describe('what is refused, with nothing restored', () => {
  const refusal = async (name: string, more: Partial<Parameters<typeof restoreBackup>[0]> = {}) => {
    const target = await empty()
    const code = await restore(name, target, more).then(
      () => 'restored',
      error => ('code' in error ? error.code : error.message),
    )
    const tables = `(select from pg_class where relnamespace = to_regnamespace('platform')) as tables`
    expect(await count(target, tables)).toBe(0)
    return code
  }
  const copyOf = async (name: string): Promise<string> => {
    await back(name)
    return join(folder, name)
  }
  /** Changes the manifest as a careful forger would, with its checksum. */
  const rewrite = async (path: string, change: (text: string) => string) => {
    const file = join(path, 'manifest.json')
    const sums = await readFile(join(path, sumsName), 'utf8')
    const old = await sha256OfFile(file)
    await writeFile(file, change(await readFile(file, 'utf8')))
    await writeFile(join(path, sumsName), sums.replace(old, await sha256OfFile(file)))
  }

  test('a file with one other byte', async () => {
    const file = join(await copyOf('byte'), 'ledger.entry.copy.zst')
    const bytes = await readFile(file)
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9)
    await writeFile(file, bytes)
    expect(await refusal('byte')).toBe('backup/file-damaged')
  })

  test('a manifest with one other byte', async () => {
    const path = await copyOf('manifest')
    const text = await readFile(join(path, 'manifest.json'), 'utf8')
    await writeFile(join(path, 'manifest.json'), text.replace('"rows": 1', '"rows": 2'))
    expect(await refusal('manifest')).toBe('backup/file-damaged')
  })

  test('a file that is gone, and a folder that is no back-up', async () => {
    await rm(join(await copyOf('gone'), 'checkout.receipt.copy.zst'))
    expect(await refusal('gone')).toBe('backup/file-missing')
    expect(await refusal('nowhere')).toBe('backup/not-a-backup')
  })

  test('a back-up of a newer program, by its form or by a migration', async () => {
    await rewrite(await copyOf('form'), text => text.replace('"format": 1', '"format": 2'))
    expect(await refusal('form')).toBe('backup/newer-backup')
    await rewrite(await copyOf('migration'), text =>
      text.replace('"0001-platform.sql"', '"0001-platform.sql", "9999-later.sql"'),
    )
    expect(await refusal('migration')).toBe('backup/newer-backup')
  })

  test('another number of rows than the manifest says: what was loaded is rolled back', async () => {
    await rewrite(await copyOf('rows'), text => text.replace(/("table": "receipt",[^}]*"rows": )\d+/, '$17'))
    expect(await refusal('rows')).toBe('backup/rows-differ')
  })

  test('a foreign key that does not hold', async () => {
    const path = await copyOf('reference')
    const stores = JSON.parse(await readFile(join(path, 'manifest.json'), 'utf8')).tables.find(
      (table: { table: string }) => table.table === 'store',
    )
    const nothing = JSON.parse(await readFile(join(path, 'manifest.json'), 'utf8')).tables.find(
      (table: { rows: number }) => table.rows === 0,
    )
    await writeFile(join(path, stores.file), await readFile(join(path, nothing.file)))
    await rewrite(path, text =>
      text.replace(stores.sha256, nothing.sha256).replace(/("table": "store",[^}]*"rows": )\d+/, '$10'),
    )
    expect(await refusal('reference')).toBe('23503')
  })

  test('a key file that is another or that is not there', async () => {
    await copyOf('keys')
    const other = join(folder, 'other.key')
    expect(await refusal('keys', { keyFile: other })).toBe('backup/key-missing')
    await writeFile(other, `${Buffer.alloc(32, 7).toString('base64')}\n`)
    expect(await refusal('keys', { keyFile: other })).toBe('backup/key-wrong')
  })
})

describe('a database that holds something', () => {
  let full: FreshDatabase
  beforeAll(async () => {
    await back('full')
    full = await empty()
    await restore('full', full)
  })

  /** With a connection that is gone afterwards. */
  const looking = async <Seen>(look: (database: Pick<FreshDatabase, 'db'>) => Promise<Seen>): Promise<Seen> => {
    const db = openDatabase(full.target, { connectionsMax: 1 })
    return look({ db }).finally(() => db.close())
  }

  test('is left alone, unless replacing it was wished and confirmed', async () => {
    const sold = await looking(receiptsIn)
    await sell()
    await back('fuller')
    await expect(restore('fuller', full)).rejects.toMatchObject({ code: 'backup/not-empty' })
    const no = { mayReplace: async () => false }
    await expect(restore('fuller', full, no)).rejects.toMatchObject({ code: 'backup/not-confirmed' })
    let asked = ''
    const yes = {
      mayReplace: async (name: string) => {
        asked = name
        return true
      },
    }
    await restore('fuller', full, yes)
    expect(asked).toMatch(/^regulars_test_/)
    expect((await looking(receiptsIn)).size).toBe(sold.size + 1)
  })

  test('is not touched while the system runs on it', async () => {
    await full.db.row('select 1 as one')
    await expect(restore('full', full, { mayReplace: async () => true })).rejects.toMatchObject({
      code: 'backup/in-use',
    })
  })
})

describe('taking a back-up', () => {
  test('a folder that exists is never written into', async () => {
    await writeFile(join(folder, 'taken'), '')
    await expect(back('taken')).rejects.toMatchObject({ code: 'backup/folder-exists' })
  })

  test('stopped in the middle it leaves nothing, and the database is free again', async () => {
    const ending = new AbortController()
    await expect(back('stopped', { signal: ending.signal, onProgress: () => ending.abort() })).rejects.toThrow(/abort/i)
    expect((await readdir(folder)).filter(name => name.startsWith('stopped'))).toEqual([])
    const open = `(select from pg_stat_activity where application_name = 'regulars backup' and datname = current_database()) as open`
    await expect.poll(() => count(shop, open)).toBe(0)
  })

  test('a database without a shop has nothing to keep', async () => {
    const { target } = await empty()
    await expect(back('nothing', { target })).rejects.toMatchObject({ code: 'backup/nothing-to-keep' })
  })

  test('a database of a newer program is left to that program', async () => {
    const target = await empty()
    await restore('drill', target)
    await target.db.run(`insert into platform.migration (name) values ('9999-later.sql')`)
    await expect(back('newer', { target: target.target })).rejects.toMatchObject({ code: 'backup/newer-database' })
  })

  test('while it runs no table changes its shape, answers are kept all the same, and a start does not wait', async () => {
    const client = await connectForCopy(shop.target)
    expect(await shareShape(transactionOn(client))).toBe(true)
    const clock = { now: () => new Date(shop.clock.now().getTime() + 400 * 86_400_000) }
    expect(await forgetOldAnswers(shop.db, { clock, timeZone: 'Asia/Shanghai' })).toBe(0)
    expect(await migrate(shop.db)).toEqual([])
    const claim = { caller: 'test', key: 'late', requestHash: Buffer.alloc(32) }
    await shop.db.transaction(async tx => {
      await insertIdempotencyKeys(tx, [claim], '2027-04-09')
      await insertAnswers(tx, [{ ...claim, status: 200, body: '{}' }], '2027-04-09')
    })
    await client.end()
    await expect.poll(() => forgetOldAnswers(shop.db, { clock, timeZone: 'Asia/Shanghai' })).toBeGreaterThan(0)
  })
})
