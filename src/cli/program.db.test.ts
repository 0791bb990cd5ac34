import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/support/database.ts'
import { removeFolder, temporaryFolder } from '../../test/support/temporary-folder.ts'
import { foundShop } from '../server/modules/access/index.ts'
import type { ConnectionTarget } from '../server/platform/database.ts'
import { projectFolder } from './database-server.ts'
import { run } from './program.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
  await fresh.db.transaction(tx =>
    foundShop(tx, {
      organisation: { name: 'Shop', timeZone: 'Asia/Shanghai', currency: 'CNY', isDemo: false },
      brand: { code: 'main', name: 'Brand' },
      store: { code: 'S01', name: 'Store 1' },
      till: { code: 'T1', name: 'Till 1' },
      owner: { staffId: randomUUID(), name: 'Olive', email: 'owner@shop.example' },
      secondFactor: 'offered',
      password: 'correct horse battery staple',
      now: new Date(),
    }),
  )
  vi.stubEnv('DATABASE_URL', urlOf(fresh.target))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await fresh.drop()
})
afterEach(() => vi.restoreAllMocks())

/** The test server listens on a socket only; as an address its folder is a parameter. */
function urlOf(target: ConnectionTarget): string {
  if ('connectionString' in target) return target.connectionString
  const { host, database, user } = target
  return `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`
}

const p02 = join(projectFolder, 'programs/p02-basics-brand.yaml')

const published = (...args: string[]) => ran('publish', ...args)

async function ran(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out = vi.spyOn(console, 'log').mockImplementation(() => {})
  const err = vi.spyOn(console, 'error').mockImplementation(() => {})
  const code = await run(args)
  return { code, out: out.mock.calls.flat().join('\n'), err: err.mock.calls.flat().join('\n') }
}

test('a program is published from the command line, from the instant that is given, with its note', async () => {
  const { code, out } = await published(p02, '--from', '2026-04-01T00:00:00+08:00', '--note', '四月开始')
  expect([code, out]).toEqual([0, 'basics-brand version 1 is in force from 2026-03-31T16:00:00.000Z. 已发布第 1 版。'])
  const row = await fresh.db.row<{ note: string; published_by: string }>(
    'select note, published_by from programs.version where program_code = $1',
    ['basics-brand'],
  )
  expect(row).toEqual({ note: '四月开始', published_by: `command line: ${userInfo().username}, p02-basics-brand.yaml` })
})

test('what the house refuses is said in both languages, with exit code 1', async () => {
  const { code, err } = await published(p02)
  expect(code).toBe(1)
  expect(err).toContain('内容和当前版本完全一样')
  expect(err).toContain('there is nothing to publish')
})

test('an earlier version is put in force again, with who and why', async () => {
  const text = await readFile(p02, 'utf8')
  const file = join(await temporaryFolder(), 'second.yaml')
  await writeFile(file, text.replace('points: 100, per: ¥100', 'points: 200, per: ¥100'))
  expect((await published(file)).code).toBe(0)
  const { code, out } = await ran('rollback', 'basics-brand', '--to', '1', '--note', '多发了积分')
  expect([code, out]).toEqual([0, expect.stringContaining('已回滚到第 1 版')])
  const row = await fresh.db.row(
    'select version, kind, released_by, note from programs.release order by number desc limit 1',
  )
  const released_by = `command line: ${userInfo().username}`
  expect(row).toEqual({ version: 1, kind: 'rollback', released_by, note: '多发了积分' })
  expect((await ran('rollback', 'basics-brand', '--to', '1', '--note', '多发了积分')).err).toContain('Cannot roll back')
  expect((await ran('rollback', 'basics-brand', '--to', '9', '--note', '多发了积分')).err).toContain('no version 9')
  await removeFolder(dirname(file))
})
