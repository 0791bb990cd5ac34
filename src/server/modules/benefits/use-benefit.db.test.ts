import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, openTestShop, receipt, type TestShop } from '../../../../test/support/test-shop.ts'
import { type App, joinMember, keyWith, type Member, openSecondApp } from '../../../../test/support/till.ts'
import { issueBenefits } from './index.ts'

let shop: TestShop
let other: App

const program = `program: accessory-shop
name: { zh-CN: 测试方案 }
assets:
  points: { name: { zh-CN: 积分 }, valid: 2 years }
levels: { ladder: [{ level: ordinary, name: 普通 }, { level: gold, name: 金卡, from: ¥100 }] }
benefits:
  - { benefit: care, name: 保养, levels: { gold: 2 a year } }
  - { benefit: room, name: 包间, levels: { ordinary: 1 a month, gold: 1 a month } }
  - { benefit: advice, name: 咨询 }
  - { benefit: tea, name: 茶歇, count: 1 a month }
  - { benefit: cake, name: 蛋糕, on: birthday, gives: { goods: CAKE }, usable: 1 day before to 1 day after }
  - { benefit: first, name: 优先, early: 1 day }
`

beforeAll(async () => {
  shop = await openTestShop({ startAt: '2026-12-31T03:00:00Z' })
  await shop.publish(program, '2000-01-02T00:00:00Z')
  await shop.call('PUT', '/v1/goods/CAKE', { name: '蛋糕', costCents: 1_250 })
  other = await openSecondApp(shop)
})
afterAll(async () => {
  await other.close()
  await shop.close()
})

const path = (member: Member, benefit: string) => `/v1/members/${member.memberNumber}/benefits/${benefit}/uses`
const use = (member: Member, benefit: string, more: Record<string, unknown> = {}) =>
  shop.post(path(member, benefit), more)
const undo = (member: Member, useId: string) =>
  shop.post(`/v1/members/${member.memberNumber}/benefits/uses/${useId}/undo`, { reason: '点错了' })
const seen = async (member: Member, code: string) =>
  (await shop.get(`/v1/members/${member.memberNumber}/benefits`)).body.benefits.find(
    (one: { benefit: string }) => one.benefit === code,
  )

async function goldMember(): Promise<Member> {
  const member = await joinMember(shop)
  await shop.post('/v1/checkouts', receipt([line(100)], member.by))
  return member
}

test('two a year are two to the end of 31 December, and two again from New Year', async () => {
  shop.clock.moveTo('2026-12-31T15:59:59Z')
  const member = await goldMember()
  expect([(await use(member, 'care')).status, (await use(member, 'care')).status]).toEqual([201, 201])
  expect(await use(member, 'care')).toMatchObject({ status: 422, body: { code: 'benefits/used-up' } })
  expect(await seen(member, 'care')).toMatchObject({ left: 0, isUsable: false, period: '2026' })
  shop.clock.moveTo('2026-12-31T16:00:00Z')
  expect(await seen(member, 'care')).toMatchObject({ left: 2, isUsable: true, period: '2027' })
  expect((await use(member, 'care')).body).toMatchObject({ period: '2027' })
})

test('a service of every member is counted for each of them, without a level', async () => {
  shop.clock.moveTo('2027-01-31T15:59:59Z')
  const [member, another] = [await joinMember(shop), await joinMember(shop)]
  expect((await use(member, 'tea')).body).toMatchObject({ period: '2027-01' })
  expect(await use(member, 'tea')).toMatchObject({ status: 422, body: { code: 'benefits/used-up' } })
  expect((await use(another, 'tea')).status).toBe(201)
  shop.clock.moveTo('2027-01-31T16:00:00Z')
  expect((await use(member, 'tea')).body).toMatchObject({ period: '2027-02' })
})

test('one a month ends with the month', async () => {
  shop.clock.moveTo('2027-02-28T15:59:59Z')
  const member = await joinMember(shop)
  expect((await use(member, 'room')).status).toBe(201)
  expect((await use(member, 'room')).body.code).toBe('benefits/used-up')
  shop.clock.moveTo('2027-02-28T16:00:00Z')
  expect((await use(member, 'room')).status).toBe(201)
})

test('of twelve uses at once, over two processes, two are counted', async () => {
  const member = await goldMember()
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? shop : other).post(path(member, 'care'), {})),
  )
  expect(answers.map(answer => answer.status).sort()).toEqual([201, 201, ...Array(10).fill(422)])
})

