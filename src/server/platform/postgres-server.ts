import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Finished, run } from './os-user.ts'
import { type Place, preparePlace, socketPort } from './postgres-folders.ts'
import { cacheMb, memoryBytes } from './postgres-memory.ts'
import { movePidFileAside, pidFileAgeMs, pidHolder } from './postgres-pid-file.ts'

export { defaultDataFolder } from './postgres-folders.ts'

/** How to reach the embedded server: a Unix socket. The port is named, lest a PGPORT of the shell finds another. */
export type EmbeddedTarget = { host: string; port: number; database: string; user: string }

export type EmbeddedPostgres = {
  target: EmbeddedTarget
  /** True when a server was found running and taken over, as after a kill -9 of its starter. */
  wasRunning: boolean
  isAlive(): Promise<boolean>
  /** Ends the server after its running statements were cancelled; nothing committed is lost. */
  stop(): Promise<void>
}

export type StartPostgres = {
  baseFolder: string
  log: (sentence: string) => void
  /** Server settings that go before ours, for tests. */
  settings?: Readonly<Record<string, string>>
}

const databaseName = 'regulars'
const userName = 'regulars'

/** A machine that takes longer than this to answer is broken; recovery after a crash may take its time. */
const startPatienceMs = 15_000
const recoveryPatienceMs = 600_000
/** Statements of a killed server may run on this long and keep its memory; see statement_timeout in database.ts. */
const leftoverPatienceMs = 90_000

/**
 * Starts the embedded PostgreSQL of a data folder, or takes over the one that runs there already.
 * Safe to call at any time, by several processes at once, and after any kind of crash.
 */
export async function startPostgres({ baseFolder, log, settings = {} }: StartPostgres): Promise<EmbeddedPostgres> {
  const place = await preparePlace(baseFolder)
  const target: EmbeddedTarget = { host: place.socket, port: socketPort, database: databaseName, user: userName }
  if (!existsSync(join(place.data, 'PG_VERSION'))) await initialise(place, log)
  const wasRunning = await bringUp({ place, target, settings: { ...usualSettings(place), ...settings }, log })
  await ensureDatabase(target)
  return {
    target,
    wasRunning,
    isAlive: async () => (await knock(target)) !== 'closed',
    stop: () => stop(place),
  }
}

function usualSettings(place: Place): Record<string, string> {
  return {
    listen_addresses: '',
    port: String(socketPort),
    // In double quotes, because a comma in the path would end the name there.
    unix_socket_directories: `"${place.socket.replaceAll('"', '""')}"`,
    max_connections: '60',
    shared_buffers: `${cacheMb(memoryBytes())}MB`,
    // Rarer checkpoints write fewer whole pages into the journal; a recovery reads two gigabytes at most.
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    // Two cores have better things to do than handing each page from one process to another.
    io_method: 'sync',
    jit: 'off',
    random_page_cost: '1.1',
    log_checkpoints: 'off',
    // The values of a failing statement may be personal data; they stay out of the log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(place.binaries.hasStatementStatistics ? { shared_preload_libraries: 'pg_stat_statements' } : {}),
  }
}

/** Makes the data folder aside and renames it, so that a start that was killed half-way leaves none behind. */
async function initialise(place: Place, log: StartPostgres['log']): Promise<void> {
  log('Making the database (once). 正在建立数据库……')
  await removeDrafts(place)
  const draft = `${place.data}-draft-${process.pid}-${randomUUID()}`
  const made = await run(
    place.binaries.initdb,
    // The built-in provider sorts alike on every machine and after every upgrade of the C library.
    [
      '-D',
      draft,
      '-U',
      userName,
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--locale-provider=builtin',
    ].concat('--builtin-locale=C.UTF-8', '--data-checksums', '--no-instructions'),
    place.user,
  )
  if (made.exitCode !== 0) throw new Error(`initdb could not make ${draft}: ${made.output}`)
  // Whoever may enter the socket's folder may enter the database: its mode is 0700, and there is no network.
  await writeFile(join(draft, 'pg_hba.conf'), 'local all all trust\n')
  await rename(draft, place.data).catch(async error => {
    // Another starter was quicker; its folder is as good.
    await rm(draft, { recursive: true, force: true })
    if (!existsSync(join(place.data, 'PG_VERSION'))) throw error
  })
}

