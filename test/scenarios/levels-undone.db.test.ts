import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { joinMember, levelOf, type Member } from '../support/till.ts'

// A refund undoes the rise that its own receipt caused, and no other. Silver from ¥3000, gold from ¥5000.

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

async function buy(member: Member, yuan: number, quantity = 1): Promise<string> {
  const { body } = await shop.post('/v1/checkouts', receipt([line(yuan / quantity, { quantity })], member.by))
  return body.receiptId
}

async function afterRefund(member: Member, receiptId: string, quantity?: number): Promise<string> {
  const lines = quantity === undefined ? {} : { lines: [{ lineNumber: 1, quantity }] }
  const { status, text } = await shop.post('/v1/refunds', refundOf(receiptId, lines))
  expect(status, text).toBe(201)
  return levelOf(shop, member)
}

test('the receipt that brought silver takes it along', async () => {
  const member = await joinMember(shop)
  await buy(member, 2000)
  const second = await buy(member, 1000)
  expect(await levelOf(shop, member)).toBe('silver')
  expect(await afterRefund(member, second)).toBe('ordinary')
})

test('another receipt does not, though the sum is no longer enough', async () => {
  const member = await joinMember(shop)
  const first = await buy(member, 2000)
  const second = await buy(member, 1000)
  expect(await afterRefund(member, first)).toBe('silver')
  expect(await afterRefund(member, second)).toBe('ordinary')
})

test('a part that leaves enough changes nothing, the part after it does', async () => {
  const member = await joinMember(shop)
  const only = await buy(member, 4000, 4)
  expect(await afterRefund(member, only, 1)).toBe('silver')
  expect(await afterRefund(member, only, 1)).toBe('ordinary')
  expect(await afterRefund(member, only, 2)).toBe('ordinary')
})

test('a jump of two levels falls as far as what is left allows', async () => {
  const member = await joinMember(shop)
  await buy(member, 2900)
  const jump = await buy(member, 2200, 22)
  expect(await levelOf(shop, member)).toBe('gold')
  expect(await afterRefund(member, jump, 2)).toBe('silver')
  expect(await afterRefund(member, jump, 20)).toBe('ordinary')
})

test('two rises are undone one after the other, newest first', async () => {
  const member = await joinMember(shop)
  const silver = await buy(member, 3000)
  const gold = await buy(member, 3000)
  expect(await levelOf(shop, member)).toBe('gold')
  expect(await afterRefund(member, gold)).toBe('silver')
  expect(await afterRefund(member, silver)).toBe('ordinary')
})

test('the older of two rises leaves the newer one alone', async () => {
  const member = await joinMember(shop)
  const silver = await buy(member, 3000)
  const gold = await buy(member, 3000)
  expect(await afterRefund(member, silver)).toBe('gold')
  expect(await afterRefund(member, gold)).toBe('silver')
})

test('what is undone can be reached again', async () => {
  const member = await joinMember(shop)
  const first = await buy(member, 3000)
  expect(await afterRefund(member, first)).toBe('ordinary')
  const again = await buy(member, 3000)
  expect(await levelOf(shop, member)).toBe('silver')
  expect(await afterRefund(member, again)).toBe('ordinary')
})

test('buckets are back to nothing after everything came back', async () => {
  const member = await joinMember(shop)
  for (const yuan of [3000, 1234.56, 0.07]) await afterRefund(member, await buy(member, yuan))
  const left = await shop.db.rows(
    `select net_spend_cents, visits, points_earned from levels.day_bucket b join members.member m using (member_id)
     where m.member_number = $1`,
    [member.memberNumber],
  )
  expect(left).toEqual([{ net_spend_cents: 0, visits: 0, points_earned: 0 }])
})

test('buying and returning wins no time: the level that comes back keeps its own review day', async () => {
  const member = await joinMember(shop)
  await buy(member, 3000)
  const dates = async () => {
    const { body } = await shop.get(`/v1/members/${member.by.member.memberNumber}/levels`)
    const { level, sinceOn, reviewOn } = body.tracks[0]
    return { level, sinceOn, reviewOn }
  }
  const silver = await dates()
  shop.clock.moveTo(new Date(shop.clock.now().getTime() + 200 * 86_400_000))
  // Silver pays 5 % less: 2,090 more are enough for gold.
  const raised = await buy(member, 2200)
  expect(await dates()).toMatchObject({ level: 'gold' })
  expect(await afterRefund(member, raised)).toBe('silver')
  expect(await dates()).toEqual(silver)
})
