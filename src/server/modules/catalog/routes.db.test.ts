import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { Cipher } from '../../platform/cipher.ts'
import { ManualClock } from '../../platform/clock.ts'
import { readConfig } from '../../platform/config.ts'
import { createHttp } from '../../platform/http.ts'
import { Trail } from '../audit/index.ts'
import { listUnknownGoodsWhenReceiptSettled } from './list-unknown-goods-when-receipt-settled.ts'
import { catalogRoutes } from './routes.ts'

const { db, drop } = await freshDatabase()
const now = new Date('2026-03-05T04:00:00Z')
const [encryption, index, auth] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2), Buffer.alloc(32, 3)]
const http = await createHttp({
  authenticators: [
    async request => ({
      id: 'staff:1',
      kind: 'staff',
      name: 'Staff',
      role: null,
      permissions: new Set(String(request.headers.may).split(' ')),
      storeIds: 'all',
      tillId: null,
      staffId: '1',
    }),
  ],
  audit: new Trail({ db, clock: new ManualClock(now) }),
  logger: false,
  version: '0',
})
const cipher = new Cipher({ encryption, index, auth })
catalogRoutes(http, { db, clock: new ManualClock(now), config: readConfig({}), cipher, timeZone: 'Asia/Shanghai' })
await http.ready()
afterAll(async () => {
  await http.close()
  await drop()
})

const put = (sku: string, payload: object, headers: Record<string, string> = { 'idempotency-key': randomUUID() }) =>
  http.inject({
    method: 'PUT',
    url: `/v1/goods/${encodeURIComponent(sku)}`,
    headers: { may: 'organisation.manage', ...headers },
    payload,
  })
const list = async (query = '', may = 'organisation.read') =>
  (await http.inject({ method: 'GET', url: `/v1/goods${query}`, headers: { may } })).json()
const skusOf = ({ goods }: { goods: { sku: string }[] }) => goods.map(({ sku }) => sku)

test('goods are put, also with a slash in the SKU', async () => {
  const answer = await put('A/1', { name: 'Tea 100%', class: 'drinks' })
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    {
      sku: 'A/1',
      name: 'Tea 100%',
      class: 'drinks',
      brand: null,
      unit: 'piece',
      kind: 'goods',
      isListed: true,
      firstSeenAt: now.toISOString(),
      costCents: null,
      onSaleAt: null,
      version: expect.any(String),
    },
  ])
})

test('goods are found by a part of SKU, name or class, and by being listed', async () => {
  await put('B2', { name: 'Cup', class: 'Kitchen', brand: 'Clay' })
  await listUnknownGoodsWhenReceiptSettled(db, { lines: [{ sku: 'C3', name: 'Tin' }] }, now)
  expect(skusOf(await list())).toEqual(['A/1', 'B2', 'C3'])
  expect(skusOf(await list('?isListed=false'))).toEqual(['C3'])
  expect(skusOf(await list('?isListed=true&search=kitch'))).toEqual(['B2'])
  expect(skusOf(await list('?search=CLAY'))).toEqual(['B2'])
  expect(skusOf(await list('?search=0%25'))).toEqual(['A/1'])
  expect(skusOf(await list('?search=_'))).toEqual([])
})

test('goods are asked for by their SKU alone, by their class, and by having none', async () => {
  expect(skusOf(await list('?sku=B2'))).toEqual(['B2'])
  expect(skusOf(await list('?sku=B'))).toEqual([])
  expect(skusOf(await list('?class=Kitchen'))).toEqual(['B2'])
  expect(skusOf(await list('?class=kitchen'))).toEqual([])
  expect(skusOf(await list('?class='))).toEqual(['C3'])
})

test('classes are told with how many goods they have, and how many goods nobody listed yet', async () => {
  await put('B3', { name: 'Pot', class: 'Kitchen' })
  const answer = await http.inject({ method: 'GET', url: '/v1/goods/classes', headers: { may: 'organisation.read' } })
  expect(answer.json()).toEqual({
    classes: [
      { class: 'Kitchen', count: 2 },
      { class: 'drinks', count: 1 },
      { class: null, count: 1 },
    ],
    unlisted: 1,
  })
  await db.run(`delete from catalog.goods where sku = 'B3'`)
})

