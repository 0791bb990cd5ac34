import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../../../../test/support/test-shop.ts'
import { type App, balanceOf, joinMember, type Member, openSecondApp } from '../../../../test/support/till.ts'

let shop: TestShop
let other: App

const program = `program: accessory-shop
name: { zh-CN: 测试方案 }
assets:
  points: { name: { zh-CN: 积分 }, valid: 2 years }
redemption:
  - { rule: cash-off, points: 100, off: ¥1 }
levels: { ladder: [{ level: ordinary, name: 普通 }, { level: gold, name: 金卡, from: ¥100 }] }
offers:
  - { offer: thanks, name: 感谢券, off: ¥5, coupon: { codes: personal, valid: 30 days } }
  - { offer: scarce, name: 少量券, off: ¥5, coupon: { codes: personal, valid: 30 days, limit: 1 a member } }
benefits:
  - { benefit: thanks, name: { zh-CN: 评价送券, zh-TW: 評價送券, en: Thanks }, on: review, gives: { coupon: thanks }, limit: 2 times a month }
  - { benefit: pin, name: 签到礼, on: check-in, gives: { goods: PIN }, limit: [1 time a day, 2 times in life], usable: 30 days }
  - { benefit: friend, name: 推荐礼, levels: [gold], on: referral, gives: { goods: BOX } }
  - { benefit: extra, name: 推荐加分, on: referral, gives: { points: 50 } }
  - { benefit: few, name: 前十名, on: survey, gives: { coupon: thanks }, limit: 10 times in all }
  - { benefit: dry, name: 少量, on: vote, gives: { coupon: scarce } }
`

beforeAll(async () => {
  shop = await openTestShop({ startAt: '2026-03-05T03:00:00Z' })
  await shop.publish(program, '2000-01-02T00:00:00Z')
  other = await openSecondApp(shop)
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await other.close()
  await shop.close()
})

const report = (member: Member, activity: string, more: Record<string, unknown> = {}, app: App | TestShop = shop) =>
  app.post('/v1/activities', { ...member.by, activity, ...more })
const brought = async (member: Member, activity: string, more: Record<string, unknown> = {}) => {
  const { body } = await report(member, activity, more)
  return body.effects.filter(({ kind }: { kind: string }) => kind === 'benefit')
}
const isGiven = ({ benefit }: { benefit: { issueId: string | null } }) => benefit.issueId !== null
const gives = async (member: Member, activity: string, more: Record<string, unknown> = {}) =>
  (await brought(member, activity, more)).map(isGiven)
const issuesOf = async (member: Member, benefit: string) =>
  (await shop.get(`/v1/members/${member.memberNumber}/benefits`)).body.issues.filter(
    (issue: { benefit: string }) => issue.benefit === benefit,
  )
const couponsOf = async (member: Member) =>
  (await shop.get(`/v1/members/${member.memberNumber}/coupons`)).body.coupons as { offer: string }[]

test('a review brings a coupon at once, twice a month and again in the next', async () => {
  shop.clock.moveTo('2026-03-05T03:00:00Z')
  const member = await joinMember(shop)
  const [first] = await brought(member, 'review', { reference: 'r1' })
  expect(first).toMatchObject({
    kind: 'benefit',
    benefit: { benefit: 'thanks', gives: { kind: 'coupon', offer: 'thanks' } },
    reasons: [{ code: 'benefit-for-activity', rule: 'thanks' }],
  })
  expect(await couponsOf(member)).toHaveLength(1)
  expect(await gives(member, 'review', { reference: 'r2' })).toEqual([true])
  const [third] = await brought(member, 'review', { reference: 'r3' })
  expect(third).toMatchObject({ benefit: { issueId: null }, reasons: [{ code: 'limit-reached' }] })
  // The last instant of March, and the first of April.
  shop.clock.moveTo('2026-03-31T15:59:59Z')
  expect(await gives(member, 'review')).toEqual([false])
  shop.clock.moveTo('2026-03-31T16:00:00Z')
  expect(await gives(member, 'review')).toEqual([true])
  expect(await couponsOf(member)).toHaveLength(3)
  expect((await issuesOf(member, 'thanks')).map(({ state }: { state: string }) => state)).toEqual([
    'given',
    'given',
    'given',
  ])
})

test('a report counts on the day on which it happened', async () => {
  shop.clock.moveTo('2026-04-02T03:00:00Z')
  const member = await joinMember(shop)
  const inMarch = { happenedAt: '2026-03-31T15:59:59Z' }
  expect([await gives(member, 'review', inMarch), await gives(member, 'review', inMarch)]).toEqual([[true], [true]])
  expect(await gives(member, 'review', inMarch)).toEqual([false])
  expect(await gives(member, 'review', { happenedAt: '2026-03-31T16:00:00Z' })).toEqual([true])
})

test('several limits hold together, a gift is used within its days', async () => {
  shop.clock.moveTo('2026-05-01T03:00:00Z')
  const member = await joinMember(shop)
  expect([await gives(member, 'check-in'), await gives(member, 'check-in')]).toEqual([[true], [false]])
  shop.clock.moveTo('2026-05-02T03:00:00Z')
  expect(await gives(member, 'check-in')).toEqual([true])
  shop.clock.moveTo('2026-05-03T03:00:00Z')
  expect(await gives(member, 'check-in')).toEqual([false])
  expect(await issuesOf(member, 'pin')).toMatchObject([
    { state: 'to-use', usableFrom: '2026-05-02', usableThrough: '2026-06-01' },
    { state: 'to-use', usableFrom: '2026-05-01', usableThrough: '2026-05-31' },
  ])
  const use = async () => (await shop.post(`/v1/members/${member.memberNumber}/benefits/pin/uses`, {})).status
  shop.clock.moveTo('2026-06-01T15:59:59Z')
  expect([await use(), await use()]).toEqual([201, 422])
})

