import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, openTestShop, receipt, type TestShop } from '../../../../test/support/test-shop.ts'
import { givePoints, joinMember, keyWith, type Member, openTill, wait } from '../../../../test/support/till.ts'
import { forgetOldRefusals } from './forget-old-refusals.ts'

const program = `program: accessory-shop
name: { zh-CN: 测试方案 }
assets:
  points: { name: { zh-CN: 积分 }, valid: 2 years, transfer: 100 points a month }
levels: { ladder: [{ level: ordinary, name: 普通 }, { level: silver, name: 银卡, from: ¥100 }] }
redemption:
  - { rule: cash-off, points: 100, off: ¥1 }
  - { rule: mug, name: { zh-CN: 马克杯, zh-TW: 馬克杯, en: Mug }, points: 300, gives: { goods: MUG } }
  - { rule: pin, name: { zh-CN: 徽章, zh-TW: 徽章, en: Pin }, points: 10, gives: { goods: PIN }, when: { segment: [vip] } }
  - { rule: film, name: { zh-CN: 电影票, zh-TW: 電影票, en: Film }, points: 10, gives: { coupon: film } }
offers:
  - { offer: film, name: { zh-CN: 电影券, zh-TW: 電影券, en: Film coupon }, off: ¥5, coupon: { codes: shared, limit: 1 a member } }
benefits:
  - { benefit: parking, name: { zh-CN: 停车, zh-TW: 停車, en: Parking }, levels: { ordinary: 1 a year, silver: 2 a year } }
  - { benefit: lounge, name: { zh-CN: 贵宾室, zh-TW: 貴賓室, en: Lounge }, levels: [silver] }
`

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
  await shop.publish(program, '2000-01-02T00:00:00Z')
  await shop.post('/v1/coupons/shared-codes', { program: 'accessory-shop', offer: 'film', code: 'FILM2026' })
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

const at = (member: Member) => `/v1/members/${member.memberNumber}`
const redeem = (member: Member, rule: string, more: object = {}, call: object = {}) =>
  shop.post(`${at(member)}/redemptions`, { rule, storeCode: 'S01', ...more }, call)
const use = (member: Member, benefit: string) => shop.post(`${at(member)}/benefits/${benefit}/uses`, {})
const claim = (member: Member, code: string) =>
  shop.post('/v1/coupons/claims', { memberNumber: member.memberNumber, code })
const listed = async (member: Member, query = '', language = 'en') =>
  (await shop.get(`${at(member)}/refusals${query}`, { language })).body
const story = async (member: Member, refusalId: string, audience: string, language = 'en') =>
  (await shop.get(`${at(member)}/refusals/${refusalId}/explain?audience=${audience}`, { language })).body
const rows = async () =>
  (await shop.db.row<{ count: number }>('select count(*)::int as count from refusals.refusal'))?.count ?? 0

test('a refused reward is kept with its values, and the answer names it', async () => {
  const member = await joinMember(shop)
  await givePoints(shop, member, 120)
  const { status, body } = await redeem(member, 'mug')
  expect([status, body.code]).toEqual([422, 'program/redeem-not-enough'])
  expect((await listed(member)).refusals).toEqual([
    {
      refusalId: body.refusalId,
      attempt: 'redeem-reward',
      thing: 'mug',
      name: { 'zh-CN': '马克杯', 'zh-TW': '馬克杯', en: 'Mug' },
      code: 'program/redeem-not-enough',
      why: 'Not enough points: 300 wanted, 120 can be used',
      firstAt: '2026-03-05T04:00:00.000Z',
      lastAt: '2026-03-05T04:00:00.000Z',
      times: 1,
      storeCode: 'S01',
      channel: 'api',
    },
  ])
})

