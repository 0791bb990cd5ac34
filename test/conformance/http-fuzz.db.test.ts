import { randomInt, randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiDocument, type FuzzRequest, requestArbitrary } from '../support/fuzz/requests.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { givePoints, joinMember, keyWith } from '../support/till.ts'

// Twenty thousand requests made from the API's own description, from right to absurd. Whatever comes: no answer is a
// fault of ours, none shows our insides, each has the shape that the description gives it (checked-answers.ts makes a
// 500 of one that has not), and afterwards the ledger is sound. Again with REGULARS_FUZZ_SEED=… and the number it printed.

const requestsCount = Number(process.env.REGULARS_FUZZ_REQUESTS ?? 20_000)
const seed = Number(process.env.REGULARS_FUZZ_SEED ?? randomInt(2 ** 31))
const atOnce = 16

let shop: TestShop
let port = 0

beforeAll(async () => {
  shop = await openTestShop({ settings: { REGULARS_ADJUSTMENT_LIMIT: '500' } })
  port = Number(new URL(await shop.http.listen({ host: '127.0.0.1', port: 0 })).port)
})
afterAll(() => shop.close())

/** A shop with a bit of everything, and the values by which its things are named. */
async function seedShop(): Promise<Map<string, unknown[]>> {
  const known = new Map<string, unknown[]>()
  const know = (name: string, ...values: unknown[]) => known.set(name, [...(known.get(name) ?? []), ...values])
  await shop.post('/v1/stores', { code: 'S02', name: 'Store 2' })
  await shop.post('/v1/stores/S02/tills', { code: 'T1' })
  for (const [name, ...values] of [
    ['storeCode', 'S01', 'S02'],
    ['homeStoreCode', 'S01'],
    ['storeCodes', null, ['S01']],
    ['brandCode', 'main'],
    ['tillCode', 'T1'],
    ['rule', 'cash-off'],
    ['asset', 'points'],
    ['version', 1, 2, 3],
    ['from', '2026-03-01', '2025-01-01'],
    ['to', '2026-03-05'],
    ['buyers', 'members', 'guests'],
    ['receiptNumber', ...Array.from({ length: 200 }, (_, index) => `N${index}`)],
    ['refundNumber', ...Array.from({ length: 200 }, (_, index) => `G${index}`)],
    ['soldAt', '2026-03-05T03:00:00Z', '2026-03-04T10:00:00+08:00'],
    ['unitPriceCents', 100, 1_990, 20_000],
    ['quantity', 1, 2],
    ['lineNumber', 1, 2],
  ] satisfies [string, ...unknown[]][])
    know(name, ...values)
  for (let index = 0; index < 40; index++) {
    const identities = { phone: `138000001${10 + index}`, card: `CARD${index}`, externalId: `X${index}` }
    const member = await joinMember(shop, identities)
    know('memberNumber', member.memberNumber)
    for (const [name, value] of Object.entries(identities)) know(name, value)
    know('text', identities.phone, identities.card)
    if (index % 2 === 0) await givePoints(shop, member, 400)
    const waiting = { asset: 'points', points: 5_000, reason: 'waits' }
    const asked = await shop.post(`/v1/members/${member.memberNumber}/adjustments`, waiting)
    know('adjustmentId', asked.body.adjustmentId)
    const sold = await shop.post('/v1/checkouts', receipt([line(20, { quantity: 3 })], member.by))
    know('receiptId', sold.body.receiptId)
    if (index % 4 === 0) await shop.post('/v1/refunds', refundOf(sold.body.receiptId))
    const basket = { storeCode: 'S01', tillCode: 'T1', lines: [line(5)], ...member.by, hold: true }
    const held = await shop.post('/v1/checkouts/quote', { ...basket, redeem: [{ rule: 'cash-off', points: 100 }] })
    if (held.body.holdId) know('holdId', held.body.holdId)
  }
  know('sku', 'sku-1', 'sku-2', 'never-seen')
  const staff = (await shop.get('/v1/staff')).body.staff
  know('staffId', ...staff.map((person: { staffId: string }) => person.staffId))
  return known
}

/** Credentials that are wrong, or good for little. */
async function otherCallers(): Promise<Record<string, string>[]> {
  const limited = await keyWith(shop, ['members.read'])
  return [
    limited,
    { authorization: 'Bearer x.y' },
    { authorization: 'Basic b3duZXI6cHc=' },
    { authorization: 'x'.repeat(3_000) },
    { 'regulars-till': 'x' },
    { 'regulars-till': 'key, time, nonce, signature' },
    { cookie: `regulars.session_token=${randomUUID()}.${randomUUID()}` },
  ]
}

