import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { line, openTestShop, receipt, type TestShop } from '../../../../test/support/test-shop.ts'
import { balanceOf, joinMember, type Member } from '../../../../test/support/till.ts'
import { relayOutbox } from '../../platform/relay-outbox.ts'
import { reactionsOf } from '../../reactions.ts'
import { issueBenefits } from './index.ts'

let shop: TestShop

const program = `program: accessory-shop
name: { zh-CN: 测试方案 }
assets:
  points: { name: { zh-CN: 积分 }, valid: 2 years }
redemption:
  - { rule: cash-off, points: 100, off: ¥1 }
levels: { ladder: [{ level: ordinary, name: 普通 }, { level: gold, name: 金卡, from: ¥100 }, { level: top, name: 钻石, from: ¥1000 }] }
offers:
  - { offer: cinema, name: 电影票, off: ¥1, coupon: { codes: personal, valid: 30 days, limit: 1 a member } }
benefits:
  - { benefit: cake, on: birthday, gives: { goods: CAKE }, usable: 7 days before to 7 days after }
  - { benefit: monthly, levels: [gold, top], on: month, gives: { points: 50 } }
  - { benefit: hello, on: joining, gives: { points: 200 } }
  - { benefit: rise, levels: [gold, top], on: level, gives: { goods: PIN }, usable: 30 days }
  - { benefit: film, levels: [top], on: month, gives: { coupon: cinema } }
`

beforeAll(async () => {
  shop = await openTestShop({ startAt: '2026-12-26T03:00:00Z' })
  await shop.publish(program, '2000-01-02T00:00:00Z')
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

const relay = () => relayOutbox({ ...shop.context, reactions: reactionsOf(shop.context) })
const issuesOf = async (member: Member, benefit: string) =>
  (await shop.get(`/v1/members/${member.memberNumber}/benefits`)).body.issues.filter(
    (issue: { benefit: string }) => issue.benefit === benefit,
  )
const periods = async (member: Member, benefit: string) =>
  (await issuesOf(member, benefit)).map((issue: { period: string }) => issue.period)

describe('a birthday gift', () => {
  test('comes when its window opens, once, also of two background processes, across New Year', async () => {
    const member = await joinMember(shop, { birthday: '1990-01-03' })
    const leap = await joinMember(shop, { birthday: '1992-02-29' })
    await issueBenefits(shop.context)
    expect(await periods(member, 'cake')).toEqual([])
    shop.clock.moveTo('2026-12-26T16:00:00Z')
    const counts = await Promise.all([issueBenefits(shop.context), issueBenefits(shop.context)])
    expect(counts[0] + counts[1]).toBe(1)
    expect(await issueBenefits(shop.context)).toBe(0)
    expect(await issuesOf(member, 'cake')).toMatchObject([
      { period: 'birthday/2027', usableFrom: '2026-12-27', usableThrough: '2027-01-10', state: 'to-use' },
    ])
    shop.clock.moveTo('2027-02-20T03:00:00Z')
    await issueBenefits(shop.context)
    expect(await periods(leap, 'cake')).toEqual([])
    shop.clock.moveTo('2027-02-21T03:00:00Z')
    await issueBenefits(shop.context)
    expect(await issuesOf(leap, 'cake')).toMatchObject([{ usableFrom: '2027-02-21', usableThrough: '2027-03-07' }])
  })
})

test('the first of a month brings points to the levels that have them, once a month', async () => {
  const gold = await joinMember(shop)
  const ordinary = await joinMember(shop)
  await shop.post('/v1/checkouts', receipt([line(100)], gold.by))
  shop.clock.moveTo('2027-03-31T03:00:00Z')
  await issueBenefits(shop.context)
  expect(await periods(gold, 'monthly')).toEqual(['month/2027-03'])
  const before = (await balanceOf(shop, gold)).balance
  await issueBenefits(shop.context)
  shop.clock.moveTo('2027-03-31T15:59:59Z')
  await issueBenefits(shop.context)
  expect((await balanceOf(shop, gold)).balance).toBe(before)
  shop.clock.moveTo('2027-03-31T16:00:00Z')
  await Promise.all([issueBenefits(shop.context), issueBenefits(shop.context)])
  expect(await periods(gold, 'monthly')).toEqual(['month/2027-04', 'month/2027-03'])
  expect((await balanceOf(shop, gold)).balance).toBe(before + 50)
  expect(await periods(ordinary, 'monthly')).toEqual([])
})

test('joining and reaching a level bring theirs once, and a fall brings nothing', async () => {
  const member = await joinMember(shop)
  await relay()
  expect((await balanceOf(shop, member)).balance).toBe(200)
  expect(await periods(member, 'hello')).toEqual(['joining'])
  const { body } = await shop.post('/v1/checkouts', receipt([line(100)], member.by))
  await relay()
  expect(await issuesOf(member, 'rise')).toMatchObject([{ period: 'level/gold', usableThrough: '2027-05-01' }])
  await shop.post(`/v1/checkouts/${body.receiptId}/void`, {})
  await shop.post('/v1/checkouts', receipt([line(100)], member.by))
  await relay()
  expect(await periods(member, 'rise')).toEqual(['level/gold'])
})

test('a coupon is issued, and what its limit forbids is recorded with a sentence', async () => {
  const member = await joinMember(shop)
  await shop.post('/v1/checkouts', receipt([line(1000)], member.by))
  shop.clock.moveTo('2027-05-01T03:00:00Z')
  await issueBenefits(shop.context)
  expect(await issuesOf(member, 'film')).toMatchObject([{ state: 'given', period: 'month/2027-05' }])
  shop.clock.moveTo('2027-06-01T03:00:00Z')
  await issueBenefits(shop.context)
  const [issue] = await issuesOf(member, 'film')
  expect(issue).toMatchObject({ state: 'not-issued', period: 'month/2027-06' })
  expect(issue.whyNot).toContain('as many of these coupons as allowed')
  const address = `/v1/members/${member.memberNumber}/benefits/issues/${issue.issueId}/explain`
  const told = async (audience: string) => (await shop.get(`${address}?audience=${audience}`)).body
  expect(await told('cashier')).toMatchObject({
    isIssued: false,
    sentences: [{ code: 'benefit-not-issued', rule: 'film' }],
  })
  expect((await told('member')).sentences[0].text).toContain('could not be given this time')
  expect((await told('auditor')).sentences[0].values).toMatchObject({ refusal: 'benefits/coupon-not-issued' })
  const [given] = (await issuesOf(member, 'film')).filter(({ state }: { state: string }) => state === 'given')
  const ofGiven = await shop.get(`/v1/members/${member.memberNumber}/benefits/issues/${given.issueId}/explain`)
  expect(ofGiven.body).toMatchObject({ isIssued: true, sentences: [{ code: 'benefit-issued' }] })
  const stranger = await joinMember(shop)
  const elsewhere = await shop.get(`/v1/members/${stranger.memberNumber}/benefits/issues/${issue.issueId}/explain`)
  expect([elsewhere.status, elsewhere.body.code]).toEqual([404, 'benefits/no-such-issue'])
  const { body } = await shop.get('/v1/benefits/report?from=2027-05-01&to=2027-06-30')
  const figures = (code: string) => body.benefits.find((one: { benefit: string }) => one.benefit === code)
  expect(figures('film')).toMatchObject({ issued: 1, notIssued: 1, used: 0, costCents: 100 })
  // 50 points are half a yuan at the till, for each of the members with the level.
  const { issued, costCents } = figures('monthly')
  expect(issued).toBeGreaterThan(0)
  expect(costCents).toBe(issued * 50)
})
