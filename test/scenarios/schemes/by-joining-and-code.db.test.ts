import { expect, test } from 'vitest'
import { makeCodes } from '../../../src/server/modules/coupons/index.ts'
import { reviewLevels } from '../../../src/server/modules/levels/index.ts'
import { ProgramBook } from '../../../src/server/modules/programs/index.ts'
import { openScheme, type Scheme } from '../../support/scheme.ts'
import { hire, type SignedIn } from '../../support/staff.ts'
import { line, receipt, type TestShop } from '../../support/test-shop.ts'
import { addStore } from '../../support/till.ts'

// Ways of joining, invitations, stores and codes, under the very files of the schemes: both sides of each boundary.

async function during(program: string, startAt: string, play: (scheme: Scheme) => Promise<void>): Promise<void> {
  const scheme = await openScheme(program, startAt)
  await play(scheme)
  await scheme.close()
}

async function reviews({ context }: TestShop): Promise<void> {
  const programs = new ProgramBook(context.db, context.timeZone)
  await reviewLevels({ ...context, programs })
}

test('P12: after the free days a receipt opens a card, one of ¥300 with points, or a fee of ¥5, and a 分 less does not', async () => {
  await during('p12-pharmacy-chain', '2026-04-01T04:00:00Z', async ({ shop, issues }) => {
    const joins = async (way: string, lines: unknown[]) => {
      const { receiptId } = (await shop.post('/v1/checkouts', receipt(lines))).body
      const { status, body } = await shop.post('/v1/members', {
        name: '新会员',
        joining: { way, receipt: { receiptId } },
      })
      return status === 201 ? 'joined' : body.code
    }
    const fee = (yuan: number) => [line(yuan, { sku: 'JOINING-FEE' })]
    expect(await joins('with-receipt', [line(0.01)])).toBe('joined')
    const byPhone = await shop.post('/v1/members', { name: '手机会员', joining: { channel: 'app' } })
    expect(byPhone.status, byPhone.text).toBe(201)
    await issues()
    const given = () =>
      shop.db.row<{ points: number }>('select coalesce(sum(posted), 0)::int as points from ledger.account')
    expect(await given()).toEqual({ points: 0 })
    expect(await joins('threshold', [line(299.99)])).toBe('program/joining-receipt-too-small')
    expect(await joins('threshold', [line(300)])).toBe('joined')
    await issues()
    expect(await given()).toEqual({ points: 100 })
    expect(await joins('paid', fee(4.99))).toBe('program/joining-fee-missing')
    expect(await joins('paid', fee(5))).toBe('joined')
    expect(await joins('free-days', [line(300)])).toBe('program/joining-closed')
  })
})

test('P07: who wishes for 金卡 begins as 普通; a cashier cannot lift them, who is in charge can, with a reason, until the review', async () => {
  await during('p07-accessory-shop', '2026-06-18T04:00:00Z', async scheme => {
    const { shop } = scheme
    const [cashier, chief] = [await hire(shop, 'cashier', 'Cashier'), await hire(shop, 'operations', 'Chief')]
    const member = await scheme.join({ wishedLevel: 'gold' })
    const { body } = await shop.get(`/v1/members/${member.memberNumber}`)
    expect([body.wishedLevel, await member.level()]).toEqual(['gold', 'ordinary'])
    expect((await member.quote(100)).pays).toBe(100)

    const lifts = async (reason: string, as: SignedIn) =>
      (await shop.post(`/v1/members/${member.memberNumber}/levels/setting`, { level: 'gold', reason }, as)).status
    expect(await lifts('在别家店是金卡', cashier)).toBe(403)
    expect(await lifts('', chief)).not.toBe(200)
    expect(await member.level()).toBe('ordinary')
    expect(await lifts('在别家店是金卡', chief)).toBe(200)
    expect([await member.level(), (await member.quote(100)).pays]).toEqual(['gold', 90])
    const moves = await shop.db.rows('select cause, staff, reasons from levels.move order by moved_at')
    expect(moves).toMatchObject([{ cause: 'manual', staff: 'Chief', reasons: [{ values: { why: '在别家店是金卡' } }] }])

    // The review a year later judges by purchases, and there were none.
    scheme.goTo('2027-06-17T15:59:59Z')
    await reviews(shop)
    expect((await member.quote(100)).pays).toBe(90)
    scheme.goTo('2027-06-17T16:00:00Z')
    await reviews(shop)
    expect([await member.level(), (await member.quote(100)).pays]).toEqual(['ordinary', 100])
  })
})

