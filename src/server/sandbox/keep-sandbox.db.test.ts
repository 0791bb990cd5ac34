import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../../../test/support/test-shop.ts'
import { SandboxKeeper, type SandboxProcess } from './keep-sandbox.ts'

let shop: TestShop
let keeper: SandboxKeeper
const started: { target: object; isRunning: boolean }[] = []
const troubles: string[] = []
/** What the next start does instead of starting. */
let failure: string | null = null

beforeAll(async () => {
  shop = await openTestShop()
  keeper = openKeeper()
})
afterAll(async () => {
  await keeper.stop()
  await shop.post('/v1/sandbox', { action: 'remove' })
  await keeper.look()
  await keeper.stop()
  await shop.close()
})

function openKeeper(): SandboxKeeper {
  return new SandboxKeeper({
    db: shop.db,
    target: shop.target,
    clock: shop.clock,
    timeZone: 'Asia/Shanghai',
    onTrouble: error => troubles.push(String(error)),
    start: async (target): Promise<SandboxProcess> => {
      if (failure) throw new Error(failure)
      const own = { target, isRunning: true }
      started.push(own)
      return {
        port: 8090,
        isRunning: () => own.isRunning,
        stop: async () => {
          own.isRunning = false
        },
      }
    },
  })
}

const room = async () => (await shop.get('/v1/sandbox')).body.room
const sandboxes = async () =>
  (
    await shop.db.row<{ count: number }>(
      `select count(*) as count from pg_database where datname = current_database() || '_sandbox'`,
    )
  )?.count

test('where nobody asked, it does nothing', async () => {
  expect(await keeper.look()).toBe(0)
  expect(await room()).toBeNull()
})

test('what was asked for is made and started once', async () => {
  const asked = await shop.post('/v1/sandbox', { action: 'open' })
  expect([asked.status, asked.body.room]).toMatchObject([202, { state: 'waiting', contents: 'empty', address: null }])
  expect((await shop.post('/v1/sandbox', { action: 'open' })).body.code).toBe('sandbox/already-there')
  expect(await keeper.look()).toBe(1)
  expect(await room()).toMatchObject({ state: 'open', address: 'http://localhost:8090', problem: null })
  expect([await sandboxes(), await keeper.look(), started.length]).toEqual([1, 0, 1])
})

test('a second background process leaves it alone', async () => {
  const other = openKeeper()
  expect(await other.look()).toBe(0)
  await other.stop()
})

test('a process that died is started again, on the same database', async () => {
  const first = started.at(-1)
  if (first) first.isRunning = false
  expect([await keeper.look(), started.length]).toEqual([1, 2])
  expect(started.at(-1)?.target).toEqual(first?.target)
})

test('a reset ends the process and makes everything anew', async () => {
  const before = started.at(-1)
  await shop.post('/v1/sandbox', { action: 'reset', contents: 'members' })
  await keeper.look()
  expect([before?.isRunning, started.length, (await room()).contents]).toEqual([false, 3, 'members'])
})

test('what fails is told with its reason, and not tried again until somebody asks', async () => {
  failure = 'the port is taken'
  await shop.post('/v1/sandbox', { action: 'reset' })
  await keeper.look()
  expect(await room()).toMatchObject({ state: 'failed', problem: 'the port is taken', address: null })
  expect([await keeper.look(), troubles]).toEqual([0, ['Error: the port is taken']])
  failure = null
})

test('what is removed is gone', async () => {
  await shop.post('/v1/sandbox', { action: 'remove' })
  expect(await keeper.look()).toBe(1)
  expect([await sandboxes(), (await room()).state, await keeper.look()]).toEqual([0, 'closed', 0])
  expect((await shop.post('/v1/sandbox', { action: 'remove' })).body.code).toBe('sandbox/not-there')
  await shop.post('/v1/sandbox', { action: 'open' })
})

test('the clock of the shop is not moved, whoever asks', async () => {
  const { status, body } = await shop.post('/v1/sandbox/clock', { by: 'P1D' })
  expect([status, body.code]).toEqual([422, 'sandbox/real-clock'])
  expect((await shop.get('/v1/sandbox/diary')).body.code).toBe('sandbox/no-diary')
  expect((await shop.post('/v1/sandbox/clock', { by: 'P1D', to: '2030-01-01T00:00:00Z' })).status).toBe(400)
})
