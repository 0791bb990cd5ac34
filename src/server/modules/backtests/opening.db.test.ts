import { afterEach, describe, expect, test } from 'vitest'
import { line, receipt, type TestShop } from '../../../../test/support/test-shop.ts'
import { joinMember } from '../../../../test/support/till.ts'
import { backtest, openShopToLive } from './lived-shop-for-tests.ts'

const limited = (limit: string, offers = '') => `program: accessory-shop
name: 店
assets: { points: { name: 积分 } }
earning: { rules: [{ rule: base, points: 1, per: ¥1, limit: ${limit} }] }
${offers}`

let shop: TestShop
afterEach(() => shop.close())

/** A shop whose members each bought for ¥90 on 3 March 2025, a Monday; the receipts come again on 10 March. */
async function openUsedShop(document: string, members = 1): Promise<void> {
  shop = await openShopToLive('p07-accessory-shop')
  await shop.publish(document, '2000-01-02T00:00:00Z')
  shop.clock.moveTo(new Date('2025-03-03T12:00:00+08:00'))
  for (let count = 0; count < members; count++) {
    const member = await joinMember(shop)
    const { status, text } = await shop.post('/v1/checkouts', receipt([line(90)], member.by))
    expect(status, text).toBe(201)
  }
}

async function issuedAgain(draft: string, on = '2025-03-04'): Promise<{ live: number; draft: number }> {
  shop.clock.moveTo(new Date(`${on}T12:00:00+08:00`))
  const { report } = await backtest(shop, { document: draft, against: 'live', from: '2025-03-03', to: '2025-03-03' })
  return { live: report.live.assets[0].total.issued, draft: report.draft.assets[0].total.issued }
}

describe('from today on, limits begin with what was used of them', () => {
  test('who used 90 of 100 in the month gets 10 more and not 11, and a point more where the draft allows it', async () => {
    await openUsedShop(limited('100 points a month'))
    expect(await issuedAgain(limited('101 points a month'))).toEqual({ live: 10, draft: 11 })
  })

  test('a limit that is used up gives nothing, and one that the draft made smaller takes nothing back', async () => {
    await openUsedShop(limited('90 points a month'))
    expect(await issuedAgain(limited('40 points a month'))).toEqual({ live: 0, draft: 0 })
  })

  test('in the next month there is room again', async () => {
    await openUsedShop(limited('100 points a month'))
    expect(await issuedAgain(limited('101 points a month'), '2025-03-31')).toEqual({ live: 90, draft: 90 })
  })

  test.each([
    ['day', 90],
    ['week', 90],
    ['month', 10],
    ['year', 10],
    ['life', 10],
  ])('a limit a %s leaves %i a week later', async (period, issued) => {
    const limit = period === 'life' ? '100 points in life' : `100 points a ${period}`
    await openUsedShop(limited(limit))
    expect(await issuedAgain(`# again\n${limited(limit)}`)).toEqual({ live: issued, draft: issued })
  })

  test('a budget of all members begins with what all of them got', async () => {
    await openUsedShop(limited('200 points in all'), 2)
    expect(await issuedAgain(limited('201 points in all'))).toEqual({ live: 20, draft: 21 })
  })

  test('a period that today’s program does not count begins with nothing, as it would when it is published', async () => {
    await openUsedShop(limited('100 points a month'))
    expect(await issuedAgain(limited('100 points a year'))).toEqual({ live: 10, draft: 90 })
  })

  test('offers begin with what they took off', async () => {
    const offer = (limit: string) =>
      limited('1000 points a month', `offers: [{ offer: off, name: 减, discount: 10 %, limit: ${limit} }]\n`)
    await openUsedShop(offer('¥10 a month'))
    shop.clock.moveTo(new Date('2025-03-04T12:00:00+08:00'))
    const body = { document: offer('¥11 a month'), against: 'live', from: '2025-03-03', to: '2025-03-03' }
    const { report } = await backtest(shop, body)
    expect(report.live.money.total.offerDiscountCents).toBe(100)
    expect(report.draft.money.total.offerDiscountCents).toBe(200)
  })
})
