import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addApiKey, apiKeyText, newKeyId, secretOf } from '../../src/server/modules/keys/index.ts'
import type { ConnectionTarget } from '../../src/server/platform/database.ts'
import { openCipher } from '../../src/server/platform/key-file.ts'
import { bareDatabase, type FreshDatabase } from '../support/database.ts'
import { removeFolder, temporaryFolder } from '../support/temporary-folder.ts'
import { line } from '../support/test-shop.ts'

const projectFolder = join(import.meta.dirname, '../..')

/** What is waited for comes at once; this is for a machine that has much else to do. */
const patience = { timeout: 30_000 }

let home = ''
let database: FreshDatabase
let system: ChildProcess
let ended: Promise<number>
let output = ''
let port = 0
let authorization = ''

beforeAll(async () => {
  home = await temporaryFolder()
  database = await bareDatabase()
  system = regulars(['start'])
  const keep = (part: Buffer) => {
    output += part.toString('utf8')
  }
  system.stdout?.on('data', keep)
  system.stderr?.on('data', keep)
  ended = new Promise(resolve => system.once('close', code => resolve(code ?? -1)))
  await vi.waitUntil(() => output.includes('Ctrl-C'), { timeout: 100_000 })
  port = Number(/127\.0\.0\.1:(\d+)/.exec(output)?.[1])
  authorization = await keyOf(database)
})

afterAll(async () => {
  system.kill('SIGTERM')
  await ended
  await database.drop()
  await removeFolder(home)
})

function regulars(args: string[]): ChildProcess {
  return spawn(process.execPath, ['launch/regulars.mjs', ...args], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATABASE_URL: addressOf(database.target),
      REGULARS_KEY_FILE: join(home, 'regulars.key'),
      REGULARS_DEMO: 'no',
      REGULARS_BUILD: 'no',
      REGULARS_WEB_PROCESSES: '2',
      PORT: String(port),
    },
  })
}

function addressOf(target: ConnectionTarget): string {
  if ('connectionString' in target) return target.connectionString
  const { host, database: name, user } = target
  return `postgres://${user}@/${name}?host=${encodeURIComponent(host)}&port=5432`
}

async function keyOf({ db }: FreshDatabase): Promise<string> {
  const cipher = await openCipher(db, join(home, 'regulars.key'))
  const scopes = ['checkout.settle', 'checkout.read'] as const
  const { keyId } = await db.transaction(tx =>
    addApiKey(tx, { keyId: newKeyId(), name: 'till', scopes: [...scopes], now: new Date(), cipher }),
  )
  return `Bearer ${apiKeyText({ keyId, secret: secretOf(cipher, keyId) })}`
}

/** Sells one receipt, once: what fails has failed. @returns the process that answered */
function sell(number: string, agent: Agent): Promise<number> {
  const body = JSON.stringify({ storeCode: 'S01', tillCode: 'T1', receiptNumber: number, lines: [line(10)] })
  const headers = { authorization, 'content-type': 'application/json', 'idempotency-key': number }
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/v1/checkouts', method: 'POST', agent, headers }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', part => {
        text += part
      })
      response.on('error', reject)
      response.on('end', () => (response.statusCode === 201 ? resolve(201) : reject(new Error(text))))
    })
      .on('error', reject)
      .end(body)
  })
}

type Traffic = { sold: string[]; failed: string[]; stop: () => Promise<void> }

/** Tills that sell until they are told to stop: some on one connection that stays, some on a new one each time, some slowly. */
function openTills(): Traffic {
  const sold: string[] = []
  const failed: string[] = []
  const ending = new AbortController()
  const till = async (options: { keepAlive: boolean; restMs: number }) => {
    const agent = new Agent({ keepAlive: options.keepAlive, maxSockets: 1 })
    while (!ending.signal.aborted) {
      const number = randomUUID()
      await sell(number, agent).then(
        () => sold.push(number),
        error => failed.push(`${number} ${error}`),
      )
      await pause(options.restMs, undefined, { signal: ending.signal }).catch(() => undefined)
    }
    agent.destroy()
  }
  const tills = [
    ...Array.from({ length: 4 }, () => till({ keepAlive: true, restMs: 5 })),
    ...Array.from({ length: 4 }, () => till({ keepAlive: false, restMs: 5 })),
    ...Array.from({ length: 2 }, () => till({ keepAlive: true, restMs: 1_500 })),
  ]
  return {
    sold,
    failed,
    stop: async () => {
      ending.abort()
      await Promise.all(tills)
    },
  }
}

async function recorded(): Promise<string[]> {
  const rows = await database.db.rows<{ number: string }>('select number from checkout.receipt')
  return rows.map(({ number }) => number)
}

async function restart(): Promise<{ code: number | null; said: string }> {
  const command = regulars(['restart'])
  let said = ''
  command.stdout?.on('data', part => {
    said += part
  })
  command.stderr?.on('data', part => {
    said += part
  })
  return new Promise(resolve => command.once('close', code => resolve({ code, said })))
}

/** The processes of ours that have a connection to the database. */
async function backends(): Promise<Set<number>> {
  const rows = await database.db.rows<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and application_name = 'regulars' and pid <> pg_backend_pid()`,
  )
  return new Set(rows.map(({ pid }) => pid))
}

/** Starting processes takes its time where others run too. */
const restartsMs = 240_000

test('two restarts under traffic: no request fails, and each receipt is there exactly once', {
  timeout: restartsMs,
}, async () => {
  const tills = openTills()
  try {
    await vi.waitUntil(() => tills.sold.length > 20, patience)
    const before = await backends()
    for (let times = 0; times < 2; times++) {
      const soldBefore = tills.sold.length
      const { code, said } = await restart()
      expect([code, said]).toEqual([0, expect.stringContaining('Replaced the background process')])
      await vi.waitUntil(() => tills.sold.length > soldBefore + 20, patience)
    }
    const after = await backends()
    expect([...before].filter(pid => after.has(pid))).toEqual([])
  } finally {
    await tills.stop()
  }
  expect(tills.failed).toEqual([])
  expect((await recorded()).sort()).toEqual(tills.sold.toSorted())
})

test('one address tells of all processes, each under its name', async () => {
  const read = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  // A background process that has just taken over has not done its first task yet.
  const text = await vi.waitUntil(async () => {
    const now = await read()
    return /regulars_task_seconds_count{[^}]*task="relay-outbox"/.test(now) && now
  }, patience)
  for (const name of ['web-1', 'web-2', 'background'])
    expect(text).toMatch(new RegExp(`process_resident_memory_bytes{[^}]*process="${name}"[^}]*} \\d+`))
  expect(text).toMatch(/regulars_task_seconds_count{[^}]*task="relay-outbox"[^}]*} \d+/)
  // What the database knows is there once, not once for each process.
  expect(text.match(/^regulars_database_reachable.*$/gm)).toEqual(['regulars_database_reachable 1'])
})

test('where no system runs, the command says so', async () => {
  const other = port
  port = 1
  expect(await restart()).toEqual({ code: 1, said: expect.stringContaining('127.0.0.1:1') })
  port = other
})

test('an end under traffic cuts nothing: whatever was written was answered', async () => {
  const soldBefore = await recorded()
  const tills = openTills()
  await vi.waitUntil(() => tills.sold.length > 20, patience)
  system.kill('SIGTERM')
  expect(await ended).toBe(0)
  await tills.stop()
  expect((await recorded()).sort()).toEqual([...soldBefore, ...tills.sold].sort())
  expect(output).not.toContain('cut:')
})
