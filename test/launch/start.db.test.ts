import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { removeFolder, temporaryFolder } from '../support/temporary-folder.ts'

const projectFolder = join(import.meta.dirname, '../..')

let home = ''
let port = 0
const started: Started[] = []

type Started = { child: ChildProcess; ended: Promise<number>; output: () => string }

beforeAll(async () => {
  home = await temporaryFolder()
  port = await freePort()
})

afterAll(async () => {
  for (const { child, ended } of started) {
    child.kill('SIGTERM')
    await ended
  }
  await removeFolder(home)
})

function start(settings: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, ['launch/regulars.mjs', 'start'], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATABASE_URL: '',
      REGULARS_DATA: join(home, 'data'),
      REGULARS_KEY_FILE: join(home, 'regulars.key'),
      REGULARS_DEMO: 'no',
      REGULARS_BUILD: 'no',
      PORT: String(port),
      ...settings,
    },
  })
  let text = ''
  const keep = (part: Buffer) => {
    text += part.toString('utf8')
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const ended = new Promise<number>(resolve => child.on('close', code => resolve(code ?? -1)))
  const system = { child, ended, output: () => text }
  started.push(system)
  return system
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('a port was expected')
  return address.port
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health/live`, { signal: AbortSignal.timeout(1_000) })).ok
  } catch {
    return false
  }
}

async function until(fact: string, holds: () => Promise<boolean>): Promise<void> {
  const beganAt = Date.now()
  while (!(await holds())) {
    if (Date.now() - beganAt > 30_000) throw new Error(`it did not come true that ${fact}`)
    await pause(50)
  }
}

/** The processes that one process has started, by the file that they run. */
async function childrenOf(pid: number | undefined): Promise<Map<string, number>> {
  const children = new Map<string, number>()
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  for (const child of list.trim().split(' ').map(Number)) {
    const file = (await readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => ''))
      .split('\0')
      .find(word => word.endsWith('.ts'))
    if (file) children.set(file.slice(file.lastIndexOf('/') + 1), child)
  }
  return children
}

const postmasterPid = async () =>
  Number((await readFile(join(home, 'data/postgres/data/postmaster.pid'), 'utf8')).split('\n')[0])

const isGone = async (pid: number | undefined) => {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z')
  return line.slice(line.lastIndexOf(')') + 2).startsWith('Z')
}

const untilReady = (system: Started) =>
  until('the pages answer', async () => system.output().includes('Ctrl-C') && answers())

test('a port in use is told at once, with the remedy', async () => {
  const other = createServer(socket => socket.destroy())
  await new Promise<void>(resolve => other.listen(port, '127.0.0.1', resolve))
  const system = start()
  expect(await system.ended).toBe(1)
  expect(system.output()).toContain(`PORT=${port + 1} npm start`)
  await new Promise(resolve => other.close(resolve))
})

test('every process that is killed comes back, and SIGTERM ends them all', async () => {
  const system = start()
  await untilReady(system)

  const before = await childrenOf(system.child.pid)
  for (const file of ['main.ts', 'worker.ts']) process.kill(before.get(file) ?? 0, 'SIGKILL')
  await until('both processes are new', async () => {
    const now = await childrenOf(system.child.pid)
    return ['main.ts', 'worker.ts'].every(file => now.has(file) && now.get(file) !== before.get(file))
  })
  await until('the pages answer again', answers)

  const postmaster = await postmasterPid()
  process.kill(postmaster, 'SIGKILL')
  await until('the database is another one', async () => (await postmasterPid().catch(() => postmaster)) !== postmaster)

  const last = [...(await childrenOf(system.child.pid)).values(), await postmasterPid()]
  system.child.kill('SIGTERM')
  expect(await system.ended).toBe(0)
  for (const pid of last) await until(`process ${pid} is gone`, () => isGone(pid))
})

test('a killed supervisor takes its processes along, and the next start takes the database over', async () => {
  const killed = start()
  await untilReady(killed)
  const children = await childrenOf(killed.child.pid)
  const postmaster = await postmasterPid()
  killed.child.kill('SIGKILL')

  const next = start()
  await untilReady(next)
  expect(await postmasterPid()).toBe(postmaster)
  for (const pid of children.values()) await until(`process ${pid} is gone`, () => isGone(pid))
  expect(await answers()).toBe(true)
})

test('a second start on the same data says so and leaves the first alone', async () => {
  const samePort = start()
  expect(await samePort.ended).toBe(1)
  expect(samePort.output()).toContain(`already running 已在运行: http://127.0.0.1:${port}`)

  const otherPort = start({ PORT: String(await freePort()) })
  expect(await otherPort.ended).toBe(1)
  expect(otherPort.output()).toContain('REGULARS_DATA=')
  expect(await answers()).toBe(true)
})
