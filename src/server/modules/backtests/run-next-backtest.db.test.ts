import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestShop } from '../../../../test/support/test-shop.ts'
import type { Context } from '../../platform/context.ts'
import { runNextBacktest } from './index.ts'
import { backtest, expectTheJournal, live, openShopToLive, programText } from './lived-shop-for-tests.ts'

let shop: TestShop
let context: Context

async function open(program: string): Promise<void> {
  shop = await openShopToLive(program)
  context = shop.context
}

const codes: Record<string, string> = {
  'p07-accessory-shop': 'accessory-shop',
  'p09-four-level-retail': 'four-level-retail',
  'p02-basics-brand': 'basics-brand',
}
const programs = ['p07-accessory-shop', 'p09-four-level-retail', 'p02-basics-brand']

describe.each(programs)('a shop that lived under %s', program => {
  beforeAll(async () => {
    await open(program)
    await live(shop)
  }, 300_000)
  afterAll(async () => {
    expect(await shop.check()).toMatchObject({ isSound: true })
    await shop.close()
  })

  test('is replayed to the very points, levels and prices that its journal has', async () => {
    const { report } = await backtest(shop, { document: programText(program) })
    const [lowest] = report.live.levels
    const sums = await expectTheJournal(shop, { report, lowest: lowest ? [lowest.level] : [] })
    for (const field of ['issued', 'redeemed', 'takenBack', 'givenBack']) expect(sums[field], field).toBeGreaterThan(0)
  })

  test('who moves and every month can be downloaded', async () => {
    const draft = programText('p07-accessory-shop').replace('program: accessory-shop', `program: ${codes[program]}`)
    const { backtestId, report } = await backtest(shop, { document: draft })
    const movers = await shop.get(`/v1/backtests/${backtestId}/movers.csv`)
    const count = report.moves.reduce((sum: number, move: { members: number }) => sum + move.members, 0)
    expect(movers.text.trim().split('\n')).toHaveLength(count + 1)
    const months = await shop.get(`/v1/backtests/${backtestId}/months.csv`)
    expect(months.text.trim().split('\n')).toHaveLength(3 * report.months.length + 1)
  })

  test('a draft that is the program itself differs in nothing', async () => {
    const { report } = await backtest(shop, { document: `# again\n${programText(program)}`, usedPercent: 60 })
    expect({ ...report.draft, version: 0 }).toEqual({ ...report.live, version: 0 })
    expect(Object.values(report.difference).every(value => value === 0)).toBe(true)
    expect(report.changes).toEqual([])
  })

  test('from today on, the balances of today are what it opens with', async () => {
    const { report } = await backtest(shop, { document: programText(program), against: 'live', from: '2025-06-01' })
    const row = await shop.db.row<{ posted: number }>('select sum(posted)::float8 as posted from ledger.account')
    expect(report.live.assets[0].total.opening).toBe(row?.posted)
    expect(report.shiftDays % 7).toBe(0)
    expect(report.from > shop.clock.now().toISOString().slice(0, 10)).toBe(true)
  })
})

