import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeCodes } from '../../src/server/modules/coupons/index.ts'
import { programText } from '../support/program-text.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { joinMember, type Member, minuteMs, openSecondApp, publishNext } from '../support/till.ts'

// Rights that members hold: from the code on paper to the receipt, and back.

const named = (code: string, rest: string) => `  - { offer: ${code}, name: { zh-CN: ${code} }, ${rest} }\n`
const offers = `offers:
${named('ten', 'off: ¥10, when: { basket-from: ¥20 }, coupon: { codes: personal, valid: 30 days }')}
${named('paper', 'off: ¥5, coupon: { codes: batch, back: never }')}
${named('few', 'off: ¥1, coupon: { codes: shared, limit: [1 a member, 7 in all] }')}
${named('daily', 'off: ¥1, coupon: { codes: personal, limit: 2 a day }')}
${named('budget', 'off: ¥10, coupon: { codes: personal, limit: ¥25 in all } ')}
`

let shop: TestShop
let member: Member

beforeAll(async () => {
  shop = await openTestShop()
  await publishNext(shop, programText({ levels: offers }), '2001-01-01T00:00:00Z')
})
beforeEach(async () => {
  shop.clock.moveTo('2026-03-05T04:00:00Z')
  member = await joinMember(shop)
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

const program = 'accessory-shop'
const issue = (offer: string, who = member) => shop.post(`/v1/members/${who.memberNumber}/coupons`, { program, offer })
const claim = (code: string, who = member) => shop.post('/v1/coupons/claims', { memberNumber: who.memberNumber, code })
const held = async (who = member) => (await shop.get(`/v1/members/${who.memberNumber}/coupons`)).body.coupons
const statesOf = async (who = member) => (await held(who)).map(({ state }: { state: string }) => state)
const settle = (more: Record<string, unknown> = {}, yuan = 100) =>
  shop.post('/v1/checkouts', receipt([line(yuan)], { ...member.by, ...more }))
const quote = (more: Record<string, unknown> = {}, yuan = 100) => {
  const body = { storeCode: 'S01', tillCode: 'T1', lines: [line(yuan)], ...member.by, ...more }
  return shop.post('/v1/checkouts/quote', body, 'hold' in more ? {} : { key: null })
}

describe('a coupon on a receipt', () => {
  test('is used by itself where it helps, and once', async () => {
    const { body: coupon } = await issue('ten')
    expect(coupon).toMatchObject({ state: 'open', validFrom: '2026-03-05', validThrough: '2026-04-04' })
    const quoted = (await quote()).body
    expect(quoted).toMatchObject({
      payableCents: 9000,
      coupons: [{ couponId: coupon.couponId, isUsed: true, offCents: 1000 }],
    })
    expect((await settle({ expectedPayableCents: 9000 })).status).toBe(201)
    expect(await held()).toMatchObject([{ state: 'used', offCents: 1000 }])
    expect((await settle()).body.payableCents).toBe(10_000)
  })

  test('is kept where its condition fails, and the quote says why', async () => {
    await issue('ten')
    const { body } = await quote({}, 10)
    expect(body.coupons).toMatchObject([{ isUsed: false, why: 'ten did not apply: the basket is too small' }])
    await settle({}, 10)
    expect(await statesOf()).toEqual(['open'])
  })

  test('is kept when it is told to be, and refused by name when it cannot be used', async () => {
    const { body: coupon } = await issue('ten')
    expect((await quote({ coupons: { without: [coupon.couponId] } })).body.payableCents).toBe(10_000)
    expect((await quote({ coupons: { use: [coupon.code] } })).body.payableCents).toBe(9000)
    const small = await quote({ coupons: { use: [coupon.code] } }, 10)
    expect([small.status, small.body.code]).toEqual([422, 'program/coupon-not-now'])
    const other = await quote({ coupons: { use: ['NOT-MINE'] } })
    expect([other.status, other.body.code]).toEqual([422, 'program/coupon-not-held'])
    const guest = await shop.post('/v1/checkouts', receipt([line(10)], { coupons: { use: [coupon.code] } }))
    expect(guest.body.code).toBe('program/coupon-needs-member')
  })

  test('ends with its last day', async () => {
    await issue('ten')
    shop.clock.moveTo('2026-04-04T15:59:59Z')
    expect((await quote()).body.payableCents).toBe(9000)
    shop.clock.moveTo('2026-04-04T16:00:00Z')
    expect((await quote()).body).toMatchObject({ payableCents: 10_000, coupons: [] })
    expect(await statesOf()).toEqual(['ended'])
  })

  test('that two receipts of one moment ask for by name is used by one, and the others hear so', async () => {
    const { body: coupon } = await issue('ten')
    const answers = await Promise.all([1, 2, 3, 4].map(() => settle({ coupons: { use: [coupon.couponId] } })))
    expect(answers.map(({ status, body }) => body.code ?? status).sort()).toEqual([
      201,
      ...Array(3).fill('program/coupon-used-before'),
    ])
  })

  test('that is asked for by name tells what became of it: set aside, used, over', async () => {
    const { body: coupon } = await issue('ten')
    const asked = async (more: Record<string, unknown> = {}) => {
      const { body } = await quote({ coupons: { use: [coupon.code.toLowerCase()] }, ...more })
      return [body.code, body.title]
    }
    const held = (await quote({ hold: true })).body
    expect(await asked()).toEqual([
      'program/coupon-set-aside',
      'The coupon ten is set aside for another receipt, until 2026-03-05 12:15 at the latest',
    ])
    const sold = await settle({ holdId: held.holdId })
    expect(sold.status).toBe(201)
    expect(await asked()).toEqual(['program/coupon-used-before', 'The coupon ten was used on 2026-03-05'])
    expect((await quote({ coupons: { use: [coupon.couponId] } })).body.code).toBe('program/coupon-used-before')
    await shop.post('/v1/refunds', refundOf(sold.body.receiptId))
    expect((await asked())[0]).toBeUndefined()
    shop.clock.moveTo('2026-04-04T15:59:59Z')
    expect((await asked())[0]).toBeUndefined()
    shop.clock.moveTo('2026-04-04T16:00:00Z')
    expect(await asked()).toEqual([
      'program/coupon-over',
      'The coupon ten is over: it could be used through 2026-04-04',
    ])
    // Of somebody else's coupon nobody hears anything.
    const other = await joinMember(shop)
    expect((await asked(other.by))[0]).toBe('program/coupon-not-held')
  })

  // One batch runs both, and for the late one the coupons of before are read as well.
  test('is used though an older one is over, whoever brings a late receipt at the same moment', async () => {
    await issue('ten')
    shop.clock.moveTo('2026-04-05T04:00:00Z')
    await issue('ten')
    const late = receipt([line(10)], { ...(await joinMember(shop)).by, soldAt: '2026-03-20T04:00:00Z' })
    const [, sold] = await Promise.all([shop.post('/v1/checkouts', late), settle()])
    expect([sold.body.payableCents, await statesOf()]).toEqual([9000, ['used', 'ended']])
  })

  test('keeps the terms of the version it was claimed under', async () => {
    await issue('ten')
    const richer = offers.replace('off: ¥10, when: { basket-from: ¥20 }', 'off: ¥30')
    shop.clock.moveTo('2026-03-05T05:00:00Z')
    await publishNext(shop, programText({ levels: richer }), '2026-03-05T05:00:00Z')
    expect((await quote()).body.payableCents).toBe(9000)
    const later = await joinMember(shop)
    await issue('ten', later)
    expect((await quote(later.by)).body.payableCents).toBe(7000)
  })

  test('two tills at once use it once', async () => {
    await issue('ten')
    const second = await openSecondApp(shop)
    const answers = await Promise.all(
      [shop, second, shop, second].map(app =>
        app.post('/v1/checkouts', receipt([line(100)], { ...member.by, expectedPayableCents: 9000 })),
      ),
    )
    await second.close()
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
  })
})

describe('a held coupon', () => {
  test('is there for its own receipt and for nobody else, for a quarter of an hour', async () => {
    await issue('ten')
    const { status, body, text } = await quote({ hold: true })
    expect([status, body.payableCents], text).toEqual([201, 9000])
    expect(await statesOf()).toEqual(['held'])
    expect((await quote()).body.payableCents).toBe(10_000)
    const own = await settle({ holdId: body.holdId })
    expect([own.status, own.body.payableCents], own.text).toEqual([201, 9000])
    expect(await statesOf()).toEqual(['used'])
  })

  test('is free again when the hold ends, and the hold is gone', async () => {
    await issue('ten')
    const { holdId } = (await quote({ hold: true })).body
    shop.clock.moveTo(new Date(shop.clock.now().getTime() + 15 * minuteMs).toISOString())
    expect((await quote()).body.payableCents).toBe(9000)
    expect((await settle({ holdId })).body.code).toBe('checkout/hold-gone')
  })

  test('is free again when its receipt did without it', async () => {
    const { body: coupon } = await issue('ten')
    const { holdId } = (await quote({ hold: true })).body
    const { body } = await settle({ holdId, coupons: { without: [coupon.couponId] } })
    expect(body.payableCents).toBe(10_000)
    expect(await statesOf()).toEqual(['open'])
  })

  test('stays held when its receipt is refused', async () => {
    await issue('ten')
    const { holdId } = (await quote({ hold: true })).body
    expect((await settle({ holdId, expectedPayableCents: 1 })).status).toBe(409)
    expect(await statesOf()).toEqual(['held'])
  })
})

describe('what comes back', () => {
  const reasons = (body: { effects: { kind: string; reasons: { text: string }[] }[] }) =>
    body.effects.filter(({ kind }) => kind === 'coupon').flatMap(effect => effect.reasons.map(({ text }) => text))

  test('a part keeps the coupon used, the whole gives it back', async () => {
    await issue('ten')
    const { body } = await shop.post('/v1/checkouts', receipt([line(50, { quantity: 2 })], member.by))
    const part = await shop.post('/v1/refunds', refundOf(body.receiptId, { lines: [{ lineNumber: 1, quantity: 1 }] }))
    expect([part.body.refundCents, reasons(part.body)]).toEqual([
      4500,
      ['Only a part came back: the coupon ten stays used'],
    ])
    const rest = await shop.post('/v1/refunds', refundOf(body.receiptId))
    expect(reasons(rest.body)).toEqual(["The whole receipt came back: the coupon ten is the member's again"])
    expect(await statesOf()).toEqual(['open'])
    expect((await quote()).body.payableCents).toBe(9000)
  })

  test('after its last day it is not given back', async () => {
    await issue('ten')
    const { body } = await settle()
    shop.clock.moveTo('2026-04-05T00:00:00Z')
    const back = await shop.post('/v1/refunds', refundOf(body.receiptId))
    expect(reasons(back.body)).toEqual(['The coupon ten has ended meanwhile and is not given back'])
    expect(await statesOf()).toEqual(['used'])
  })

  test('by its terms never, but a void takes back the sale and gives back the coupon', async () => {
    for (const isVoid of [false, true]) {
      const who = await joinMember(shop)
      await issue('paper', who)
      const { body } = await shop.post('/v1/checkouts', receipt([line(100)], who.by))
      expect(body.payableCents).toBe(9500)
      if (isVoid) await shop.post(`/v1/checkouts/${body.receiptId}/void`, { reason: 'mistake' })
      else await shop.post('/v1/refunds', refundOf(body.receiptId))
      expect(await statesOf(who)).toEqual([isVoid ? 'open' : 'used'])
    }
  })
})

describe('limits', () => {
  test('a hundred who claim at once get seven, each one, and nobody two', async () => {
    const { status, text } = await shop.post('/v1/coupons/shared-codes', { program, offer: 'few', code: 'Student10' })
    expect(status, text).toBe(201)
    const people = await Promise.all(Array.from({ length: 50 }, () => joinMember(shop)))
    const second = await openSecondApp(shop)
    const answers = await Promise.all(
      people.flatMap(({ memberNumber }) =>
        [shop, second].map(app => app.post('/v1/coupons/claims', { memberNumber, code: 'student-1o' })),
      ),
    )
    await second.close()
    const codes = Object.groupBy(answers, ({ status: code, body }) => (code === 201 ? 'given' : body.code))
    expect(codes.given?.length).toBe(7)
    expect(new Set(codes.given?.map(({ body }) => body.couponId)).size).toBe(7)
    const perMember = await Promise.all(people.map(async who => (await held(who)).length))
    expect(Math.max(...perMember)).toBe(1)
    expect(Object.keys(codes).toSorted()).toEqual(['coupons/limit-in-all', 'coupons/limit-of-member', 'given'])
  })

  test('so many a day, and again the next', async () => {
    const one = async () => (await issue('daily')).status
    expect([await one(), await one(), await one()]).toEqual([201, 201, 422])
    shop.clock.moveTo('2026-03-05T16:00:00Z')
    expect(await one()).toBe(201)
  })

  test('a budget of ¥25 is two coupons of ¥10', async () => {
    const one = async () => (await issue('budget')).body.code ?? 'given'
    const given = [await one(), await one(), await one()]
    expect(given.filter(word => word === 'coupons/limit-in-all').length).toBe(1)
  })
})

describe('codes', () => {
  test('a batch is made in the background, exported, claimed once each, and cancelled', async () => {
    const ordered = await shop.post('/v1/coupons/batches', { program, offer: 'paper', count: 6000, note: 'flyer' })
    expect(ordered.body).toMatchObject({ wanted: 6000, made: 0, state: 'making' })
    expect([await makeCodes(shop), await makeCodes(shop), await makeCodes(shop)]).toEqual([5000, 1000, 0])
    const { batches } = (await shop.get('/v1/coupons/batches')).body
    expect(batches[0]).toMatchObject({ made: 6000, state: 'made' })
    const csv = (await shop.get(`/v1/coupons/batches/${ordered.body.batchId}/codes.csv`)).text.trim().split('\r\n')
    expect(csv.length).toBe(6001)
    const [code = '', other = ''] = csv.slice(1).map(row => row.split(',')[0] ?? '')
    const first = await claim(code.toLowerCase())
    expect([first.status, first.body.offer], first.text).toEqual([201, 'paper'])
    expect([(await claim(code)).status, (await claim(code)).body.couponId]).toEqual([200, first.body.couponId])
    const second = await joinMember(shop)
    expect((await claim(code, second)).body.code).toBe('coupons/code-used')
    await shop.post(`/v1/coupons/batches/${ordered.body.batchId}/cancel`, {})
    expect((await claim(other, second)).body.code).toBe('coupons/code-cancelled')
    expect((await quote()).body.payableCents).toBe(9500)
  })

  test('twenty who claim one code at once get one coupon', async () => {
    const { body } = await shop.post('/v1/coupons/batches', { program, offer: 'paper', count: 1, note: 'one' })
    await makeCodes(shop)
    const csv = (await shop.get(`/v1/coupons/batches/${body.batchId}/codes.csv`)).text
    const code = csv.split('\r\n')[1]?.split(',')[0] ?? ''
    const people = await Promise.all(Array.from({ length: 20 }, () => joinMember(shop)))
    const answers = await Promise.all(people.map(who => claim(code, who)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(19).fill(422)])
  })

  test('a cancelled batch is made no further', async () => {
    const { body } = await shop.post('/v1/coupons/batches', { program, offer: 'paper', count: 9000, note: 'stop' })
    await makeCodes(shop)
    await shop.post(`/v1/coupons/batches/${body.batchId}/cancel`, {})
    expect(await makeCodes(shop)).toBe(0)
    const { batches } = (await shop.get('/v1/coupons/batches')).body
    expect(batches.find(({ batchId }: { batchId: string }) => batchId === body.batchId)).toMatchObject({
      made: 5000,
      state: 'cancelled',
    })
  })

  test('the code of another member is refused, and a mistyped one is told from an unknown one', async () => {
    const { body } = await issue('ten')
    const other = await joinMember(shop)
    expect((await claim(body.code, other)).body.code).toBe('coupons/code-of-another')
    const wrong = body.code.replace(/.$/, (sign: string) => (sign === 'Z' ? '0' : 'Z'))
    expect((await claim(wrong)).body.code).toBe('coupons/code-mistyped')
  })

  test('who tries unknown codes is stopped after thirty in an hour', async () => {
    shop.clock.moveTo('2026-03-06T04:00:00Z')
    const codes = []
    for (let index = 0; index <= 30; index++) codes.push((await claim(`GUESS${index}`)).body.code)
    expect(codes.filter(code => code === 'coupons/unknown-code').length).toBe(30)
    expect(codes.at(-1)).toBe('coupons/too-many-unknown-codes')
    shop.clock.moveTo('2026-03-06T05:00:00Z')
    expect((await claim('GUESS')).body.code).toBe('coupons/unknown-code')
  })
})

test('the list of offers says what was issued, used and given', async () => {
  const { offers: list } = (await shop.get('/v1/offers')).body
  const few = list.find(({ offer }: { offer: string }) => offer === 'few')
  expect(few).toMatchObject({ codes: 'shared', sharedCodes: ['STUDENT10'], issued: 7, uses: 0, offCents: 0 })
  const ten = list.find(({ offer }: { offer: string }) => offer === 'ten')
  expect(ten.uses).toBeGreaterThan(3)
  expect(ten.offCents).toBeGreaterThanOrEqual(ten.uses * 1000)
})
