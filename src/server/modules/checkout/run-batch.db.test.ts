import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Answer,
  line,
  openTestShop,
  receipt,
  refundOf,
  type TestShop,
} from '../../../../test/support/test-shop.ts'
import { type App, balanceOf, givePoints, joinMember, levelOf, openSecondApp } from '../../../../test/support/till.ts'

// Races. Two apps on one database stand for two processes: what they do at once really interleaves in PostgreSQL.

const rounds = 20
let shop: TestShop
let apps: App[] = []

beforeAll(async () => {
  shop = await openTestShop({ settings: { REGULARS_ADJUSTMENT_LIMIT: '1000000' } })
  apps = [{ post: shop.post, close: async () => undefined }, await openSecondApp(shop)]
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await apps[1]?.close()
  await shop.close()
})

/** Runs each request on the one or the other app, all at once. Nothing may end as a fault of ours. */
async function atOnce(requests: readonly ((app: App) => Promise<Answer>)[]): Promise<Answer[]> {
  const answers = await Promise.all(
    requests.map((request, index) => {
      const app = apps[index % apps.length]
      if (!app) throw new Error('there are two apps')
      return request(app)
    }),
  )
  for (const answer of answers) expect(answer.status, answer.text).toBeLessThan(500)
  return answers
}

const times = <Value>(count: number, make: (index: number) => Value) => Array.from({ length: count }, (_, i) => make(i))
const statusesOf = (answers: readonly Answer[]) => answers.map(answer => answer.status).sort()
const codesOf = (answers: readonly Answer[]) => answers.map(answer => answer.body.code ?? 'done')

test('of many redemptions of a whole balance exactly one succeeds', async () => {
  for (let round = 0; round < rounds; round++) {
    const member = await joinMember(shop)
    await givePoints(shop, member, 500)
    const redeem = { redeem: [{ rule: 'cash-off', points: 500 }] }
    const answers = await atOnce(
      times(8, () => app => app.post('/v1/checkouts', receipt([line(50)], { ...member.by, ...redeem }))),
    )
    expect(statusesOf(answers)).toEqual([201, ...times(7, () => 422)])
    expect(new Set(codesOf(answers))).toEqual(new Set(['done', 'program/redeem-not-enough']))
    expect(await balanceOf(shop, member)).toMatchObject({ balance: 0, debt: 0 })
  }
})

test('one key sixteen times is one receipt; each answer is the first one, or asks to wait', async () => {
  for (let round = 0; round < rounds; round++) {
    const member = await joinMember(shop)
    const [key, body] = [randomUUID(), receipt([line(10)], member.by)]
    const answers = await atOnce(times(16, () => app => app.post('/v1/checkouts', body, { key })))
    const done = answers.filter(answer => answer.status === 201)
    expect(new Set(done.map(answer => answer.text)).size).toBe(1)
    const waiting = answers.filter(answer => answer.status !== 201)
    for (const answer of waiting) expect([answer.status, answer.body.code]).toEqual([409, 'idempotency/in-flight'])
    expect((await balanceOf(shop, member)).balance).toBe(10)
    const [later] = await atOnce([app => app.post('/v1/checkouts', body, { key })])
    expect(later?.text).toBe(done[0]?.text)
  }
})

test('within one process one key sixteen times is sixteen times the same answer', async () => {
  for (let round = 0; round < rounds; round++) {
    const [key, body] = [randomUUID(), receipt([line(10)])]
    const answers = await Promise.all(times(16, () => shop.post('/v1/checkouts', body, { key })))
    expect(new Set(answers.map(answer => `${answer.status} ${answer.text}`)).size).toBe(1)
  }
})

test('one number under sixteen keys is one receipt', async () => {
  for (let round = 0; round < rounds; round++) {
    const member = await joinMember(shop)
    const body = receipt([line(10)], member.by)
    const answers = await atOnce(times(16, () => app => app.post('/v1/checkouts', body)))
    expect(answers.filter(answer => answer.status === 201).length).toBe(1)
    for (const code of codesOf(answers))
      expect(['done', 'checkout/receipt-number-used', 'idempotency/in-flight']).toContain(code)
    expect((await balanceOf(shop, member)).balance).toBe(10)
  }
})

test('one line comes back once, however many tills refund it at once, by id and by number', async () => {
  for (let round = 0; round < rounds; round++) {
    const member = round % 2 === 0 ? await joinMember(shop) : null
    const sale = receipt([line(10)], member?.by ?? {})
    const { receiptId } = (await shop.post('/v1/checkouts', sale)).body
    const address = { storeCode: 'S01', tillCode: 'T1', receiptNumber: sale.receiptNumber }
    const answers = await atOnce(
      times(
        6,
        index => app =>
          app.post('/v1/refunds', { ...refundOf(receiptId), ...(index % 3 === 0 ? { receipt: address } : {}) }),
      ),
    )
    expect(answers.filter(answer => answer.status === 201).length, codesOf(answers).join()).toBe(1)
    for (const code of codesOf(answers))
      expect(['done', 'checkout/nothing-left-to-refund', 'idempotency/in-flight']).toContain(code)
    const shown = await shop.get(`/v1/checkouts/${receiptId}`)
    expect(shown.body).toMatchObject({ state: 'refunded', lines: [{ refundedUnits: 1 }] })
    if (member) expect(await balanceOf(shop, member)).toMatchObject({ balance: 0, debt: 0 })
  }
})

