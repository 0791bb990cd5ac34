import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hire, type SignedIn } from '../../../../test/support/staff.ts'
import { openTestShop, type TestShop } from '../../../../test/support/test-shop.ts'
import { balanceOf, givePoints, joinMember, keyWith, type Member, wait } from '../../../../test/support/till.ts'

const program = `program: accessory-shop
name: { zh-CN: 测试方案 }
assets:
  points: { name: { zh-CN: 积分, zh-TW: 積分, en: Points }, valid: 2 years }
  stamps: { name: { zh-CN: 印花 }, valid: 2 years }
earning:
  rules:
    - { rule: check-in, on: check-in, points: 5 }
levels: { ladder: [{ level: ordinary, name: 普通 }] }
redemption:
  - { rule: mug, name: { zh-CN: 马克杯, zh-TW: 馬克杯, en: Mug }, points: 100, gives: { goods: MUG } }
  - { rule: stamp, name: { zh-CN: 换印花, zh-TW: 換印花, en: Stamp }, points: 10, gives: { stamps: 1 } }
benefits:
  - { benefit: parking, name: { zh-CN: 停车, zh-TW: 停車, en: Parking }, levels: { ordinary: 5 a year } }
`

let shop: TestShop
let mona: SignedIn & { staffId: string }

beforeAll(async () => {
  shop = await openTestShop()
  await shop.publish(program, '2000-01-02T00:00:00Z')
  mona = await hire(shop, 'operations', 'Mona')
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})
const at = (member: Member) => `/v1/members/${member.memberNumber}`
const listed = async (member: Member, language = 'en') =>
  (await shop.get(`${at(member)}/refusals`, { language })).body.refusals
const told = async (member: Member, refusalId: string, audience: string, language = 'en') =>
  (await shop.get(`${at(member)}/refusals/${refusalId}/explain?audience=${audience}`, { language })).body.sentences.map(
    ({ text }: { text: string }) => text,
  )
const rows = async () =>
  (await shop.db.row<{ sum: number }>('select coalesce(sum(times), 0)::int as sum from refusals.refusal'))?.sum ?? 0
/** The code of an answer that kept nothing. */
const passing = async (answer: Promise<{ status: number; body: { code?: string; refusalId?: string } }>) => {
  const before = await rows()
  const { status, body } = await answer
  expect([body.refusalId, await rows()]).toEqual([undefined, before])
  return body.code ?? status
}

const report = (member: Member, more: object = {}, call: object = {}) =>
  shop.post('/v1/activities', { ...member.by, activity: 'check-in', storeCode: 'S01', ...more }, call)

test('an activity that is recorded already is kept, once per key and without what was entered as its reference', async () => {
  const member = await joinMember(shop)
  const reference = '13987654321'
  expect((await report(member, { reference })).status).toBe(201)
  const key = randomUUID()
  const refused = await report(member, { reference }, { key })
  expect([refused.status, refused.body.code]).toEqual([409, 'activities/already-recorded'])
  expect((await report(member, { reference }, { key })).text).toBe(refused.text)
  const { refusalId } = refused.body
  expect(await listed(member)).toEqual([
    {
      refusalId,
      attempt: 'record-activity',
      thing: 'check-in',
      name: { 'zh-CN': 'check-in', 'zh-TW': 'check-in', en: 'check-in' },
      code: 'activities/already-recorded',
      why: 'This activity was recorded before; it counts once.',
      firstAt: '2026-03-05T04:00:00.000Z',
      lastAt: '2026-03-05T04:00:00.000Z',
      times: 1,
      storeCode: 'S01',
      channel: 'api',
    },
  ])
  expect((await report(member, { reference })).body.refusalId).toBe(refusalId)
  expect((await listed(member))[0].times).toBe(2)
  const kept = await shop.db.rows<{ text: string }>('select r::text as text from refusals.refusal r')
  expect(kept.map(({ text }) => text).join()).not.toContain(reference)
  expect(refused.text).not.toContain(reference)
  expect((await balanceOf(shop, member)).usable).toBe(5)
})