describe('the queue', () => {
  const document = programText('p07-accessory-shop')
  const ask = { document, against: 'receipts', from: '2025-01-01', to: '2025-01-01' }
  const stateOf = async (id: string) => (await shop.get(`/v1/backtests/${id}`)).body

  beforeAll(() => open('p07-accessory-shop'))
  afterAll(() => shop.close())

  test('runs what was asked first, one at a time, and nothing when it is empty', async () => {
    const first = await shop.post('/v1/backtests', ask)
    shop.clock.moveTo(new Date(shop.clock.now().getTime() + 1))
    const second = await shop.post('/v1/backtests', ask)
    expect(await stateOf(first.body.backtestId)).toMatchObject({ state: 'waiting', percent: 0, report: null })
    await runNextBacktest(context)
    expect(await stateOf(first.body.backtestId)).toMatchObject({ state: 'done', percent: 100 })
    expect(await stateOf(second.body.backtestId)).toMatchObject({ state: 'waiting' })
    expect(await runNextBacktest(context)).toBe(1)
    expect(await runNextBacktest(context)).toBe(0)
  })

  test('what is cancelled never runs, and cannot be cancelled twice', async () => {
    const { body } = await shop.post('/v1/backtests', ask)
    const path = `/v1/backtests/${body.backtestId}`
    expect((await shop.call('DELETE', path)).status).toBe(200)
    expect(await runNextBacktest(context)).toBe(0)
    expect(await stateOf(body.backtestId)).toMatchObject({ state: 'cancelled', report: null })
    const again = await shop.call('DELETE', path)
    expect([again.status, again.body.code]).toEqual([409, 'backtests/already-over'])
    const gone = await shop.call('DELETE', '/v1/backtests/00000000-0000-0000-0000-000000000000')
    expect([gone.status, gone.body.code]).toEqual([404, 'backtests/not-found'])
  })

  test('what is cancelled while it runs has no result', async () => {
    const { body } = await shop.post('/v1/backtests', ask)
    const running = runNextBacktest(context)
    await expect.poll(async () => (await stateOf(body.backtestId)).state).not.toBe('waiting')
    // The run is so short that it may be over; what the answer says is what must be true afterwards.
    const { status } = await shop.call('DELETE', `/v1/backtests/${body.backtestId}`)
    await running
    const { state, report } = await stateOf(body.backtestId)
    expect([state, report === null]).toEqual(status === 200 ? ['cancelled', true] : ['done', false])
  })

  test('what ran when its process went is stopped, with a sentence, and the next one runs', async () => {
    const lost = await shop.post('/v1/backtests', ask)
    await shop.db.run(`update backtests.run set state = 'running' where backtest_id = $1`, [lost.body.backtestId])
    const next = await shop.post('/v1/backtests', ask)
    await runNextBacktest(context)
    const stopped = await stateOf(lost.body.backtestId)
    expect(stopped).toMatchObject({ state: 'stopped', report: null })
    expect(stopped.problem['zh-CN']).toContain('重新启动')
    expect(await stateOf(next.body.backtestId)).toMatchObject({ state: 'done' })
  })

  test('a process that is to end stops its back-test and says so', async () => {
    const { body } = await shop.post('/v1/backtests', ask)
    await runNextBacktest(context, AbortSignal.abort())
    expect(await stateOf(body.backtestId)).toMatchObject({ state: 'stopped', report: null })
  })

  test.each([
    ['a draft with errors', { document: 'program: nothing' }, 422, 'backtests/draft-has-errors'],
    ['an end before the beginning', { from: '2025-01-01', to: '2024-12-31' }, 400, 'backtests/period-not-valid'],
    ['an end after today', { to: '2025-01-02' }, 400, 'backtests/period-not-valid'],
    ['more than five years', { from: '2020-01-01' }, 400, 'backtests/period-not-valid'],
    ['a day that is none', { from: '2024-02-30' }, 400, 'backtests/period-not-valid'],
    [
      'earlier receipts before today’s balances',
      { against: 'live', opening: 'earlier' },
      400,
      'backtests/opening-not-for-live',
    ],
  ])('%s is refused', async (_, more, status, code) => {
    const answer = await shop.post('/v1/backtests', { ...ask, ...more })
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  test('five years to the day are not too many', async () => {
    const { status, body } = await shop.post('/v1/backtests', { ...ask, from: '2020-01-02' })
    expect(status).toBe(202)
    await shop.call('DELETE', `/v1/backtests/${body.backtestId}`)
  })

  test('ten may wait, an eleventh not', async () => {
    shop.clock.moveTo(new Date(shop.clock.now().getTime() + 1_000))
    for (let count = 0; count < 10; count++) expect((await shop.post('/v1/backtests', ask)).status).toBe(202)
    const { status, body } = await shop.post('/v1/backtests', ask)
    expect([status, body.code]).toEqual([429, 'backtests/queue-full'])
    const { body: list } = await shop.get('/v1/backtests')
    expect(list.backtests[0]).toMatchObject({ state: 'waiting', programCode: 'accessory-shop', askedBy: 'tests' })
  })

  test('what is not done has nothing to download', async () => {
    const { body } = await shop.get('/v1/backtests')
    const [{ backtestId }] = body.backtests
    for (const file of ['movers.csv', 'months.csv']) {
      const answer = await shop.get(`/v1/backtests/${backtestId}/${file}`)
      expect([answer.status, answer.body.code]).toEqual([409, 'backtests/not-done'])
    }
  })
})
