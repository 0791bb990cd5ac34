import { spawn } from 'node:child_process'
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { removeFolder, temporaryFolder } from '../../../test/support/temporary-folder.ts'
import { openDatabase } from './database.ts'
import { type EmbeddedPostgres, startPostgres } from './postgres-server.ts'

let home = ''
let folder = ''
let pidFile = ''
const opened: EmbeddedPostgres[] = []

beforeAll(async () => {
  home = await temporaryFolder()
  folder = join(home, 'data of the shop')
  pidFile = join(folder, 'postgres/data/postmaster.pid')
})

afterAll(async () => {
  // Stopping twice does no harm, and a test that failed half-way has not stopped.
  for (const server of opened) await server.stop()
  for (const { target } of opened) {
    if (!target.host.startsWith(home)) await rm(target.host, { recursive: true, force: true })
  }
  await removeFolder(home)
})

async function start(baseFolder = folder): Promise<EmbeddedPostgres> {
  const server = await startPostgres({ baseFolder, log: () => undefined })
  opened.push(server)
  return server
}

async function ask({ target }: EmbeddedPostgres, sql: string): Promise<unknown[]> {
  const db = openDatabase(target, { connectionsMax: 1 })
  try {
    return await db.rows(sql)
  } finally {
    await db.close()
  }
}

const postmasterPid = async () => Number((await readFile(pidFile, 'utf8')).split('\n')[0])

async function leavePidFile(text: string): Promise<void> {
  await writeFile(pidFile, text)
  const longAgo = new Date(Date.now() - 60_000)
  await utimes(pidFile, longAgo, longAgo)
}

test('data survive a stop and a start, and everything listens on a socket only', async () => {
  const first = await start()
  expect(first.wasRunning).toBe(false)
  await ask(first, 'create table public.note (text text)')
  await ask(first, `insert into public.note values ('kept')`)
  await first.stop()
  expect(await first.isAlive()).toBe(false)

  const second = await start()
  expect(second.wasRunning).toBe(false)
  expect(await ask(second, 'select text from public.note')).toEqual([{ text: 'kept' }])
  expect(await ask(second, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
  expect(await ask(second, 'show fsync')).toEqual([{ fsync: 'on' }])
  expect(await ask(second, 'show data_checksums')).toEqual([{ data_checksums: 'on' }])
})

test('a server that runs already is taken over', async () => {
  const pid = await postmasterPid()
  const again = await start()
  expect(again.wasRunning).toBe(true)
  expect(await again.isAlive()).toBe(true)
  expect(await postmasterPid()).toBe(pid)
})

test('a server that was killed is started again, at once, with what it had committed', async () => {
  const server = await start()
  await ask(server, `insert into public.note values ('committed')`)
  process.kill(await postmasterPid(), 'SIGKILL')
  const next = await start()
  expect(await ask(next, 'select text from public.note order by text')).toEqual([
    { text: 'committed' },
    { text: 'kept' },
  ])
  await next.stop()
})

test('a pid file that names a living stranger of the same user does not keep the server down', async () => {
  const { uid, gid } = await stat(join(folder, 'postgres'))
  const stranger = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid, gid, cwd: '/' } : {})
  try {
    await leavePidFile(`${stranger.pid}\n${join(folder, 'postgres/data')}\n1\n5432\n`)
    const server = await start()
    expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.stop()
  } finally {
    stranger.kill('SIGKILL')
  }
})

test('nor does one that names a process of another user, or none at all', async () => {
  for (const pid of [process.pid, 4_194_000]) {
    await leavePidFile(`${pid}\n${join(folder, 'postgres/data')}\n1\n5432\n`)
    const server = await start()
    expect(await server.isAlive()).toBe(true)
    await server.stop()
  }
})

test('nor does an empty one', async () => {
  await leavePidFile('')
  const server = await start()
  expect(await server.isAlive()).toBe(true)
  await server.stop()
})

test('two starters at once end up with one server, also in a folder with an awkward name', async () => {
  const awkward = join(home, `it's, new: 新店`)
  const [one, other] = await Promise.all([start(awkward), start(awkward)])
  await ask(one, 'create table public.seen ()')
  expect(await ask(other, `select to_regclass('public.seen') is not null as seen`)).toEqual([{ seen: true }])
  await one.stop()
  expect(await other.isAlive()).toBe(false)
})

test('a path too long for a socket is got round', async () => {
  const long = join(home, 'a-folder-deep-down-in-the-house'.repeat(4))
  await mkdir(long)
  const server = await start(long)
  expect(Buffer.byteLength(server.target.host)).toBeLessThan(90)
  expect((await stat(server.target.host)).mode & 0o777).toBe(0o700)
  expect(await server.isAlive()).toBe(true)
  await server.stop()
})

test('a path that the shell of pg_ctl would misread is refused in a sentence', async () => {
  await expect(start(join(home, 'a "quoted" house'))).rejects.toThrow('REGULARS_DATA')
})
