import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../../../../test/support/program-text.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../../../../test/support/test-shop.ts'
import { balanceOf, joinMember, type Member } from '../../../../test/support/till.ts'
import { ProgramBook } from '../programs/index.ts'
import { endPendingOfReceipt } from './end-pending.ts'
import { zone } from './ledger-for-tests.ts'
import { backgroundContext, sweepAccounts } from './sweep-accounts.ts'

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
  await shop.publish(programText({ points: 'valid: 30 days, pending: until delivered' }), '2001-01-01T00:00:00Z')
  await shop.publish(programText({ points: 'valid: 3 days' }), '2027-06-01T00:00:00Z')
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

async function buy(member: Member, yuan: number) {
  const { status, body, text } = await shop.post('/v1/checkouts', receipt([line(yuan)], member.by), {
    language: 'zh-CN',
  })
  expect(status, text).toBe(201)
  return body
}

async function deliver(receiptId: string) {
  const row = await shop.db.row<{ member_id: number }>('select member_id from checkout.receipt where receipt_id = $1', [
    receiptId,
  ])
  const context = backgroundContext(shop.clock.now(), zone)
  const programs = new ProgramBook(shop.db, zone)
  const ask = { memberId: row?.member_id ?? 0, receiptId, activity: 'delivered', context }
  return shop.db.transaction(tx => endPendingOfReceipt(tx, programs, ask))
}

test('points that wait for a delivery are used after it, by the terms under which they were earned', async () => {
  shop.clock.moveTo('2027-01-10T04:00:00Z')
  const member = await joinMember(shop)
  const inTime = await buy(member, 100)
  const late = await buy(member, 200)
  const never = await buy(member, 400)
  expect(inTime.effects[0].reasons.map((one: { text: string }) => one.text)).toContain(
    '待生效，登记“delivered”之后可用',
  )
  expect(await balanceOf(shop, member)).toMatchObject({
    usable: 0,
    pending: 700,
    lots: [{ isPending: true, usableOn: null, pendingUntil: 'delivered' }, {}, {}],
  })
  expect(await deliver(inTime.receiptId)).toMatchObject([{ points: 100 }])
  expect(await deliver(inTime.receiptId)).toEqual([])
  expect(await balanceOf(shop, member)).toMatchObject({ usable: 100, pending: 600 })
  // The time of the first is over; those that still wait do not end, and a new version of the program changes nothing.
  shop.clock.moveTo('2027-06-15T04:00:00Z')
  expect(await balanceOf(shop, member)).toMatchObject({ balance: 600, usable: 0, pending: 600 })
  await sweepAccounts({ db: shop.db, clock: shop.clock, timeZone: zone })
  await deliver(late.receiptId)
  expect(await balanceOf(shop, member)).toMatchObject({
    balance: 600,
    usable: 200,
    pending: 400,
    lots: [{ isPending: true }, { remaining: 200, lastDay: '2027-07-15' }],
  })
  const asOf = await shop.get(`/v1/members/${member.memberNumber}/balances?asOf=2027-06-01T00:00:00Z`)
  expect(asOf.body.balances[0]).toMatchObject({ balance: 600, usable: 0, pending: 600 })
  // What comes back has nothing to wait for.
  await shop.post('/v1/refunds', refundOf(never.receiptId))
  expect(await deliver(never.receiptId)).toEqual([])
  expect(await balanceOf(shop, member)).toMatchObject({ balance: 200, usable: 200, pending: 0, debt: 0 })
})