async function removeDrafts(place: Place): Promise<void> {
  for (const name of await readdir(place.folder)) {
    const [, pid] = /^data-draft-(\d+)-/.exec(name) ?? []
    if (pid && !isRunning(Number(pid))) await rm(join(place.folder, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

type BringUp = { place: Place; target: EmbeddedTarget; settings: Record<string, string>; log: StartPostgres['log'] }

/** Knocks, and starts the server when nobody is there, until somebody opens. @returns whether it was running before */
async function bringUp(work: BringUp): Promise<boolean> {
  const beganAt = Date.now()
  let attempt: Attempt = { hasStarted: false, complaint: '' }
  for (let tries = 1; ; tries++) {
    const answer = await knock(work.target)
    if (answer === 'open') return !attempt.hasStarted
    const waitedMs = Date.now() - beganAt
    if (answer === 'closed') attempt = await tryToStart(work, waitedMs)
    if (waitedMs > patienceMs(answer, attempt)) throw new Error(`PostgreSQL does not start: ${attempt.complaint}`)
    if (answer === 'busy' && tries % 50 === 0) work.log('Waiting for the database 等待数据库（它正在恢复或很忙）……')
    await pause(attempt.hasStarted ? 20 : 200)
  }
}

type Attempt = { hasStarted: boolean; complaint: string }

async function tryToStart(work: BringUp, waitedMs: number): Promise<Attempt> {
  const holder = await pidHolder(work.place)
  if (!(await mayStart(work, { holder, waitedMs }))) {
    return { hasStarted: false, complaint: `a process that does not answer holds ${work.place.data} (${holder})` }
  }
  const { exitCode, output } = await start(work)
  return { hasStarted: exitCode === 0, complaint: output }
}

function patienceMs(answer: Answer, { complaint }: Attempt): number {
  if (answer === 'busy') return recoveryPatienceMs
  return complaint.includes('shared memory block') ? leftoverPatienceMs : startPatienceMs
}

/** Whether the way is free for a new server; clears away what blocks it without being one. */
async function mayStart({ place, log }: BringUp, seen: { holder: string; waitedMs: number }): Promise<boolean> {
  const { holder, waitedMs } = seen
  if (holder === 'nobody') return true
  const isStale =
    holder === 'stranger' ||
    (holder === 'unreadable' && (await pidFileAgeMs(place)) > 2_000) ||
    // A dead server stays a zombie until its parent looks; a parent that never looks must not block us for ever.
    (holder === 'zombie' && waitedMs > 10_000)
  if (isStale) {
    log(`A pid file without a server was left in ${place.data}; it was moved aside.`)
    await movePidFileAside(place)
    return true
  }
  if (holder === 'our-server' && waitedMs > 10_000) {
    log('The database runs but does not answer; it is restarted. 数据库没有应答，正在重启。')
    await stop(place)
  }
  return false
}

const pgCtl = (place: Place, ...args: string[]): Promise<Finished> =>
  run(place.binaries.pgCtl, ['-D', place.data, ...args], place.user)

async function start({ place, settings }: BringUp): Promise<Finished> {
  await turnLog(place)
  const logged = await logSize(place)
  // pg_ctl hands the options to a shell.
  const quoted = Object.entries(settings).map(([name, value]) => `-c '${`${name}=${value}`.replaceAll("'", `'\\''`)}'`)
  const started = await pgCtl(place, '-w', '-t', '60', '-s', '-l', place.logFile, '-o', quoted.join(' '), 'start')
  if (started.exitCode === 0) return started
  const log = await readFile(place.logFile).catch(() => Buffer.alloc(0))
  return { ...started, output: `${started.output}\n${log.subarray(logged).toString('utf8').slice(-2_000)}` }
}

const logSize = async (place: Place): Promise<number> => (await stat(place.logFile).catch(() => ({ size: 0 }))).size

async function turnLog(place: Place): Promise<void> {
  if ((await logSize(place)) > 10_000_000) await rename(place.logFile, `${place.logFile}.1`)
}

async function stop(place: Place): Promise<void> {
  const { exitCode } = await pgCtl(place, '-m', 'fast', '-w', '-t', '60', '-s', 'stop')
  if (exitCode === 0 || (await pidHolder(place)) !== 'our-server') return
  // Still there after a minute: it ends like after a power cut, and the next start replays its journal.
  await pgCtl(place, '-m', 'immediate', '-w', '-t', '20', '-s', 'stop')
}

type Answer = 'open' | 'busy' | 'closed'

/** Tries the door. Only a connection proves a server: a pid file or a socket file may have outlived theirs. */
async function knock(target: EmbeddedTarget): Promise<Answer> {
  const client = new pg.Client({ ...target, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return 'open'
  } catch (error) {
    return answerOf(error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function answerOf(error: unknown): Answer {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'closed'
  if (code === 'EACCES') throw error
  // 57P03: it is starting, recovering or shutting down. Any other refusal in SQL comes from a server that works.
  if (error instanceof pg.DatabaseError && code !== '57P03') return 'open'
  // Also a queue that is full and an answer that is late: a server with much to do must never be taken for a dead one.
  return 'busy'
}

async function ensureDatabase(target: EmbeddedTarget): Promise<void> {
  const client = new pg.Client({ ...target, database: 'postgres' })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName])
    if (rowCount === 0) await client.query(`create database ${databaseName}`)
  } catch (error) {
    // 42P04, 23505: another starter has made it in the same moment.
    if (!(error instanceof pg.DatabaseError && (error.code === '42P04' || error.code === '23505'))) throw error
  } finally {
    await client.end()
  }
}