test('it is told to cashier, member and auditor in three languages', async () => {
  const member = await joinMember(shop)
  const { refusalId } = (await redeem(member, 'mug')).body
  const texts = async (audience: string, language: string) =>
    (await story(member, refusalId, audience, language)).sentences.map(({ text }: { text: string }) => text)
  expect(await texts('cashier', 'zh-CN')).toEqual([
    '2026-03-05 12:00，兑换“马克杯”',
    '积分不足：需要 300 分，可用 0 分',
  ])
  expect(await texts('member', 'zh-TW')).toEqual([
    '2026-03-05 12:00，兌換「馬克杯」',
    '您的積分不夠：需要 300 分，可用 0 分',
  ])
  expect(await texts('member', 'en')).toEqual([
    '2026-03-05 12:00: Mug for points',
    'You do not have enough points: 300 are needed, 0 can be used',
  ])
  const audited = await story(member, refusalId, 'auditor')
  expect(audited.program).toMatchObject({ code: 'accessory-shop', version: 2 })
  expect(audited.sentences[0].text).toMatch(
    /\[rule mug; program accessory-shop, version 2; reason asked; store=S01; channel=api; by=key:[^;]+; firstAt=2026-/,
  )
  expect(audited.sentences[1]).toMatchObject({
    code: 'program/redeem-not-enough',
    rule: 'mug',
    values: { points: 300, usable: 0 },
  })
  expect(JSON.stringify(await story(member, refusalId, 'member'))).not.toMatch(/key:|S01|"by"/)
})

test('the member hears no condition that is the shop’s own business; the cashier does', async () => {
  const member = await joinMember(shop)
  await givePoints(shop, member, 50)
  const { body } = await redeem(member, 'pin')
  expect(body.code).toBe('program/redeem-not-now')
  const why = async (audience: string) => (await story(member, body.refusalId, audience, 'zh-CN')).sentences[1]
  expect((await why('member')).text).toBe('您现在还不能用徽章：条件还没有满足')
  expect(JSON.stringify(await why('member'))).not.toContain('segment')
  expect((await why('auditor')).text).toContain('condition=segment')
})

test('a refused service tells the condition, or that it is used up', async () => {
  const member = await joinMember(shop)
  const lounge = await use(member, 'lounge')
  expect(lounge.body.code).toBe('benefits/not-entitled')
  expect((await story(member, lounge.body.refusalId, 'member', 'zh-CN')).sentences[1].text).toBe(
    '您现在还没有这项权益：您还没有到所要求的等级。',
  )
  // Ids tell the order of what a millisecond keeps apart.
  wait(shop, 1)
  expect((await use(member, 'parking')).status).toBe(201)
  const parking = await use(member, 'parking')
  expect(parking.body).toMatchObject({ code: 'benefits/used-up' })
  const { refusals } = await listed(member)
  expect(refusals.map(({ thing, attempt }: Record<string, string>) => [attempt, thing])).toEqual([
    ['use-benefit', 'parking'],
    ['use-benefit', 'lounge'],
  ])
})

test('a refused claim names the offer where its code has one, and never the code', async () => {
  const [member, greedy] = [await joinMember(shop), await joinMember(shop)]
  expect((await claim(greedy, 'FILM2026')).status).toBe(201)
  const again = (await claim(greedy, 'FILM2026')).body
  expect(again.code).toBe('coupons/limit-of-member')
  expect((await listed(greedy)).refusals[0]).toMatchObject({
    thing: 'film',
    why: expect.stringContaining('can have 1'),
  })
  expect((await story(greedy, again.refusalId, 'member')).sentences[1].text).toContain('and you had them')
  const unknown = (await claim(member, '13987654321')).body
  expect(unknown.code).toBe('coupons/unknown-code')
  expect((await listed(member)).refusals[0]).toMatchObject({ refusalId: unknown.refusalId, thing: null, name: null })
  const kept = await shop.db.rows<{ text: string }>('select r::text as text from refusals.refusal r')
  expect(kept.map(({ text }) => text).join()).not.toMatch(/13987654321|FILM2026/)
})

test('a coupon that the shop could not issue is kept as well', async () => {
  const member = await joinMember(shop)
  const issue = (offer: string) => shop.post(`${at(member)}/coupons`, { program: 'accessory-shop', offer })
  expect((await issue('film')).status).toBe(201)
  expect((await issue('film')).body.code).toBe('coupons/limit-of-member')
  expect((await listed(member)).refusals).toMatchObject([{ attempt: 'issue-coupon', thing: 'film' }])
})

test('points that could not be given away are kept without the other member', async () => {
  const [giver, other] = [await joinMember(shop), await joinMember(shop)]
  const to = other.memberNumber
  const answer = await shop.post(`${at(giver)}/transfers`, { to, asset: 'points', points: 5, reason: 'her mother' })
  expect(answer.body.code).toBe('ledger/not-enough')
  expect((await listed(giver)).refusals).toMatchObject(
    [{ refusalId: answer.body.refusalId, attempt: 'give-points', thing: 'points', why: /5 to take, 0 can/ }].map(
      row => ({ ...row, why: expect.stringMatching(row.why) }),
    ),
  )
  expect((await listed(other)).refusals).toEqual([])
  for (const audience of ['cashier', 'member', 'auditor'])
    expect(JSON.stringify(await story(giver, answer.body.refusalId, audience))).not.toContain(other.memberNumber)
})

test('a level that could not be given by hand is kept, and who wanted to is not told to the member', async () => {
  const member = await joinMember(shop)
  const set = (level: string, more: object = {}) =>
    shop.post(`${at(member)}/levels/setting`, { level, reason: 'a wish', ...more })
  expect((await shop.post(`${at(member)}/levels/invitation`, { level: 'silver', reason: 'a wish' })).body.code).toBe(
    'levels/not-by-invitation',
  )
  wait(shop, 1)
  expect((await set('ordinary', { lockedThrough: '2026-12-31' })).status).toBe(200)
  const locked = await set('silver')
  expect(locked.body.code).toBe('levels/is-locked')
  expect((await listed(member)).refusals.map(({ code, thing }: Record<string, string>) => [code, thing])).toEqual([
    ['levels/is-locked', 'silver'],
    ['levels/not-by-invitation', 'silver'],
  ])
  const heard = await story(member, locked.body.refusalId, 'member', 'zh-CN')
  expect(heard.sentences[1].text).toBe('您的等级在 2026-12-31 以前不变动。')
  expect(JSON.stringify(heard)).not.toMatch(/a wish|key:/)
})

test('goods that are not on sale yet for a member are kept from a quote and from one with a hold; of a guest nothing is', async () => {
  await shop.call('PUT', '/v1/goods/NEW', { name: '新品', onSaleAt: '2026-09-10T02:00:00Z' })
  const member = await joinMember(shop)
  const basket = { storeCode: 'S01', tillCode: 'T1', lines: [line(10, { sku: 'NEW' })] }
  const before = await rows()
  expect((await shop.post('/v1/checkouts/quote', basket)).body).toMatchObject({ code: 'program/not-on-sale-yet' })
  expect(await rows()).toBe(before)
  const { body } = await shop.post('/v1/checkouts/quote', { ...basket, ...member.by })
  const key = randomUUID()
  const held = await shop.post('/v1/checkouts/quote', { ...basket, ...member.by, hold: true }, { key })
  expect([held.status, held.body.refusalId]).toEqual([422, body.refusalId])
  const again = await shop.post('/v1/checkouts/quote', { ...basket, ...member.by, hold: true }, { key })
  expect(again.text).toBe(held.text)
  expect((await listed(member)).refusals).toMatchObject([
    { refusalId: body.refusalId, attempt: 'buy-early', thing: 'NEW', times: 2, storeCode: 'S01' },
  ])
  expect((await story(member, body.refusalId, 'member', 'zh-CN')).sentences[1].text).toBe(
    'NEW 还没有开售：您 2026-09-10 10:00 起可以购买',
  )
})

test('points and coupons that the till could not take are kept from a quote and from a sale; what is about the basket is not', async () => {
  const member = await joinMember(shop)
  await givePoints(shop, member, 150)
  const quote = (more: object) =>
    shop.post('/v1/checkouts/quote', { storeCode: 'S01', tillCode: 'T1', lines: [line(10)], ...member.by, ...more })
  const wish = { redeem: [{ rule: 'cash-off', points: 200 }] }
  const quoted = await quote(wish)
  expect(quoted.body.code).toBe('program/redeem-not-enough')
  const key = randomUUID()
  const sale = receipt([line(10)], { ...member.by, ...wish })
  const settle = () => shop.post('/v1/checkouts', sale, { key })
  const settled = await settle()
  expect([settled.body.code, settled.body.refusalId]).toEqual(['program/redeem-not-enough', quoted.body.refusalId])
  expect((await settle()).text).toBe(settled.text)
  const pointsRow = { attempt: 'redeem-points', thing: 'cash-off', code: 'program/redeem-not-enough', times: 2 }
  expect((await listed(member)).refusals).toMatchObject([pointsRow])
  expect((await story(member, quoted.body.refusalId, 'member', 'zh-CN')).sentences[1].text).toBe(
    '您的积分不够：需要 200 分，可用 150 分',
  )
  expect((await quote({ redeem: [{ rule: 'cash-off', points: 50 }] })).body.code).toBe('program/redeem-step')
  expect((await quote({ redeem: [{ rule: 'cash-off', points: 100 }] })).status).toBe(200)

  const { couponId } = (await claim(member, 'FILM2026')).body
  const coupons = { coupons: { use: [couponId] } }
  expect((await shop.post('/v1/checkouts', receipt([line(10)], { ...member.by, ...coupons }))).status).toBe(201)
  wait(shop, 1)
  const twice = await quote(coupons)
  expect(twice.body.code).toBe('program/coupon-used-before')
  expect((await quote({ coupons: { use: ['nobody-has-this'] } })).status).toBe(422)
  expect((await listed(member)).refusals).toMatchObject([
    { attempt: 'use-coupon', thing: 'film', name: { en: 'Film coupon' }, code: 'program/coupon-used-before' },
    pointsRow,
  ])
  const own = await story(member, twice.body.refusalId, 'member')
  expect(own.sentences.map(({ text }: { text: string }) => text).join(' ')).toContain('use of the coupon Film coupon')
})

test('a repeated key hears the same id, and it is kept once', async () => {
  const member = await joinMember(shop)
  const key = randomUUID()
  const [first, second] = [await redeem(member, 'mug', {}, { key }), await redeem(member, 'mug', {}, { key })]
  expect(second.text).toBe(first.text)
  expect((await listed(member)).refusals).toMatchObject([{ refusalId: first.body.refusalId, times: 1 }])
})

test('the same within a clock hour is counted and tells the last; the next hour, another reason and another thing are rows', async () => {
  const member = await joinMember(shop)
  shop.clock.moveTo('2026-03-05T05:00:00Z')
  const first = (await redeem(member, 'mug')).body.refusalId
  await givePoints(shop, member, 7)
  shop.clock.moveTo('2026-03-05T05:59:59.999Z')
  expect((await redeem(member, 'mug', { storeCode: 'S01' })).body.refusalId).toBe(first)
  expect((await listed(member)).refusals).toMatchObject(
    [{ times: 2, firstAt: '2026-03-05T05:00:00.000Z', lastAt: '2026-03-05T05:59:59.999Z', why: /7 can be used/ }].map(
      row => ({ ...row, why: expect.stringMatching(row.why) }),
    ),
  )
  expect((await story(member, first, 'cashier')).sentences.map(({ text }: { text: string }) => text).at(-1)).toBe(
    'Asked 2 times within the hour, last at 2026-03-05 13:59; this tells the last of them',
  )
  shop.clock.moveTo('2026-03-05T06:00:00Z')
  expect((await redeem(member, 'mug')).body.refusalId).not.toBe(first)
  for (const rule of ['film', 'pin']) {
    wait(shop, 1)
    expect((await redeem(member, rule)).status).toBe(422)
  }
  expect((await listed(member)).refusals.map(({ thing, times }: Record<string, unknown>) => [thing, times])).toEqual([
    ['pin', 1],
    ['film', 1],
    ['mug', 1],
    ['mug', 2],
  ])
})

test('of many at once each is counted, on one row', async () => {
  const member = await joinMember(shop)
  const answers = await Promise.all(Array.from({ length: 12 }, () => redeem(member, 'mug')))
  expect(new Set(answers.map(({ body }) => body.refusalId)).size).toBe(1)
  expect((await listed(member)).refusals).toMatchObject([{ times: 12 }])
})

test('a form, a permission, a word that the program lacks and an unknown member leave nothing', async () => {
  const member = await joinMember(shop)
  const before = await rows()
  const codeOf = async (answer: ReturnType<typeof redeem>) => {
    const { body } = await answer
    expect(body.refusalId).toBe(undefined)
    return body.code
  }
  expect(await codeOf(redeem(member, 'mug', { times: 0 }))).toBe('request/invalid')
  expect(await codeOf(redeem(member, '13987654321'))).toBe('program/redeem-unknown-rule')
  expect(await codeOf(use(member, '13987654321'))).toBe('benefits/unknown-benefit')
  expect(await codeOf(redeem(member, 'mug', { storeCode: undefined }))).toBe('rewards/store-missing')
  expect(await codeOf(redeem(member, 'mug', {}, { key: null }))).toBe('idempotency/key-missing')
  expect(await codeOf(redeem(member, 'mug', {}, { as: await keyWith(shop, ['members.read']) }))).toBe(
    'request/forbidden',
  )
  expect(await codeOf(redeem({ ...member, memberNumber: '1000000001' }, 'mug'))).toMatch(/^members\//)
  expect(await rows()).toBe(before)
})

test('what is done leaves nothing, and a till is known by its store', async () => {
  const member = await joinMember(shop)
  await givePoints(shop, member, 300)
  expect((await redeem(member, 'mug')).status).toBe(201)
  const till = await openTill(shop, { storeCode: 'S01', tillCode: 'T1' })
  const refused = await till('/v1/coupons/claims', { memberNumber: member.memberNumber, code: 'NOSUCHCODE' })
  expect(refused.body.code).toBe('coupons/unknown-code')
  expect((await listed(member)).refusals).toMatchObject([{ storeCode: 'S01', channel: 'till' }])
})

test('pages go on where the last one ended, and the file holds them all', async () => {
  const member = await joinMember(shop)
  for (const rule of ['mug', 'film', 'pin']) {
    wait(shop, 1)
    await redeem(member, rule)
  }
  const first = await listed(member, '?pageSize=2')
  expect(first.refusals.map(({ thing }: { thing: string }) => thing)).toEqual(['pin', 'film'])
  const second = await listed(member, `?pageSize=2&after=${first.next}`)
  expect([second.refusals.map(({ thing }: { thing: string }) => thing), second.next]).toEqual([['mug'], null])
  expect((await shop.get(`${at(member)}/refusals?after=x`)).body.code).toBe('request/page-unknown')
  const file = (await shop.get(`${at(member)}/refusals/export.csv`, { language: 'zh-CN' })).text
  const lines = file.trimEnd().split('\r\n')
  expect(lines).toHaveLength(4)
  expect(lines[3]).toContain('redeem-reward,mug,马克杯,program/redeem-not-enough,积分不足')
})

test('another member’s refusal is not to be had', async () => {
  const [member, other] = [await joinMember(shop), await joinMember(shop)]
  const { refusalId } = (await redeem(member, 'mug')).body
  expect(await story(other, refusalId, 'cashier')).toMatchObject({ status: 404, code: 'refusals/no-such-refusal' })
})

test('it is forgotten after the days of the setting, counted from when it was last asked for', async () => {
  shop.clock.moveTo('2026-04-01T00:00:00Z')
  const [old, kept] = [await joinMember(shop), await joinMember(shop)]
  await redeem(old, 'mug')
  shop.clock.moveTo('2026-04-01T00:00:00.001Z')
  await redeem(kept, 'mug')
  const context = { ...shop.context, config: { ...shop.config, refusalDays: 30 } }
  shop.clock.moveTo('2026-05-01T00:00:00.001Z')
  expect(await forgetOldRefusals(context)).toBeGreaterThanOrEqual(1)
  expect([(await listed(old)).refusals.length, (await listed(kept)).refusals.length]).toEqual([0, 1])
  expect(await forgetOldRefusals(context)).toBe(0)
})