type Answered = { status: number; type: string; text: string }

async function send(request: FuzzRequest): Promise<Answered> {
  return request.isRaw ? sendRaw(request) : sendThroughServer(request)
}

async function sendThroughServer({ method, url, headers, payload }: FuzzRequest): Promise<Answered> {
  const response = await shop.http.inject({
    method: method as 'GET',
    url,
    headers,
    ...(payload ? { payload } : {}),
  })
  return { status: response.statusCode, type: String(response.headers['content-type'] ?? ''), text: response.body }
}

/** Over a socket, byte for byte. */
function sendRaw({ method, url, headers, payload = Buffer.alloc(0) }: FuzzRequest): Promise<Answered> {
  const withLength = { host: 'shop', connection: 'close', 'content-length': String(payload.length), ...headers }
  const lines = Object.entries(withLength).map(([name, value]) => `${name}: ${value}`)
  const head = Buffer.from(`${method} ${url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1')
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.concat([head, payload])))
    const done = () => {
      const answer = Buffer.concat(parts).toString('utf8')
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)
      const type = /^content-type: (.*)$/im.exec(answer)?.[1] ?? ''
      socket.destroy()
      resolve({ status, type, text: answer.slice(answer.indexOf('\r\n\r\n') + 4) })
    }
    socket.on('data', part => parts.push(part))
    socket.on('end', done)
    // What is still being sent when the server has said no ends in a reset.
    socket.on('error', error => (parts.length > 0 ? done() : reject(error)))
  })
}

/** What is wrong with an answer, in a word. */
function complaintAbout({ method }: FuzzRequest, { status, type, text }: Answered): string | null {
  if (status < 100 || status >= 500) return 'a fault of ours'
  if (/node_modules|\.ts:\d+|\n\s+at /.test(text)) return 'it shows our insides'
  if (status < 400 || method === 'HEAD') return null
  if (!type.startsWith('application/problem+json')) return `a refusal as ${type}`
  try {
    const problem: Record<string, unknown> = JSON.parse(text)
    const isProblem = problem.status === status && /^[a-z-]+\/[a-z-]+$/.test(String(problem.code))
    return isProblem && typeof problem.title === 'string' && problem.title !== '' ? null : 'a refusal of another shape'
  } catch {
    return 'a refusal that is no JSON'
  }
}

const shownOf = ({ method, url, headers, payload }: FuzzRequest) =>
  `${method} ${url.slice(0, 300)} ${JSON.stringify(headers).slice(0, 300)} ${payload?.toString('utf8').slice(0, 600) ?? ''}`

test(`whatever is sent, the answer is one that the API describes (seed ${seed})`, { timeout: 600_000 }, async () => {
  const known = await seedShop()
  const { body } = await shop.call('GET', '/openapi.json', undefined, { as: {} })
  const description: ApiDocument = body
  const arbitrary = requestArbitrary(description, {
    known,
    bearer: shop.bearer.authorization,
    others: await otherCallers(),
  })
  const requests = fc.sample(arbitrary, { numRuns: requestsCount, seed })
  const complaints: string[] = []
  const statuses = new Map<number, number>()
  let next = 0
  const worker = async () => {
    while (next < requests.length) {
      const request = requests[next++]
      if (!request) return
      const answer = await send(request)
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      const complaint = complaintAbout(request, answer)
      if (complaint)
        complaints.push(`${complaint}: ${shownOf(request)}\n  → ${answer.status} ${answer.text.slice(0, 400)}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  console.log(`${requests.length} requests, seed ${seed}:`, Object.fromEntries([...statuses].sort(([a], [b]) => a - b)))
  expect(complaints.slice(0, 10), `${complaints.length} answers are not right; seed ${seed}`).toEqual([])
  // A run that only knocks at the door proves nothing: a good part of it must have been let in, and refused by rules.
  for (const [status, least] of [
    [200, 0.1],
    [201, 0.005],
    [400, 0.1],
    [422, 0.01],
    [404, 0.01],
    [409, 0.003],
  ] as const)
    expect(statuses.get(status) ?? 0, `answers of ${status}`).toBeGreaterThan(least * requests.length)
  expect(await shop.check()).toMatchObject({ isSound: true })
})
