import { afterAll, expect, test } from 'vitest'
import { openShop, ownerEmail, withKey } from '../../../../test/support/small-shop.ts'

const shop = await openShop()
afterAll(shop.close)
const { http, facts, cookieOf } = shop
const owner = await cookieOf(ownerEmail, facts.password)

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
const ask = (method: Method, url: string, headers: Record<string, string>, payload?: object) =>
  http.inject({ method, url, headers, ...(payload && { payload }) })

test('a store and its till are added once, however often the request comes', async () => {
  const headers = withKey(owner)
  const body = { code: 'S2', name: 'Second' }
  const [first, again] = [
    await ask('POST', '/v1/stores', headers, body),
    await ask('POST', '/v1/stores', headers, body),
  ]
  expect([first.statusCode, first.json()]).toEqual([201, { ...body, brandCode: 'B1', tills: [] }])
  expect([again.statusCode, again.body]).toEqual([201, first.body])
  const till = await ask('POST', '/v1/stores/S2/tills', withKey(owner), { code: 'T1' })
  expect(till.json()).toMatchObject({ code: 'S2', tills: [{ code: 'T1', name: 'T1' }] })
  expect((await ask('POST', '/v1/stores', owner, body)).json().code).toBe('idempotency/key-missing')
})

test('the owner sees every store', async () => {
  const answer = await ask('GET', '/v1/stores', owner)
  expect(answer.json().stores.map((store: { code: string }) => store.code)).toEqual(['S1', 'S2'])
})

test('the description of the API names its schemas', async () => {
  const { components, paths } = JSON.parse(JSON.stringify(http.swagger()))
  expect(components.schemas.Store.properties.code).toEqual({ type: 'string' })
  const stores = paths['/v1/stores'].get.responses['200'].content['application/json'].schema.properties.stores
  expect(stores.items).toEqual({ $ref: '#/components/schemas/Store' })
  expect(Object.keys(paths).filter(path => path.startsWith('/api/auth'))).toEqual([])
})
