import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lockFreeOwners, sweepAccounts } from '../../src/server/modules/ledger/index.ts'
import type { Transaction } from '../../src/server/platform/database.ts'
import { type Answer, line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { type App, balanceOf, givePoints, joinMember, type Member, openSecondApp } from '../support/till.ts'

// Somebody holds a member's lock and does not let go. Everybody else must go on.

let shop: TestShop
let other: App

beforeAll(async () => {
  shop = await openTestShop({ settings: { REGULARS_ADJUSTMENT_LIMIT: '1000000' } })
  other = await openSecondApp(shop)
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await other.close()
  await shop.close()
})

const times = <Value>(count: number, make: (index: number) => Value) => Array.from({ length: count }, (_, i) => make(i))
const sell = (member: Member | null) => shop.post('/v1/checkouts', receipt([line(1)], member?.by ?? {}))

async function idOf(member: Member): Promise<number> {
  const row = await shop.db.row<{ member_id: number }>(
    'select member_id from members.member where member_number = $1',
    [member.memberNumber],
  )
  return row?.member_id ?? 0
}

/** Has `hold` take locks in a session of its own, and keeps them while `work` goes on. */
async function whileHeld<Result>(hold: (tx: Transaction) => Promise<unknown>, work: () => Promise<Result>) {
  return shop.db.transaction(async tx => {
    await hold(tx)
    return work()
  })
}

const holdMember = (memberId: number) => (tx: Transaction) =>
  tx.rows('select member_id from ledger.owner where member_id = $1 for update', [memberId])

function expectBusy(answer: Answer, code = 'checkout/member-busy') {
  expect([answer.status, answer.body.code]).toEqual([503, code])
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
}

test('a member who is held is answered 503, and those of the same batch are served first', async () => {
  const [held, ...free] = await Promise.all(times(20, () => joinMember(shop)))
  if (!held) throw new Error('twenty have joined')
  await sell(held)
  const answered: string[] = []
  const told = async (name: string, answer: Promise<Answer>) => {
    const done = await answer
    answered.push(name)
    return done
  }
  const [busy, ...others] = await whileHeld(holdMember(await idOf(held)), () =>
    Promise.all([
      told('held', sell(held)),
      ...free.map(member => told('free', sell(member))),
      told('free', sell(null)),
    ]),
  )
  expect(others.map(answer => answer.status)).toEqual(others.map(() => 201))
  if (busy) expectBusy(busy)
  expect(answered.at(-1)).toBe('held')
  expect(await balanceOf(shop, held)).toMatchObject({ balance: 1 })
})

test('the same key works once the member is free again: nothing was kept of the answer', async () => {
  const member = await joinMember(shop)
  await sell(member)
  const [body, key] = [receipt([line(5)], member.by), 'held-key']
  expectBusy(await whileHeld(holdMember(await idOf(member)), () => shop.post('/v1/checkouts', body, { key })))
  const first = await shop.post('/v1/checkouts', body, { key })
  expect(first.status).toBe(201)
  expect((await shop.post('/v1/checkouts', body, { key })).text).toBe(first.text)
  expect((await balanceOf(shop, member)).balance).toBe(6)
})

test('who is held for a moment only is served, and the till sees nothing of it', async () => {
  const member = await joinMember(shop)
  await sell(member)
  const selling = await whileHeld(holdMember(await idOf(member)), async () => {
    const answer = sell(member)
    await pause(300)
    return { answer }
  })
  expect((await selling.answer).status).toBe(201)
})

test('a member whose first receipt is under way elsewhere and stands still holds nobody up', async () => {
  const [held, free] = [await joinMember(shop), await joinMember(shop)]
  const insert = async (tx: Transaction) => {
    // As another process begins: name first, row second.
    expect((await lockFreeOwners(tx, [await idOf(held)])).size).toBe(1)
  }
  const [busy, served] = await whileHeld(insert, () => Promise.all([sell(held), sell(free)]))
  expectBusy(busy)
  expect(served.status).toBe(201)
})

test('refunds and voids of a held member or receipt are put off, those of others are not', async () => {
  const [member, free] = [await joinMember(shop), await joinMember(shop)]
  const sales = await Promise.all([sell(member), sell(free), sell(null)])
  const [held, other, guest] = sales.map(answer => answer.body.receiptId)
  const answers = await whileHeld(holdMember(await idOf(member)), () =>
    Promise.all([
      shop.post('/v1/refunds', refundOf(held)),
      shop.post('/v1/refunds', refundOf(other)),
      shop.post(`/v1/checkouts/${guest}/void`, {}),
    ]),
  )
  if (answers[0]) expectBusy(answers[0])
  expect(answers.slice(1).map(answer => answer.status)).toEqual([201, 200])
  expect((await shop.post('/v1/refunds', refundOf(held))).status).toBe(201)
})

test('an adjustment of a held member is answered 503 when its wait is over', async () => {
  const member = await joinMember(shop)
  await givePoints(shop, member, 5)
  const asked = { asset: 'points', points: 5, reason: 'waits' }
  expectBusy(
    await whileHeld(holdMember(await idOf(member)), () =>
      shop.post(`/v1/members/${member.memberNumber}/adjustments`, asked),
    ),
    'request/database-busy',
  )
  expect((await balanceOf(shop, member)).balance).toBe(5)
})

test('the nightly sweep passes a held member over and looks after the others', async () => {
  const [held, free] = [await joinMember(shop), await joinMember(shop)]
  for (const member of [held, free]) await givePoints(shop, member, 10, { expiresOn: '2026-03-05' })
  shop.clock.moveTo('2026-03-06T04:00:00Z')
  const context = { db: shop.db, clock: shop.clock, timeZone: 'Asia/Shanghai' }
  expect(await whileHeld(holdMember(await idOf(held)), () => sweepAccounts(context))).toBe(1)
  expect(await sweepAccounts(context)).toBe(1)
})

test('many held members cost the others nothing: a hundred receipts pass beside thirty that are stuck', async () => {
  const [stuck, free] = [
    await Promise.all(times(30, () => joinMember(shop))),
    await Promise.all(times(100, () => joinMember(shop))),
  ]
  for (const member of stuck) await sell(member)
  const ids = await Promise.all(stuck.map(idOf))
  const hold = (tx: Transaction) =>
    tx.rows('select member_id from ledger.owner where member_id = any($1) order by member_id for update', [ids])
  const answers = await whileHeld(hold, () =>
    Promise.all([
      ...stuck.map(sell),
      ...free.map((member, index) =>
        (index % 2 === 0 ? shop : other).post('/v1/checkouts', receipt([line(1)], member.by)),
      ),
    ]),
  )
  for (const answer of answers.slice(0, 30)) expectBusy(answer)
  expect(answers.slice(30).map(answer => answer.status)).toEqual(times(100, () => 201))
})
