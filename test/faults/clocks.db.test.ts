import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ManualClock } from '../../src/server/platform/clock.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { type App, balanceOf, dayMs, entriesOf, joinMember, openSecondApp, openTill } from '../support/till.ts'

// Three processes on one database: one with the right time, one a day ahead, one a day behind.

let shop: TestShop
let ahead: App
let behind: App

beforeAll(async () => {
  shop = await openTestShop()
  const off = (days: number) => ({
    ...shop,
    clock: new ManualClock(new Date(shop.clock.now().getTime() + days * dayMs)),
  })
  ahead = await openSecondApp(off(1))
  behind = await openSecondApp(off(-1))
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await ahead.close()
  await behind.close()
  await shop.close()
})

test('the journal of a member runs forward in time, whichever process wrote it', async () => {
  const member = await joinMember(shop)
  for (const app of [behind, shop, ahead, behind, shop, behind, ahead]) {
    const sold = await app.post('/v1/checkouts', receipt([line(10)], member.by))
    expect(sold.status, sold.text).toBe(201)
  }
  const rows = await shop.db.rows<{ is_later: boolean }>(
    `select posted_at > lag(posted_at) over (order by version) as is_later
     from ledger.entry join members.member using (member_id) where member_number = $1 order by version offset 1`,
    [member.memberNumber],
  )
  expect(rows).toEqual(Array.from({ length: 6 }, () => ({ is_later: true })))
  let balance = 0
  for (const entry of await entriesOf(shop, member)) {
    balance += entry.amount
    expect(entry.balanceAfter).toBe(balance)
  }
  expect((await balanceOf(shop, member)).balance).toBe(70)
})

test('a key is done once, although each process files its answer under another day', async () => {
  const member = await joinMember(shop)
  const [body, key] = [receipt([line(5)], member.by), randomUUID()]
  const first = await ahead.post('/v1/checkouts', body, { key })
  expect(first.status).toBe(201)
  for (const app of [behind, shop, ahead])
    expect((await app.post('/v1/checkouts', body, { key })).text).toBe(first.text)
  expect((await balanceOf(shop, member)).balance).toBe(5)
})

test('what one process sold another takes back', async () => {
  const member = await joinMember(shop)
  const { receiptId } = (await ahead.post('/v1/checkouts', receipt([line(5)], member.by))).body
  expect((await behind.post('/v1/refunds', refundOf(receiptId))).status).toBe(201)
  expect(await balanceOf(shop, member)).toMatchObject({ balance: 0, debt: 0 })
})

test('a till whose time is not the server’s is told so, with the time of the server', async () => {
  const till = await openTill(shop, { storeCode: 'S01', tillCode: 'T1' })
  expect((await till('/v1/checkouts', receipt([line(1)]))).status).toBe(201)
  const signedNow = shop.clock.now()
  for (const days of [1, -1]) {
    const late = await openTill(
      { ...shop, clock: new ManualClock(new Date(signedNow.getTime() + days * dayMs)) },
      {
        storeCode: 'S01',
        tillCode: 'T1',
      },
    )
    const refused = await late('/v1/checkouts', receipt([line(1)]))
    expect([refused.status, refused.body.code]).toEqual([401, 'organisation/till-clock-off'])
    expect(refused.body.title).toContain(signedNow.toISOString().slice(0, 10))
  }
})

test('a receipt from tomorrow is refused with its time, by a process that lives in yesterday', async () => {
  const soldAt = shop.clock.now().toISOString()
  const refused = await behind.post('/v1/checkouts', receipt([line(1)], { soldAt }))
  expect([refused.status, refused.body.code]).toEqual([422, 'checkout/sold-in-future'])
  expect(refused.body.title).toContain(soldAt)
})