test('the same activity sent twice brings its gift once, by key, by reference and by two processes', async () => {
  shop.clock.moveTo('2026-06-05T03:00:00Z')
  const member = await joinMember(shop)
  const body = { ...member.by, activity: 'review' }
  const key = randomUUID()
  const [first, second] = [
    await shop.post('/v1/activities', body, { key }),
    await shop.post('/v1/activities', body, { key }),
  ]
  expect(second.text).toBe(first.text)
  expect(await couponsOf(member)).toHaveLength(1)
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      report(member, 'review', { reference: 'same' }, index % 2 === 0 ? shop : other),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409])
  expect(await couponsOf(member)).toHaveLength(2)
})

test('50 reports at once never exceed the limit of a member, nor 50 members that of all', async () => {
  shop.clock.moveTo('2026-07-05T03:00:00Z')
  const member = await joinMember(shop)
  const fifty = Array.from({ length: 50 }, (_, index) => index)
  const appAt = (index: number) => (index % 2 === 0 ? shop : other)
  const reports = await Promise.all(
    fifty.map(index => report(member, 'review', { reference: `p${index}` }, appAt(index))),
  )
  expect(reports.map(({ status }) => status)).toEqual(fifty.map(() => 201))
  expect(reports.flatMap(({ body }) => body.effects).filter(isGiven)).toHaveLength(2)
  expect(await couponsOf(member)).toHaveLength(2)

  const members = await Promise.all(fifty.map(() => joinMember(shop)))
  const surveys = await Promise.all(members.map((one, index) => report(one, 'survey', {}, appAt(index))))
  expect(surveys.flatMap(({ body }) => body.effects).filter(isGiven)).toHaveLength(10)
  const held = await Promise.all(members.map(couponsOf))
  expect(held.flat()).toHaveLength(10)
})

test('the level is asked, points are given too, and an activity of a benefit alone is known', async () => {
  shop.clock.moveTo('2026-08-05T03:00:00Z')
  const member = await joinMember(shop)
  const effects = await brought(member, 'referral')
  expect(effects).toMatchObject([
    { benefit: { benefit: 'friend', issueId: null }, reasons: [{ code: 'rule-not-applied' }] },
    { benefit: { benefit: 'extra', gives: { kind: 'asset', points: 50 } } },
  ])
  expect((await balanceOf(shop, member)).balance).toBe(50)
  await shop.post(`/v1/members/${member.memberNumber}/levels/setting`, { level: 'gold', reason: 'for a test' })
  expect(await gives(member, 'referral')).toEqual([true, true])
  expect((await report(member, 'revew')).body.code).toBe('activities/unknown-activity')
})

test("what the coupon's own limit keeps back is a row with its reason, and the activity counts all the same", async () => {
  shop.clock.moveTo('2026-09-05T03:00:00Z')
  const member = await joinMember(shop)
  expect(await gives(member, 'vote')).toEqual([true])
  const [second] = await brought(member, 'vote')
  expect(second).toMatchObject({ benefit: { issueId: null }, reasons: [{ code: 'benefit-not-issued', rule: 'dry' }] })
  const states = (await issuesOf(member, 'dry')).map(({ state }: { state: string }) => state)
  expect(states.sort()).toEqual(['given', 'not-issued'])
  const { body } = await shop.get('/v1/benefits/report?from=2026-09-05&to=2026-09-05')
  expect(body.benefits).toMatchObject([{ benefit: 'dry', issued: 1, notIssued: 1, used: 0, costCents: 500 }])
})

test('activity and gift say why in three languages', async () => {
  shop.clock.moveTo('2026-10-05T03:00:00Z')
  const member = await joinMember(shop)
  const given = (await report(member, 'review')).body
  await report(member, 'review')
  const kept = (await report(member, 'review')).body
  const told = async (activityId: string, audience: string, language: string) => {
    const address = `/v1/members/${member.memberNumber}/activities/${activityId}/explain?audience=${audience}`
    return (await shop.get(address, { language })).body.sentences
  }
  expect(await told(given.activityId, 'cashier', 'en')).toMatchObject([
    { chapter: 'benefits', text: 'Benefit Thanks was issued for this activity, usable from 2026-10-05' },
  ])
  expect((await told(given.activityId, 'member', 'zh-CN'))[0].text).toBe('送您“评价送券”，2026-10-05 起可用')
  expect((await told(kept.activityId, 'member', 'zh-TW'))[0].text).toBe(
    '您的評價送券已經領滿（每月 2 次），這次沒有再送',
  )
  const { issueId } = given.effects[0].benefit
  const issue = await shop.get(`/v1/members/${member.memberNumber}/benefits/issues/${issueId}/explain`)
  expect(issue.body).toMatchObject({ isIssued: true, sentences: [{ code: 'benefit-for-activity' }] })
})

test('a gift that waits is not crowded out by a hundred later ones', async () => {
  shop.clock.moveTo('2026-11-05T03:00:00Z')
  const member = await joinMember(shop)
  expect(await gives(member, 'check-in')).toEqual([true])
  for (let step = 0; step < 11; step++)
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => report(member, 'vote', { reference: `${step}/${index}` })),
    )
  expect(await issuesOf(member, 'pin')).toMatchObject([{ state: 'to-use' }])
  const { body } = await shop.get(`/v1/members/${member.memberNumber}/benefits`)
  expect(body.benefits.find(({ benefit }: { benefit: string }) => benefit === 'pin')).toMatchObject({ isUsable: true })
})
