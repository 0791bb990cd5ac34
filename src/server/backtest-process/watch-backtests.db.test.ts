import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { openTestShop } from '../../../test/support/test-shop.ts'
import { beginReading } from '../modules/backtests/index.ts'
import { startBacktestProcess } from './start-process.ts'
import { watchBacktests } from './watch-backtests.ts'

const shop = await openTestShop({ program: 'p07-accessory-shop' })
afterAll(() => shop.close())
// The process reads its settings as every process of ours does.
vi.stubEnv('REGULARS_KEY_FILE', shop.config.keyFile)
const document = readFileSync(join(import.meta.dirname, '../../../programs/p07-accessory-shop.yaml'), 'utf8')
const ask = () => shop.post('/v1/backtests', { document, against: 'receipts', from: '2025-01-01', to: '2025-01-01' })
const stateOf = async (id: string) => (await shop.get(`/v1/backtests/${id}`)).body.state
const start = () => startBacktestProcess(shop.target)

test('what waits is run by a process that is gone afterwards; with nothing to do none is started', async () => {
  const begun: number[] = []
  const look = watchBacktests({
    start: () => {
      const started = start()
      begun.push(started.child.pid ?? 0)
      return started
    },
  })
  expect(await look(shop)).toBe(0)
  const { body: first } = await ask()
  const { body: second } = await ask()
  expect(await look(shop)).toBe(1)
  expect([await stateOf(first.backtestId), await stateOf(second.backtestId)]).toEqual(['done', 'done'])
  expect(await look(shop)).toBe(0)
  expect(begun).toHaveLength(1)
  expect(() => process.kill(begun[0] ?? 0, 0)).toThrow('ESRCH')
})

test('a process that is killed is told by its signal, and the next look runs what waited', async () => {
  const { body } = await ask()
  const killed = watchBacktests({
    start: () => {
      const started = start()
      started.child.kill('SIGKILL')
      return started
    },
  })
  await expect(killed(shop)).rejects.toThrow('SIGKILL')
  expect(await stateOf(body.backtestId)).toBe('waiting')
  expect(await watchBacktests({ start })(shop)).toBe(1)
  expect(await stateOf(body.backtestId)).toBe('done')
})

test('what was killed while it ran is marked as stopped', async () => {
  const { body } = await ask()
  await shop.db.run(`update backtests.run set state = 'running', began_at = now() where backtest_id = $1`, [
    body.backtestId,
  ])
  expect(await watchBacktests({ start })(shop)).toBe(1)
  expect(await stateOf(body.backtestId)).toBe('stopped')
})

test('whoever ends orderly ends the process with it, and the next one runs what is left', async () => {
  const { body } = await ask()
  const ending = new AbortController()
  const looked = watchBacktests({ start })(shop, ending.signal)
  ending.abort()
  // Told to end before it listens, a process ends by the signal; later, by itself.
  await looked.catch(error => expect(String(error)).toContain('SIGTERM'))
  await watchBacktests({ start })(shop)
  expect(['done', 'stopped']).toContain(await stateOf(body.backtestId))
})

test('while another process runs one, none is started', async () => {
  await ask()
  await shop.db.transaction(async tx => {
    expect(await beginReading(tx)).toBe(true)
    const start = () => {
      throw new Error('must not be started')
    }
    expect(await watchBacktests({ start })(shop)).toBe(0)
  })
})
