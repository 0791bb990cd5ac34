import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, openTestShop, receipt, type TestShop } from '../../../../test/support/test-shop.ts'
import {
  type App,
  addStore,
  balanceOf,
  givePoints,
  joinMember,
  levelOf,
  type Member,
  openSecondApp,
} from '../../../../test/support/till.ts'

let shop: TestShop
let other: App

const program = `program: accessory-shop
name: { zh-CN: 测试方案 }
assets:
  points: { name: { zh-CN: 积分 }, valid: 2 years }
  chances: { name: { zh-CN: 抽奖机会 }, valid: 30 days }
redemption:
  - { rule: draw, name: { zh-CN: 抽奖 }, points: 100, gives: { chances: 2 }, limit: 3 times a month }
  - { rule: mug, name: { zh-CN: 马克杯 }, points: 300, gives: { goods: MUG } }
  - { rule: rare, name: { zh-CN: 限量 }, points: 10, gives: { goods: RARE }, limit: 2 times in all }
  - { rule: cinema, name: { zh-CN: 电影票 }, points: 10, gives: { coupon: cinema } }
  - { rule: rise, name: { zh-CN: 升级 }, points: 10, gives: one level up }
  - { rule: rise-a-year, name: { zh-CN: 升级一年 }, points: 10, gives: { up-to: silver, kept: 1 year } }
  - { rule: silver-only, name: { zh-CN: 银卡礼 }, points: 10, gives: { goods: PIN }, when: { level: [silver] } }
offers:
  - { offer: cinema, name: 电影票, off: ¥5, coupon: { codes: personal, valid: 30 days, limit: 1 a member } }
levels: { ladder: [{ level: ordinary, name: 普通 }, { level: silver, name: 银卡, from: ¥100 }] }
`

beforeAll(async () => {
  shop = await openTestShop()
  await shop.publish(program, '2000-01-02T00:00:00Z')
  await addStore(shop, 'S02')
  await shop.call('PUT', '/v1/goods/MUG', { name: '马克杯 白' })
  other = await openSecondApp(shop)
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await other.close()
  await shop.close()
})

const at = (member: Member) => `/v1/members/${member.memberNumber}/redemptions`
const redeem = (member: Member, rule: string, more: Record<string, unknown> = {}) =>
  shop.post(at(member), { rule, ...more })
const finish = (member: Member, redemptionId: string, verb: 'hand-over' | 'cancel') =>
  shop.post(`${at(member)}/${redemptionId}/${verb}`, verb === 'cancel' ? { reason: '拿错了' } : {})

async function memberWith(points: number): Promise<Member> {
  const member = await joinMember(shop)
  if (points > 0) await givePoints(shop, member, points)
  return member
}

test('points become chances, with the validity of chances', async () => {
  const member = await memberWith(199)
  const answer = await redeem(member, 'draw')
  expect(answer).toMatchObject({
    status: 201,
    body: { redemption: { state: 'given', points: 100 }, balances: { points: 99, chances: 2 } },
  })
  const chances = await balanceOf(shop, member, 'chances')
  expect(chances.lots[0]).toMatchObject({ granted: 2, lastDay: '2026-04-04' })
  expect((await redeem(member, 'draw')).body.code).toBe('program/redeem-not-enough')
  expect((await balanceOf(shop, member)).balance).toBe(99)
})

test('the limit of the month counts times of one request too, and ends with the month', async () => {
  shop.clock.moveTo('2026-03-31T15:59:59Z')
  const member = await memberWith(1000)
  expect((await redeem(member, 'draw', { times: 4 })).body.code).toBe('program/reward-limit')
  expect((await redeem(member, 'draw', { times: 3 })).status).toBe(201)
  expect((await redeem(member, 'draw')).body.code).toBe('program/reward-limit')
  shop.clock.moveTo('2026-03-31T16:00:00Z')
  expect((await redeem(member, 'draw')).status).toBe(201)
})

test('goods wait in their store until they are handed over, once', async () => {
  const member = await memberWith(300)
  expect((await redeem(member, 'mug')).body.code).toBe('rewards/store-missing')
  const { body } = await redeem(member, 'mug', { storeCode: 'S02' })
  const { redemptionId } = body.redemption
  const waiting = async () =>
    (await shop.get('/v1/redemptions/to-hand-over')).body.redemptions.filter(
      (one: { redemptionId: string }) => one.redemptionId === redemptionId,
    )
  expect(await waiting()).toMatchObject([
    { storeCode: 'S02', gives: { sku: 'MUG', goodsName: '马克杯 白' }, memberNumber: member.memberNumber },
  ])
  expect((await finish(member, redemptionId, 'hand-over')).body).toMatchObject({ state: 'handed-over' })
  expect(await waiting()).toEqual([])
  expect((await finish(member, redemptionId, 'hand-over')).body.code).toBe('rewards/not-to-hand-over')
  expect((await finish(member, redemptionId, 'cancel')).body.code).toBe('rewards/not-to-hand-over')
  expect((await balanceOf(shop, member)).balance).toBe(0)
})

test('cancelled points go back to the lots they came from, with their dates', async () => {
  const member = await joinMember(shop)
  await givePoints(shop, member, 200, { expiresOn: '2026-12-31' })
  await givePoints(shop, member, 200, { expiresOn: '2027-12-31' })
  const before = await balanceOf(shop, member)
  const { body } = await redeem(member, 'mug', { storeCode: 'S01' })
  expect((await balanceOf(shop, member)).lots.map(lot => lot.remaining)).toEqual([100])
  const cancelled = await finish(member, body.redemption.redemptionId, 'cancel')
  expect(cancelled.body).toMatchObject({ state: 'cancelled', cancelReason: '拿错了' })
  expect(await balanceOf(shop, member)).toEqual(before)
})

