import { randomUUID } from 'node:crypto'
import { tillDigests } from '../../src/server/modules/keys/index.ts'
import { signTillRequest } from '../../src/shared/till-signature.ts'
import type { Answer, TestShop } from '../support/test-shop.ts'
import { ownerEmail, ownerPassword } from '../support/test-shop.ts'
import { addStore, keyWith } from '../support/till.ts'
import type { CallerName } from './access-table.ts'

export type Asked = { method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; url: string; body?: unknown }
export type Ask = (asked: Asked) => Promise<Answer>

const ownPage = { origin: 'http://localhost:8080' }
const password = 'a long unguessable sentence 77'

/** Everybody of the table, each with a way to ask. Two stores, S01 and S02, each with a till T1. */
export async function openCallers(shop: TestShop): Promise<Record<CallerName, Ask>> {
  await addStore(shop, 'S02')
  const as =
    (headers: Record<string, string>): Ask =>
    ({ method, url, body }) =>
      shop.call(method, url, body, { as: headers })
  const cookieOf = async (email: string, secret: string) => {
    const answer = await shop.call('POST', '/api/auth/sign-in/email', { email, password: secret }, { as: ownPage })
    if (answer.status !== 200) throw new Error(`${email} could not sign in: ${answer.text}`)
    const cookies = [answer.headers['set-cookie'] ?? []].flat().map(text => String(text).split(';')[0])
    return { ...ownPage, cookie: cookies.join('; ') }
  }
  const staff = async (role: string, storeCodes: string[] | null = null, name = role) => {
    const person = { name, email: `${name}@shop.example`, password, role, storeCodes }
    const { status, body, text } = await shop.post('/v1/staff', person)
    if (status !== 201) throw new Error(`${role} was not added: ${text}`)
    const cookie = await cookieOf(person.email, password)
    return { ask: as(cookie), staffId: String(body.staffId) }
  }
  const gone = await staff('service', null, 'gone')
  await shop.call('PATCH', `/v1/staff/${gone.staffId}`, { isActive: false })
  const revoked = (await shop.post('/v1/keys/api', { name: 'revoked', scopes: ['members.read'] })).body
  await shop.call('DELETE', `/v1/keys/${revoked.key.keyId}`)
  return {
    owner: as(await cookieOf(ownerEmail, ownerPassword)),
    operations: (await staff('operations')).ask,
    service: (await staff('service', ['S01'])).ask,
    cashier: (await staff('cashier', ['S01'])).ask,
    till: await tillOf(shop),
    'key of everything': as(shop.bearer),
    'key of nothing': as(await keyWith(shop, ['import.run'])),
    nobody: as({}),
    'switched-off staff': gone.ask,
    'revoked key': as({ authorization: `Bearer ${revoked.secret}` }),
  }
}

async function tillOf(shop: TestShop): Promise<Ask> {
  const { body } = await shop.post('/v1/keys/till', { name: 'till', storeCode: 'S01', tillCode: 'T1' })
  const key = { keyId: body.key.keyId, secret: body.secret }
  return ({ method, url, body: payload }) => {
    const time = String(shop.clock.now().getTime())
    const text = payload === undefined ? '' : JSON.stringify(payload)
    const signed = signTillRequest({ method, path: url, body: text, time, nonce: randomUUID() }, key, tillDigests)
    return shop.call(method, url, payload, { as: signed })
  }
}