test('it is told to cashier, member and auditor in three languages', async () => {
  const member = await joinMember(shop)
  await report(member, { reference: 'a' })
  const { refusalId } = (await report(member, { reference: 'a' })).body
  expect(await told(member, refusalId, 'cashier', 'zh-CN')).toEqual([
    '2026-03-05 12:00，记录互动“check-in”',
    '这次互动之前已经记录过了，同一次只算一次。',
  ])
  expect(await told(member, refusalId, 'member', 'zh-TW')).toEqual([
    '2026-03-05 12:00，記錄互動「check-in」',
    '這次互動之前已經記錄過了，同一次只算一次。',
  ])
  const [asked] = await told(member, refusalId, 'auditor')
  expect(asked).toMatch(/recording the activity check-in \[.*program accessory-shop, version 2;.*store=S01;.*by=key:/)
})

test('an activity of too long ago is kept; one of the last moment that counts is recorded', async () => {
  const member = await joinMember(shop)
  const days = shop.config.soldAtAgeDaysMax
  const ago = (ms: number) => new Date(shop.clock.now().getTime() - days * 86_400_000 - ms).toISOString()
  expect((await report(member, { happenedAt: ago(0) })).status).toBe(201)
  const { body } = await report(member, { happenedAt: ago(1) })
  expect([body.code, typeof body.refusalId]).toEqual(['activities/too-long-ago', 'string'])
  expect((await told(member, body.refusalId, 'member', 'zh-CN'))[1]).toBe(`这次互动太久以前了，最多补记 ${days} 天。`)
  expect((await told(member, body.refusalId, 'cashier'))[1]).toContain(ago(1))
})

test('an activity while no program was in force is kept without a thing; with the first program it is recorded', async () => {
  const early = await openTestShop()
  early.clock.moveTo('1999-12-31T00:00:00Z')
  const member = await joinMember(early)
  const { first } =
    (await early.db.row<{ first: Date }>('select min(in_force_from) as first from programs.version')) ?? {}
  const send = (happenedAt: Date | undefined, activity: string) =>
    early.post('/v1/activities', { ...member.by, activity, happenedAt: happenedAt?.toISOString() })
  early.clock.moveTo(first ?? '')
  const refused = await send(new Date((first?.getTime() ?? 0) - 1), 'check-in')
  expect([refused.body.code, typeof refused.body.refusalId]).toEqual(['activities/no-program', 'string'])
  const { refusals } = (await early.get(`${at(member)}/refusals`)).body
  expect(refusals).toMatchObject([{ attempt: 'record-activity', thing: null, name: null }])
  expect((await send(first, 'check-in')).body.code).toBe('activities/unknown-activity')
  await early.close()
})

test('a word that the program lacks, a time to come, another store and a permission are not kept of activities', async () => {
  const member = await joinMember(shop)
  const later = new Date(shop.clock.now().getTime() + 5 * 60_000 + 1).toISOString()
  expect(await passing(report(member, { activity: '13987654321' }))).toBe('activities/unknown-activity')
  expect(await passing(report(member, { happenedAt: later }))).toBe('activities/in-future')
  expect(await passing(report(member, { storeCode: 'S99' }))).toBe('activities/unknown-store')
  expect(await passing(report(member, {}, { as: await keyWith(shop, ['members.read']) }))).toBe('request/forbidden')
  expect(await passing(report(member, {}, { key: null }))).toBe('idempotency/key-missing')
})

const redeem = async (member: Member, rule: string) =>
  (await shop.post(`${at(member)}/redemptions`, { rule, storeCode: 'S01' })).body.redemption.redemptionId
const handOver = (member: Member, redemptionId: string, call: object = {}) =>
  shop.post(`${at(member)}/redemptions/${redemptionId}/hand-over`, {}, call)
const cancel = (member: Member, redemptionId: string, call: object = {}) =>
  shop.post(`${at(member)}/redemptions/${redemptionId}/cancel`, { reason: '不要了' }, call)

test('what cannot be handed over or cancelled any more is kept, each as its own attempt, and moves no points', async () => {
  const member = await joinMember(shop)
  await givePoints(shop, member, 210)
  const mug = await redeem(member, 'mug')
  expect((await handOver(member, mug)).status).toBe(200)
  const again = await handOver(member, mug)
  wait(shop, 1)
  const key = randomUUID()
  const late = await cancel(member, mug, { key })
  expect((await cancel(member, mug, { key })).text).toBe(late.text)
  const row = { code: 'rewards/not-to-hand-over', thing: 'mug', name: { en: 'Mug' }, times: 1, storeCode: 'S01' }
  expect(await listed(member)).toMatchObject([
    { ...row, attempt: 'cancel-redemption', refusalId: late.body.refusalId },
    { ...row, attempt: 'hand-over-reward', refusalId: again.body.refusalId },
  ])
  expect((await balanceOf(shop, member)).usable).toBe(110)
  expect(await told(member, again.body.refusalId, 'cashier', 'zh-TW')).toEqual([
    '2026-03-05 12:00，交付兌換的「馬克杯」',
    '這次兌換沒有待領取的禮品：已經領取、已經取消，或者換的不是禮品。',
  ])
  expect((await told(member, late.body.refusalId, 'member'))[0]).toBe(
    '2026-03-05 12:00: cancelling the redemption of Mug',
  )
  const [asked] = await told(member, late.body.refusalId, 'auditor')
  expect(asked).toMatch(/rule mug; program accessory-shop, version 2;.*store=S01;.*by=key:/)
  expect(JSON.stringify(await told(member, late.body.refusalId, 'auditor'))).not.toContain('不要了')
})

test('a redemption that gave no goods is kept as well; what nobody redeemed leaves nothing', async () => {
  const member = await joinMember(shop)
  await givePoints(shop, member, 10)
  const stamp = await redeem(member, 'stamp')
  expect((await cancel(member, stamp)).body.code).toBe('rewards/not-to-hand-over')
  expect(await listed(member)).toMatchObject([{ attempt: 'cancel-redemption', thing: 'stamp' }])
  expect(await passing(handOver(member, randomUUID()))).toBe('rewards/no-such-redemption')
  const other = await joinMember(shop)
  expect(await passing(handOver(other, stamp))).toBe('rewards/no-such-redemption')
})

test('of six who cancel at once one gives the points back, and the five others are counted on one row', async () => {
  const member = await joinMember(shop)
  await givePoints(shop, member, 100)
  const mug = await redeem(member, 'mug')
  const answers = await Promise.all(Array.from({ length: 6 }, () => cancel(member, mug)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409])
  expect(await listed(member)).toMatchObject([{ attempt: 'cancel-redemption', times: 5 }])
  expect((await balanceOf(shop, member)).usable).toBe(100)
})

const adjust = (member: Member, points: number, more: object = {}, call: object = {}) =>
  shop.post(`${at(member)}/adjustments`, { asset: 'points', points, reason: 'a slip of hers', ...more }, call)
const decide = (adjustmentId: string, isApproved: boolean, call: object = mona) =>
  shop.post(`/v1/adjustments/${adjustmentId}/decision`, { isApproved }, call)

test('points that cannot be taken by hand are kept; all that there are can be taken', async () => {
  const member = await joinMember(shop)
  await givePoints(shop, member, 20)
  const key = randomUUID()
  const refused = await adjust(member, -21, {}, { ...mona, key })
  expect([refused.status, refused.body.code]).toEqual([422, 'ledger/not-enough'])
  expect((await adjust(member, -21, {}, { ...mona, key })).text).toBe(refused.text)
  const { refusalId } = refused.body
  expect(await listed(member)).toMatchObject([
    { refusalId, attempt: 'adjust-points', thing: 'points', name: { en: 'Points' }, times: 1, channel: 'console' },
  ])
  expect(await told(member, refusalId, 'cashier', 'zh-CN')).toEqual([
    '2026-03-05 12:00，店里人工调整积分',
    '余额不足：要扣 21 分，可用 20 分。',
  ])
  expect((await told(member, refusalId, 'member'))[1]).toBe(
    'You do not have enough points: 21 are needed, 20 can be used.',
  )
  expect((await told(member, refusalId, 'auditor'))[0]).toContain(`channel=console; by=${mona.staffId}`)
  for (const audience of ['cashier', 'member', 'auditor'])
    expect(JSON.stringify(await told(member, refusalId, audience))).not.toContain('a slip of hers')
  expect((await adjust(member, -20, {}, mona)).status).toBe(201)
})

test('an adjustment that the second person cannot let through is kept with that person, and still waits', async () => {
  const member = await joinMember(shop)
  const limit = shop.config.adjustmentLimitPoints
  const { status, body } = await adjust(member, -limit - 1)
  expect(status).toBe(202)
  const refused = await decide(body.adjustmentId, true)
  expect(refused.body.code).toBe('ledger/not-enough')
  expect(await listed(member)).toMatchObject([{ attempt: 'adjust-points', thing: 'points', times: 1 }])
  expect((await told(member, refused.body.refusalId, 'auditor'))[0]).toContain(`by=${mona.staffId}`)
  const waiting = (await shop.get('/v1/adjustments?state=waiting')).body.adjustments
  expect(waiting.some((one: { adjustmentId: string }) => one.adjustmentId === body.adjustmentId)).toBe(true)
  expect((await decide(body.adjustmentId, false)).status).toBe(200)
  expect(await passing(decide(body.adjustmentId, true))).toBe('ledger/already-decided')
  expect(await passing(decide(randomUUID(), true))).toBe('ledger/no-such-adjustment')
})

test('a form, one’s own request and a word that nobody knows are not kept of adjustments', async () => {
  const member = await joinMember(shop)
  expect(await passing(adjust(member, 0))).toBe('ledger/nothing-to-adjust')
  expect(await passing(adjust(member, 1, { reason: ' x ' }))).toBe('ledger/reason-missing')
  expect(await passing(adjust(member, 1, { expiresOn: '2026-03-04' }))).toBe('ledger/expiry-in-the-past')
  expect(await passing(adjust(member, 1, { asset: '13987654321' }))).toBe('ledger/unknown-asset')
  const { body } = await adjust(member, shop.config.adjustmentLimitPoints + 1, {}, mona)
  expect(await passing(decide(body.adjustmentId, true))).toBe('ledger/own-request')
})

test('a use that is undone too late or twice is kept; a moment before the end of the day it is undone', async () => {
  const member = await joinMember(shop)
  const use = async () => (await shop.post(`${at(member)}/benefits/parking/uses`, {})).body.useId
  const undo = (useId: string, call: object = {}) =>
    shop.post(`${at(member)}/benefits/uses/${useId}/undo`, { reason: '点错了' }, call)
  const [first, second] = [await use(), await use()]
  const startMs = shop.clock.now().getTime()
  shop.clock.moveTo(new Date(startMs + 24 * 3_600_000 - 1))
  expect((await undo(first)).status).toBe(200)
  const twice = await undo(first)
  expect(twice.body.code).toBe('benefits/undone-already')
  shop.clock.moveTo(new Date(startMs + 24 * 3_600_000))
  const key = randomUUID()
  const late = await undo(second, { key })
  expect([late.status, late.body.code]).toEqual([422, 'benefits/undo-too-late'])
  expect((await undo(second, { key })).text).toBe(late.text)
  const row = { attempt: 'undo-use', thing: 'parking', name: { en: 'Parking' }, times: 1, channel: 'api' }
  expect(await listed(member)).toMatchObject([
    { ...row, refusalId: late.body.refusalId, code: 'benefits/undo-too-late' },
    { ...row, refusalId: twice.body.refusalId, code: 'benefits/undone-already' },
  ])
  expect(await told(member, late.body.refusalId, 'member', 'zh-CN')).toEqual([
    '2026-03-06 12:00，撤销使用权益“停车”',
    '使用满 24 小时后不能再撤销。',
  ])
  expect((await told(member, late.body.refusalId, 'auditor'))[0]).toContain('channel=api; by=key:')
  expect(JSON.stringify(await told(member, late.body.refusalId, 'member'))).not.toMatch(/点错了|key:/)
  expect(await passing(undo(randomUUID()))).toBe('benefits/no-such-use')
})
