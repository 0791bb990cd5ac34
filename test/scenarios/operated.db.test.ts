import { randomUUID } from 'node:crypto'
import { rename } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/server/platform/database.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { joinMember } from '../support/till.ts'

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

/** The numbers of /metrics, by name and labels. */
async function metrics(headers: Record<string, string> = {}): Promise<Map<string, number>> {
  const { statusCode, body } = await shop.http.inject({ method: 'GET', url: '/metrics', headers })
  expect(statusCode).toBe(200)
  const lines = body.split('\n').filter(text => text !== '' && !text.startsWith('#'))
  return new Map(
    lines.map(text => [text.slice(0, text.lastIndexOf(' ')), Number(text.slice(text.lastIndexOf(' ') + 1))]),
  )
}

test('after some traffic /metrics has the right numbers', async () => {
  const member = await joinMember(shop)
  const key = randomUUID()
  const sold = receipt([line(100)], member.by)
  const { body } = await shop.post('/v1/checkouts', sold, { key })
  await shop.post('/v1/checkouts', sold, { key })
  await shop.post('/v1/checkouts', receipt([line(100)], { ...member.by, expectedPayableCents: 1 }))
  await shop.post('/v1/refunds', refundOf(body.receiptId))
  await shop.post(
    '/v1/refunds',
    refundOf('', { receipt: { storeCode: 'S01', tillCode: 'T1', receiptNumber: 'later' } }),
  )
  await shop.get(`/v1/checkouts/${body.receiptId}`)
  await shop.get('/v1/checkouts/not-an-id')
  await shop.http.inject({ method: 'GET', url: '/nowhere?phone=13800138000' })

  const seen = await metrics()
  expect(Object.fromEntries([...seen].filter(([name]) => name.startsWith('regulars_orders_total')))).toEqual({
    'regulars_orders_total{kind="sale",outcome="done"}': 1,
    'regulars_orders_total{kind="sale",outcome="repeated"}': 1,
    'regulars_orders_total{kind="sale",outcome="refused"}': 1,
    'regulars_orders_total{kind="refund",outcome="done"}': 1,
    'regulars_orders_total{kind="refund",outcome="waiting"}': 1,
  })
  expect(seen.get('regulars_batch_orders_count')).toBe(5)
  expect(seen.get('regulars_batch_orders_sum')).toBe(5)
  expect(seen.get('regulars_batch_step_seconds_count{step="lock-names"}')).toBe(5)
  // A repeated key goes from the keys to the commit; its member was locked with them.
  expect(seen.get('regulars_batch_step_seconds_count{step="lock-owners"}')).toBe(5)
  expect(seen.get('regulars_batch_step_seconds_count{step="decide"}')).toBe(4)
  expect(seen.get('regulars_batch_seconds_count{result="done"}')).toBe(5)
  expect([seen.get('regulars_batch_queue'), seen.get('regulars_batches_running')]).toEqual([0, 0])
  const requests = (method: string, route: string, status: string) =>
    seen.get(`regulars_http_request_seconds_count{method="${method}",route="${route}",status="${status}"}`)
  expect([requests('POST', '/v1/checkouts', '2xx'), requests('POST', '/v1/checkouts', '4xx')]).toEqual([2, 1])
  expect(requests('GET', '/v1/checkouts/:receiptId', '2xx')).toBe(1)
  expect(requests('GET', '/v1/checkouts/:receiptId', '4xx')).toBe(1)
  expect(requests('none', 'none', '4xx')).toBe(1)
  expect(seen.get('regulars_database_reachable')).toBe(1)
  expect(seen.get('regulars_outbox_events{state="waiting"}')).toBeGreaterThan(0)
  expect(seen.get('regulars_ledger_deltas')).toBeGreaterThan(0)
  expect(seen.get('regulars_sales_deltas')).toBeGreaterThan(0)
  expect(seen.get('regulars_database_connections{state="waiting"}')).toBe(0)
  expect(seen.get('regulars_last_backup_timestamp_seconds')).toBe(0)
})

test('no label carries what a person typed or is', async () => {
  const text = [...(await metrics()).keys()].join('\n')
  expect(text).not.toMatch(/13800138000|会员|nowhere/)
})

test('the age of the oldest event is told, and a shop that sells on with it is ready', async () => {
  shop.clock.moveTo(new Date(shop.clock.now().getTime() + 600_000))
  expect((await metrics()).get('regulars_outbox_lag_seconds')).toBeCloseTo(600, 0)
  const { statusCode, body } = await shop.http.inject('/health/ready')
  expect([statusCode, JSON.parse(body)]).toMatchObject([
    200,
    { status: 'ok', keyFile: 'right', outbox: { isBehind: true, stuck: 0 }, obstacles: [], lastBackupAt: null },
  ])
})

test('metrics are closed to whoever comes through a proxy', async () => {
  const { statusCode, body } = await shop.http.inject({
    url: '/metrics',
    headers: { 'x-forwarded-for': '203.0.113.9' },
  })
  expect([statusCode, JSON.parse(body).code]).toEqual([403, 'request/metrics-closed'])
})

test('a key file that is gone is told before the next start fails', async () => {
  await rename(shop.config.keyFile, `${shop.config.keyFile}.away`)
  const { statusCode, body } = await shop.http.inject('/health/ready')
  expect([statusCode, JSON.parse(body).keyFile]).toEqual([200, 'missing'])
  await rename(`${shop.config.keyFile}.away`, shop.config.keyFile)
})

test('a migration that is missing, another key and a process that leaves are not ready', async () => {
  const ready = async () => {
    const { statusCode, body } = await shop.http.inject('/health/ready')
    return [statusCode, JSON.parse(body).obstacles]
  }
  const admin = openDatabase(shop.target, { connectionsMax: 1 })
  await admin.run(`delete from platform.migration where name = '0001-platform.sql'`)
  expect(await ready()).toEqual([503, ['migrations-pending']])
  await admin.run(`insert into platform.migration (name) values ('0001-platform.sql'), ('9999-later.sql')`)
  expect(await ready()).toEqual([200, []])
  await admin.run(`update platform.key_check set fingerprint = sha256('other')`)
  expect(await ready()).toEqual([503, ['key-wrong']])
  await admin.close()
  await shop.http.departure.leave({ noticeMs: 0, idleMs: 0, limitMs: 0 })
  expect(await ready()).toEqual([503, ['leaving', 'key-wrong']])
  expect((await shop.http.inject('/health/live')).statusCode).toBe(200)
})