test('a use can be undone for a day, once, and then there is room again', async () => {
  const member = await goldMember()
  await use(member, 'care')
  const { useId } = (await use(member, 'care')).body
  const startMs = shop.clock.now().getTime()
  shop.clock.moveTo(new Date(startMs + 24 * 3_600_000))
  expect((await undo(member, useId)).body.code).toBe('benefits/undo-too-late')
  shop.clock.moveTo(new Date(startMs + 24 * 3_600_000 - 1))
  expect((await undo(member, useId)).body).toMatchObject({ undoReason: '点错了' })
  expect((await undo(member, useId)).body.code).toBe('benefits/undone-already')
  expect((await use(member, 'care')).status).toBe(201)
  expect((await use(member, 'care')).body.code).toBe('benefits/used-up')
})

test('a gift is used once within its window, and its goods are what it cost', async () => {
  shop.clock.moveTo('2027-06-08T16:00:00Z')
  const member = await joinMember(shop, { birthday: '1990-06-10' })
  expect((await use(member, 'cake')).body.code).toBe('benefits/nothing-to-use')
  await issueBenefits(shop.context)
  shop.clock.moveTo('2027-06-11T16:00:00Z')
  expect((await use(member, 'cake')).body.code).toBe('benefits/nothing-to-use')
  shop.clock.moveTo('2027-06-11T15:59:59Z')
  const answers = await Promise.all([shop, other, shop, other].map(app => app.post(path(member, 'cake'), {})))
  expect(answers.map(answer => answer.status).sort()).toEqual([201, 422, 422, 422])
  const { useId, costCents } = answers.find(answer => answer.status === 201)?.body ?? {}
  expect(costCents).toBe(1_250)
  const figures = async () =>
    (await shop.get('/v1/benefits/report?from=2027-06-11&to=2027-06-11')).body.benefits.find(
      (one: { benefit: string }) => one.benefit === 'cake',
    )
  expect(await figures()).toMatchObject({ used: 1, costCents: 1_250, withoutCost: 0 })
  await undo(member, useId)
  expect(await figures()).toBeUndefined()
  expect((await use(member, 'cake')).status).toBe(201)
})

test('what a gift cost is told to those alone who may read what goods cost', async () => {
  shop.clock.moveTo('2028-06-08T16:00:00Z')
  const member = await joinMember(shop, { birthday: '1990-06-10' })
  await issueBenefits(shop.context)
  shop.clock.moveTo('2028-06-10T04:00:00Z')
  const may = ['members.read', 'benefits.use', 'insights.read']
  const [without, withCost] = [
    { as: await keyWith(shop, may) },
    { as: await keyWith(shop, [...may, 'catalog.read-cost']) },
  ]
  const given = await shop.post(path(member, 'cake'), {}, without)
  expect([given.status, Object.keys(given.body).includes('costCents')]).toEqual([201, false])
  const listed = async (who: object) =>
    (await shop.get(`/v1/members/${member.memberNumber}/benefits`, who)).body.uses[0]
  expect((await listed(withCost)).costCents).toBe(1_250)
  expect(Object.keys(await listed(without))).not.toContain('costCents')
  const undoing = `/v1/members/${member.memberNumber}/benefits/uses/${given.body.useId}/undo`
  const undone = await shop.post(undoing, { reason: '点错了' }, without)
  expect([undone.status, Object.keys(undone.body).includes('costCents')]).toEqual([200, false])

  expect((await shop.post(path(member, 'cake'), {}, without)).status).toBe(201)
  const summed = async (who: object) =>
    (await shop.get('/v1/benefits/report?from=2028-06-10&to=2028-06-10', who)).body.benefits.find(
      (one: { benefit: string }) => one.benefit === 'cake',
    )
  expect(await summed(withCost)).toMatchObject({ used: 1, costCents: 1_250, withoutCost: 0 })
  expect(Object.keys(await summed(without))).toEqual(expect.not.arrayContaining(['costCents', 'withoutCost']))
})

test('what a member does not have, does not exist or works by itself is refused', async () => {
  const member = await joinMember(shop)
  expect((await use(member, 'care')).body).toMatchObject({
    code: 'benefits/not-entitled',
    title: 'This member does not have this benefit now: the member does not have one of the levels.',
  })
  expect((await use(member, 'none')).body.code).toBe('benefits/unknown-benefit')
  expect((await use(member, 'first')).body.code).toBe('benefits/not-used-by-hand')
  expect((await use(member, 'advice', { note: '试衣' })).body).toMatchObject({ note: '试衣', period: null })
  expect((await use(member, 'advice', { storeCode: 'S99' })).body.code).toBe('benefits/unknown-store')
})