test('the export is a file that only those get who may see goods', async () => {
  const get = (may: string) => http.inject({ method: 'GET', url: '/v1/goods/export.csv', headers: { may } })
  const answer = await get('organisation.read')
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(answer.body.split('\r\n').slice(1, 4)).toEqual([
    'A/1,Tea 100%,drinks,,goods,piece,,true,2026-03-05T04:00:00.000Z',
    'B2,Cup,Kitchen,Clay,goods,piece,,true,2026-03-05T04:00:00.000Z',
    'C3,Tin,,,goods,piece,,false,2026-03-05T04:00:00.000Z',
  ])
  expect((await get('members.read')).statusCode).toBe(403)
})

test('the cost is told to those alone who may know it, in the list and in the export', async () => {
  await put('B2', { name: 'Cup', class: 'Kitchen', brand: 'Clay', costCents: 1_234 })
  const everything = 'organisation.read catalog.read-cost'
  expect((await list('?sku=B2', everything)).goods[0].costCents).toBe(1_234)
  const [kept] = (await list('?sku=B2')).goods
  expect(kept.name).toBe('Cup')
  expect(Object.keys(kept)).not.toContain('costCents')
  const file = async (may: string) =>
    (await http.inject({ method: 'GET', url: '/v1/goods/export.csv', headers: { may } })).body
  expect(await file(everything)).toContain('1234')
  expect(await file('organisation.read')).not.toContain('1234')
})

test('of two who change the same goods, the later is refused, and nothing is lost', async () => {
  const versionNow = async () => (await list('?sku=D4')).goods[0].version
  await put('D4', { name: 'Bowl' })
  const read = await versionNow()
  expect((await put('D4', { name: 'Big bowl', replaces: read })).statusCode).toBe(200)
  const late = await put('D4', { name: 'Bowl', class: 'Kitchen', replaces: read })
  expect([late.statusCode, late.json().code]).toEqual([409, 'catalog/changed-meanwhile'])
  expect((await list('?sku=D4')).goods[0]).toMatchObject({ name: 'Big bowl', class: null })
  const again = await put('D4', { name: 'Big bowl', class: 'Kitchen', replaces: await versionNow() })
  expect(again.json()).toMatchObject({ class: 'Kitchen', version: await versionNow() })
  expect((await put('nobody-has-it', { name: 'x', replaces: read })).statusCode).toBe(409)
  // Whoever names no version replaces what is there, as ever.
  expect((await put('D4', { name: 'Dish' })).statusCode).toBe(200)
})

test('at once, one of two changes of the same version is written', async () => {
  await put('E5', { name: 'Jar' })
  const replaces = (await list('?sku=E5')).goods[0].version
  const answers = await Promise.all(['1', '2', '3', '4'].map(name => put('E5', { name, replaces })))
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409, 409])
  const [first] = answers.filter(({ statusCode }) => statusCode === 200)
  expect((await list('?sku=E5')).goods[0].name).toBe(first?.json().name)
  await db.run(`delete from catalog.goods where sku = any($1)`, [['D4', 'E5']])
})

test('pages follow each other in the order of the SKU', async () => {
  const first = await list('?pageSize=2')
  expect([skusOf(first), first.next, first.total]).toEqual([['A/1', 'B2'], 'B2', 3])
  const second = await list(`?pageSize=2&after=${first.next}`)
  expect([skusOf(second), second.next, second.total]).toEqual([['C3'], null, 3])
})

test('who may not, has no key, or is mistaken is refused', async () => {
  expect((await put('X', { name: 'X' }, { may: 'organisation.read', 'idempotency-key': 'k' })).statusCode).toBe(403)
  expect((await put('X', { name: 'X' }, {})).json().code).toBe('idempotency/key-missing')
  expect((await put('X', { name: ' ' })).json().code).toBe('catalog/name-missing')
  expect((await put('X ', { name: 'X' })).json().code).toBe('catalog/sku-malformed')
  expect((await put('X', { name: 'X', unit: 'litre' })).json().code).toBe('request/invalid')
})