test('two refunds of a part each never bring back more than was bought', async () => {
  for (let round = 0; round < rounds; round++) {
    const { receiptId } = (await shop.post('/v1/checkouts', receipt([line(10, { quantity: 3 })]))).body
    const part = { lines: [{ lineNumber: 1, quantity: 2 }] }
    const answers = await atOnce(times(2, () => app => app.post('/v1/refunds', refundOf(receiptId, part))))
    expect(answers.filter(answer => answer.status === 201).length).toBe(1)
  }
})

test('a void and a refund at once: one of them', async () => {
  for (let round = 0; round < rounds; round++) {
    const member = round % 2 === 0 ? await joinMember(shop) : null
    const sale = receipt([line(10)], member?.by ?? {})
    const { receiptId } = (await shop.post('/v1/checkouts', sale)).body
    const address = { storeCode: 'S01', tillCode: 'T1', receiptNumber: sale.receiptNumber }
    const answers = await atOnce([
      app => app.post(`/v1/checkouts/${receiptId}/void`, {}),
      app => app.post('/v1/refunds', { ...refundOf(receiptId), receipt: address }),
    ])
    expect(answers.filter(answer => answer.status < 300).length, codesOf(answers).join()).toBe(1)
    if (member) expect((await balanceOf(shop, member)).balance).toBe(0)
  }
})

test('a sale and its refund that arrive at once end the same, whichever was first', async () => {
  for (let round = 0; round < rounds; round++) {
    const member = await joinMember(shop)
    const sale = receipt([line(10)], member.by)
    const address = { storeCode: 'S01', tillCode: 'T1', receiptNumber: sale.receiptNumber }
    const refund = { ...refundOf(''), receipt: address }
    const untilDone = async (app: App, url: string, body: unknown): Promise<Answer> => {
      const answer = await app.post(url, body)
      return answer.body.code === 'idempotency/in-flight' ? untilDone(app, url, body) : answer
    }
    const [sold, back] = await atOnce([
      app => untilDone(app, '/v1/checkouts', sale),
      app => untilDone(app, '/v1/refunds', refund),
    ])
    expect([sold?.status, [201, 202].includes(back?.status ?? 0)]).toEqual([201, true])
    expect((await shop.get(`/v1/checkouts/${sold?.body.receiptId}`)).body.state).toBe('refunded')
    expect((await balanceOf(shop, member)).balance).toBe(0)
  }
})

test('the first receipts of a new member, sixteen at once, are all counted', async () => {
  for (let round = 0; round < rounds; round++) {
    const member = await joinMember(shop)
    const answers = await atOnce(times(16, () => app => app.post('/v1/checkouts', receipt([line(200)], member.by))))
    expect(statusesOf(answers)).toEqual(times(16, () => 201))
    const rises = answers.flatMap(answer => answer.body.effects).filter(({ kind }) => kind === 'level-moved')
    expect(rises).toMatchObject([{ level: 'silver' }])
    expect(await levelOf(shop, member)).toBe('silver')
    const paid = answers.reduce((sum, answer) => sum + answer.body.payableCents, 0)
    expect((await balanceOf(shop, member)).balance).toBe(paid / 100)
  }
})

test('a deadlock with somebody else is run again, and nobody at a till sees it', async () => {
  const members = [await joinMember(shop), await joinMember(shop)]
  for (const member of members) await shop.post('/v1/checkouts', receipt([line(1)], member.by))
  const ids = await shop.db.rows<{ member_id: number }>(
    'select member_id from members.member where member_number = any($1) order by member_id',
    [members.map(member => member.memberNumber)],
  )
  const lock = 'select member_id from ledger.owner where member_id = $1 for update'
  const sales = await shop.db.transaction(async tx => {
    await tx.rows(lock, [ids[1]?.member_id])
    const selling = Promise.all(members.map(member => shop.post('/v1/checkouts', receipt([line(1)], member.by))))
    await pause(300)
    await tx.rows(lock, [ids[0]?.member_id])
    return { selling }
  })
  expect(statusesOf(await sales.selling)).toEqual([201, 201])
})

test('a busy quarter of an hour: sixty-four members, four receipts each and their refunds, and not a point is lost', async () => {
  const members = await Promise.all(times(64, () => joinMember(shop)))
  for (const member of members) await givePoints(shop, member, 1000)
  const requests = members.flatMap(member =>
    times(4, index => async (app: App) => {
      const points = index === 3 ? 500 : 0
      const more = { ...member.by, redeem: [{ rule: 'cash-off', points }] }
      const sold = await app.post('/v1/checkouts', receipt([line(60 + index, { quantity: 2 })], more))
      if (index % 2 === 1 || sold.status !== 201) return sold
      return app.post('/v1/refunds', refundOf(sold.body.receiptId, { lines: [{ lineNumber: 1, quantity: 1 }] }))
    }),
  )
  const order = requests.map(request => ({ request, place: Math.random() })).sort((a, b) => a.place - b.place)
  const answers = await atOnce(order.map(({ request }) => request))
  expect(statusesOf(answers)).toEqual(answers.map(() => 201))
  // 1000 + (120 ÷ 2) + 122 + (124 ÷ 2) + (126 − 50) − 500
  for (const member of members) expect(await balanceOf(shop, member)).toMatchObject({ balance: 820, debt: 0, held: 0 })
  expect((await shop.check()).results.filter(result => result.breaks > 0)).toEqual([])
})
