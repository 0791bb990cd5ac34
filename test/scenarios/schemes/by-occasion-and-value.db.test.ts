import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openScheme, type Scheme } from '../../support/scheme.ts'

// P05, P08, P15, P17, P21, P26: frequency in a month, value, member prices, margin, first purchases.

let scheme: Scheme
const opening = (program: string, startAt?: string) => {
  beforeAll(async () => {
    scheme = await openScheme(program, startAt)
  })
  afterAll(() => scheme.close())
}

describe('P05 会员服务创意方案', () => {
  opening('p05-service-plan', '2026-03-02T04:00:00Z')

  test('three purchases in March are 银卡 from 1 April to the end of April; two are not', async () => {
    const [three, two] = [await scheme.join(), await scheme.join()]
    for (const day of ['2026-03-03', '2026-03-30']) {
      scheme.goTo(day)
      await three.buys(10)
      await two.buys(10)
    }
    scheme.goTo('2026-03-31T15:59:00Z')
    expect((await three.buys(10)).level).toBe('ordinary')
    scheme.goTo('2026-04-02')
    await two.buys(10)
    expect((await three.buys(480)).level).toBe('silver')
    expect(await two.level()).toBe('ordinary')
  })

  test('金卡 at 10,000 points earned and not one below; VIP at ¥100,000 and not one 分 below', async () => {
    // 普通 earns 1.1 a yuan: ¥9,090 → 9,999 points, ¥9,090.91 → 10,000.
    expect((await (await scheme.join()).buys(9090)).level).toBe('ordinary')
    expect((await (await scheme.join()).buys(9090.91)).level).toBe('gold')
    expect((await (await scheme.join()).buys(99_999.99)).level).toBe('gold')
    expect((await (await scheme.join()).buys(100_000)).level).toBe('vip')
  })

  test.each([
    ['ordinary', 480, 528],
    ['silver', 470.4, 564],
    ['gold', 456, 912],
    ['vip', 456, 912],
  ])('%s pays ¥%d of ¥480 and earns %d points', async (level, pays, points) => {
    const member = await scheme.join()
    if (level !== 'ordinary') await member.becomes(level)
    expect(await member.buys(480)).toMatchObject({ pays, earns: { points } })
  })

  test('on member day 银卡 pays 95 折 instead of 98 折, and 金卡 its own price', async () => {
    scheme.goTo('2026-04-08')
    const [silver, gold] = [await scheme.join(), await scheme.join()]
    await silver.becomes('silver')
    await gold.becomes('gold')
    expect([(await silver.buys(100)).pays, (await gold.buys(100)).pays]).toEqual([95, 95])
    scheme.goTo('2026-04-09')
    expect((await silver.buys(100)).pays).toBe(98)
  })

  test('the yearly challenge grants a promotion chance', async () => {
    const member = await scheme.join()
    expect(await member.does('challenge')).toEqual({ chances: 1 })
    expect(await member.has()).toMatchObject({ chances: 1 })
  })
})

describe('P08 会员价值模型', () => {
  opening('p08-member-value')

  test('the more points are held before, the higher the rate', async () => {
    const earned = async (held: number) => {
      const member = await scheme.join()
      if (held > 0) await member.gets(held)
      return (await member.buys(100)).earns.points
    }
    expect(await Promise.all([0, 999, 1000, 4999, 5000].map(earned))).toEqual([100, 100, 120, 120, 150])
  })

  test('small goods earn by the piece as well', async () => {
    const member = await scheme.join()
    expect((await member.buys([{ yuan: 10, quantity: 3, class: '小件' }])).earns).toEqual({ points: 36 })
  })

  test('points can be used in November only, to the midnight', async () => {
    const member = await scheme.join()
    await member.gets(100)
    const wish = { redeem: [{ rule: 'exchange', points: 100 }] }
    const at = async (instant: string) => {
      scheme.goTo(instant)
      const quote = await member.quote(10, wish)
      return quote.refused ?? quote.pays
    }
    expect(await at('2026-10-31T15:59:59Z')).toBe('program/redeem-not-now')
    expect(await at('2026-10-31T16:00:00Z')).toBe(9)
    expect(await at('2026-11-30T15:59:59Z')).toBe(9)
    expect(await at('2026-11-30T16:00:00Z')).toBe('program/redeem-not-now')
  })

  test('levels by score: purchases, referrals and taking part', async () => {
    // One purchase: 5, and one for each ¥10.
    expect((await (await scheme.join()).buys(949.99)).level).toBe('none')
    expect((await (await scheme.join()).buys(950)).level).toBe('star')
    const friendly = await scheme.join()
    await friendly.does('referral', { reference: 'a friend' })
    expect(await friendly.level()).toBe('star')
  })
})

describe('P15 超市促销', () => {
  opening('p15-supermarket-prices')
  const rice = { yuan: 39.9, sku: 'RICE-5KG' }

  test('a member price for some goods, 9 折 of it on member day, and money back in member week', async () => {
    const member = await scheme.join()
    await member.buys(1)
    // 18 June: member day, member week. 29.90 × 0.9 = 26.91.
    expect((await member.buys([rice])).pays).toBe(26.91)
    expect((await member.buys(480)).earns).toEqual({ points: 43, 'cash-back': 20 })
    scheme.goTo('2026-06-19')
    expect((await member.buys([rice])).pays).toBe(29.9)
    scheme.goTo('2026-06-22')
    expect((await member.buys(480)).earns['cash-back']).toBe(0)
  })

  test('¥10 off the first ¥50, once', async () => {
    scheme.goTo('2026-06-23')
    const [small, large] = [await scheme.join(), await scheme.join()]
    expect((await small.buys(49.99)).pays).toBe(49.99)
    expect((await large.buys(50)).pays).toBe(40)
    expect((await large.buys(50)).pays).toBe(50)
  })
})

describe('P21 实体店会员卡', () => {
  opening('p21-store-card')

  test('points by margin: the best rule that holds, on each line alone', async () => {
    const member = await scheme.join()
    const at = async (cost: number) =>
      (await member.buys([{ yuan: 100, costCents: Math.round(cost * 100) }])).earns.points
    expect([await at(60), await at(60.01), await at(80), await at(80.01)]).toEqual([200, 100, 100, 50])
    expect((await member.buys([{ yuan: 100 }])).earns.points).toBe(50)
  })

  test('20 more for a piece of ¥500, 100 more at ¥1,000', async () => {
    const member = await scheme.join()
    expect((await member.buys([{ yuan: 499.99 }])).earns.points).toBe(249)
    expect((await member.buys([{ yuan: 500 }])).earns.points).toBe(270)
    expect((await member.buys(999.99)).earns.points).toBe(519)
    expect((await member.buys(1000)).earns.points).toBe(620)
  })

  test('what points are worth differs by level', async () => {
    const worth = async (level: string) => {
      const member = await scheme.join()
      await member.gets(100)
      if (level !== 'ordinary') await member.becomes(level)
      const full = (await member.quote(100)).pays
      return Math.round((full - (await member.quote(100, { redeem: [{ rule: 'cash-off', points: 100 }] })).pays) * 100)
    }
    expect(await Promise.all(['ordinary', 'silver', 'gold'].map(worth))).toEqual([100, 120, 150])
  })
})