test('P23: S-VIP comes with ¥20,000 and not a 分 less, or by invitation with a reason', async () => {
  await during('p23-appliance-chain', '2026-06-18T04:00:00Z', async scheme => {
    const [enough, nearly, invited] = [await scheme.join(), await scheme.join(), await scheme.join()]
    expect((await enough.buys(20_000)).level).toBe('s-vip')
    expect((await nearly.buys(19_999.99)).level).toBe('e-vip')
    const invites = (level: string, reason: string) =>
      scheme.shop.post(`/v1/members/${invited.memberNumber}/levels/invitation`, { level, reason })
    expect((await invites('e-vip', '常来的老顾客')).body.code).toBe('levels/not-by-invitation')
    expect((await invites('s-vip', '')).status).not.toBe(200)
    expect((await invites('s-vip', '电话服务的老顾客')).status).toBe(200)
    expect(await invited.level()).toBe('s-vip')
    expect((await invited.buys(100)).pays).toBe(98)
    expect(await invited.enjoys()).toContain('phone')
    expect(await nearly.enjoys()).not.toContain('phone')
  })
})

test('P25: the new store gives double points from its opening through 5 May, the others none', async () => {
  await during('p25-apparel-promotion-plan', '2026-04-24T15:59:59Z', async scheme => {
    await addStore(scheme.shop, 'S02')
    const member = await scheme.join()
    const earns = async (at: string, storeCode: string) => {
      scheme.goTo(at)
      return (await member.buys(100, { storeCode })).earns.points
    }
    expect(await earns('2026-04-24T15:59:59Z', 'S02')).toBe(95)
    expect(await earns('2026-04-24T16:00:00Z', 'S02')).toBe(190)
    expect(await earns('2026-04-24T16:00:00Z', 'S01')).toBe(95)
    expect(await earns('2026-05-05T15:59:59Z', 'S02')).toBe(190)
    expect(await earns('2026-05-05T16:00:00Z', 'S02')).toBe(95)
  })
})

test("P10: the students' coupon takes ¥10 off the set meal for thirty days, once to each, and nothing off other goods", async () => {
  await during('p10-restaurant-chain', '2026-06-18T04:00:00Z', async scheme => {
    await scheme.opensCode('restaurant-chain', 'students', 'STUDENT10')
    const member = await scheme.join()
    expect([await member.claims('STUDENT10'), await member.claims('STUDENT10')]).toEqual([
      'students',
      'coupons/limit-of-member',
    ])
    const costs = async (at: string, sku: string) => {
      scheme.goTo(at)
      return (await member.quote([{ yuan: 40, sku }])).pays
    }
    expect(await costs('2026-06-18T04:00:00Z', 'TEA')).toBe(39.2)
    expect(await costs('2026-07-18T15:59:59Z', 'SET-MEAL')).toBe(29.4)
    expect(await costs('2026-07-18T16:00:00Z', 'SET-MEAL')).toBe(39.2)
  })
})

test('P26: each code of a batch is one voucher, ¥15 off from ¥100 on, for sixty days', async () => {
  await during('p26-retail-loyalty-loop', '2026-07-01T04:00:00Z', async scheme => {
    const { shop } = scheme
    const order = { program: 'retail-loyalty-loop', offer: 'voucher', count: 2, note: '开业' }
    const { batchId } = (await shop.post('/v1/coupons/batches', order)).body
    await makeCodes(shop.context)
    const codes = (await shop.get(`/v1/coupons/batches/${batchId}/codes.csv`)).text.trim().split('\r\n').slice(1)
    const [first = '', second = ''] = codes.map(row => row.split(',')[0] ?? '')
    const [member, other] = [await scheme.join(), await scheme.join()]
    for (const buyer of [member, other]) await buyer.buys(20)
    expect([await member.claims(first), await other.claims(first), await other.claims(second)]).toEqual([
      'voucher',
      'coupons/code-used',
      'voucher',
    ])
    expect([(await member.quote(99.99)).pays, (await member.quote(100)).pays]).toEqual([99.99, 85])
    scheme.goTo('2026-08-30T15:59:59Z')
    expect((await other.quote(100)).pays).toBe(85)
    scheme.goTo('2026-08-30T16:00:00Z')
    expect((await other.quote(100)).pays).toBe(100)
  })
})
