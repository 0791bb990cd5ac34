import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SandboxAnswer } from '../../src/shared/contract/sandbox.ts'
import { openTestShop, ownerEmail, ownerPassword, type TestShop } from '../support/test-shop.ts'
import { type OwnProcess, startProcess } from '../support/web-process.ts'

// The processes as they really run: the background process makes the sandbox, starts its process, and ends it.

let shop: TestShop
let background: OwnProcess

beforeAll(async () => {
  shop = await openTestShop({ startAt: new Date().toISOString() })
  const settings = { REGULARS_KEY_FILE: shop.config.keyFile, REGULARS_SANDBOX_PORT: '0' }
  background = await startProcess({ file: 'worker', target: shop.target, settings })
})
afterAll(async () => {
  await background?.stop()
  await shop.close()
})

const room = async () => (await shop.get('/v1/sandbox')).body.room

async function until(state: string): Promise<{ address: string }> {
  for (let tries = 0; tries < 600; tries++) {
    const now = await room()
    if (now.state === state) return now
    if (now.state === 'failed') throw new Error(`${now.problem}\n${background.output()}`)
    await pause(100)
  }
  throw new Error(`the sandbox never was ${state}:\n${background.output()}`)
}

async function signIn(address: string): Promise<string> {
  const answer = await fetch(`${address}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ email: ownerEmail, password: ownerPassword }),
  })
  return answer.headers
    .getSetCookie()
    .map(text => text.split(';')[0])
    .join('; ')
}

const bodyOf = async (answer: Response): Promise<SandboxAnswer> => JSON.parse(await answer.text())

const isServed = (address: string) =>
  fetch(`${address}/health/live`).then(
    answer => answer.ok,
    () => false,
  )

/** Processes start slowly on a machine that has much else to do. */
const processMs = 240_000

test(
  'a sandbox with members is opened, moved by a month, and removed with everything in it',
  async () => {
    expect((await shop.post('/v1/sandbox', { action: 'open', contents: 'members' })).status).toBe(202)
    const { address } = await until('open')
    const cookie = await signIn(address)
    const headers = { cookie, origin: address, 'content-type': 'application/json', 'idempotency-key': randomUUID() }
    const before = await bodyOf(await fetch(`${address}/v1/sandbox`, { headers }))
    expect(before).toMatchObject({ isSandbox: true, room: null, clock: { runs: true } })
    const moved = await fetch(`${address}/v1/sandbox/clock`, { method: 'POST', headers, body: '{"by":"P1M"}' })
    const answer = await bodyOf(moved)
    const to = answer.clock?.journey?.to ?? ''
    expect([moved.status, to], JSON.stringify(answer)).toEqual([202, expect.stringMatching(/Z$/)])
    let clock = answer.clock
    while (clock?.journey) {
      await pause(100)
      clock = (await bodyOf(await fetch(`${address}/v1/sandbox`, { headers }))).clock
      expect(clock?.problem).toBeNull()
    }
    expect(Date.parse(clock?.now ?? '')).toBeGreaterThanOrEqual(Date.parse(to))

    expect((await fetch(`${address}/v1/stores`, { headers: shop.bearer })).status).toBe(401)
    expect((await shop.get('/v1/myself', { as: { cookie } })).status).toBe(401)

    expect((await shop.post('/v1/sandbox', { action: 'remove' })).status).toBe(202)
    await until('closed')
    expect(await isServed(address)).toBe(false)
    const left = await shop.db.rows(`select from pg_database where datname = current_database() || '_sandbox'`)
    expect(left).toEqual([])
  },
  processMs,
)

test(
  'the process of a sandbox ends with the background process, and comes back with the next',
  async () => {
    await shop.post('/v1/sandbox', { action: 'open' })
    const { address } = await until('open')
    expect(await isServed(address)).toBe(true)
    await background.stop()
    expect(await isServed(address)).toBe(false)
    const settings = { REGULARS_KEY_FILE: shop.config.keyFile, REGULARS_SANDBOX_PORT: new URL(address).port }
    background = await startProcess({ file: 'worker', target: shop.target, settings })
    for (let tries = 0; tries < 300 && !(await isServed(address)); tries++) await pause(100)
    expect(await isServed(address)).toBe(true)
    await shop.post('/v1/sandbox', { action: 'remove' })
    await until('closed')
  },
  processMs,
)