test('points of a lot that ended meanwhile come back and go at once', async () => {
  const member = await joinMember(shop)
  const today = shop.clock.now()
  await givePoints(shop, member, 300, { expiresOn: '2026-04-10' })
  const { body } = await redeem(member, 'mug', { storeCode: 'S01' })
  shop.clock.moveTo('2026-04-10T16:00:00Z')
  expect((await finish(member, body.redemption.redemptionId, 'cancel')).status).toBe(200)
  expect((await balanceOf(shop, member)).balance).toBe(0)
  expect(today < shop.clock.now()).toBe(true)
})

test('a cancelled redemption gives its room in the limit back', async () => {
  const [one, two, three] = [await memberWith(10), await memberWith(10), await memberWith(10)]
  const first = await redeem(one, 'rare', { storeCode: 'S01' })
  expect((await redeem(two, 'rare', { storeCode: 'S01' })).status).toBe(201)
  expect((await redeem(three, 'rare', { storeCode: 'S01' })).body.code).toBe('program/reward-limit')
  await finish(one, first.body.redemption.redemptionId, 'cancel')
  expect((await redeem(three, 'rare', { storeCode: 'S01' })).status).toBe(201)
})

test('of eight who redeem and eight who cancel at once, over two processes, points suffice once', async () => {
  const member = await memberWith(350)
  const body = { rule: 'mug', storeCode: 'S01' }
  const app = (index: number) => (index % 2 === 0 ? shop : other)
  const redeemed = await Promise.all(Array.from({ length: 8 }, (_, index) => app(index).post(at(member), body)))
  expect(redeemed.map(answer => answer.status).sort()).toEqual([201, ...Array(7).fill(422)])
  const redemptionId = redeemed.find(answer => answer.status === 201)?.body.redemption.redemptionId
  const path = `${at(member)}/${redemptionId}`
  const cancelled = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      index % 4 === 3 ? app(index).post(`${path}/hand-over`, {}) : app(index).post(`${path}/cancel`, { reason: 'x' }),
    ),
  )
  expect(cancelled.map(answer => answer.status).sort()).toEqual([200, ...Array(7).fill(409)])
  const isBack = cancelled.some(answer => answer.status === 200 && answer.body.state === 'cancelled')
  expect((await balanceOf(shop, member)).balance).toBe(isBack ? 350 : 50)
})

test('a coupon is given as its offer says, and no more than a member may have', async () => {
  const member = await memberWith(20)
  expect(await redeem(member, 'cinema')).toMatchObject({ status: 201, body: { balances: { points: 10 } } })
  const coupons = await shop.db.rows('select offer_code from coupons.coupon')
  expect(coupons).toEqual([{ offer_code: 'cinema' }])
  expect((await redeem(member, 'cinema')).body.code).toBe('rewards/coupon-not-issued')
  expect((await balanceOf(shop, member)).balance).toBe(10)
})

test('a level is given, and none above the highest', async () => {
  const member = await memberWith(30)
  expect((await redeem(member, 'rise', { times: 2 })).body.code).toBe('rewards/level-not-raised')
  expect((await redeem(member, 'rise')).status).toBe(201)
  expect(await levelOf(shop, member)).toBe('silver')
  expect((await redeem(member, 'rise')).body.code).toBe('rewards/level-not-raised')
  expect((await balanceOf(shop, member)).balance).toBe(20)
})

test('what is not there is refused and takes nothing', async () => {
  const member = await memberWith(10)
  expect((await redeem(member, 'none')).body.code).toBe('program/redeem-unknown-rule')
  expect((await redeem(member, 'mug', { storeCode: 'S99' })).body.code).toBe('rewards/unknown-store')
  expect((await balanceOf(shop, member)).balance).toBe(10)
})

test('the list says how often, or why not', async () => {
  const member = await memberWith(650)
  const shown = async () =>
    (await shop.get(`${at(member)}?storeCode=S01`)).body.rewards.map(
      ({ rule, timesMax, refusal }: { rule: string; timesMax: number; refusal: string | null }) => [
        rule,
        timesMax,
        refusal === null,
      ],
    )
  expect(await shown()).toEqual([
    ['draw', 3, true],
    ['mug', 2, true],
    ['rare', 0, false],
    ['cinema', 65, true],
    ['rise', 65, true],
    ['rise-a-year', 1, true],
    ['silver-only', 0, false],
  ])
  await shop.post('/v1/checkouts', receipt([line(100)], member.by))
  expect((await shown()).at(-1)).toEqual(['silver-only', 65, true])
})

test('a bought level stops at its ceiling, and takes no points above it', async () => {
  shop.clock.moveTo('2026-05-01T04:00:00Z')
  const member = await memberWith(30)
  expect((await redeem(member, 'rise-a-year', { times: 2 })).body.code).toBe('program/reward-level-ceiling')
  expect((await redeem(member, 'rise-a-year')).status).toBe(201)
  expect(await levelOf(shop, member)).toBe('silver')
  const again = await redeem(member, 'rise-a-year')
  expect([again.body.code, again.body.title]).toEqual([
    'program/reward-level-ceiling',
    '升级一年 lifts to 银卡 at most, and no higher',
  ])
  expect((await balanceOf(shop, member)).usable).toBe(20)
  const grants = await shop.db.rows('select way, level, through_on from levels.grant')
  expect(grants).toEqual([{ way: 'points', level: 'silver', through_on: '2027-05-01' }])
})
