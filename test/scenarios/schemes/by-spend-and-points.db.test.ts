import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openScheme, type Scheme } from '../../support/scheme.ts'

// P01, P14, P24, P25: what the schemes say, replayed at the till, both sides of each boundary.

let scheme: Scheme
const opening = (program: string, startAt?: string) => {
  beforeAll(async () => {
    scheme = await openScheme(program, startAt)
  })
  afterAll(() => scheme.close())
}

describe('P01 服装公司 VIP, by spend in a year', () => {
  opening('p01-apparel-chain')

  test.each([
    [999.99, 'registered'],
    [1000, 'ordinary'],
    [4999.99, 'ordinary'],
    [5000, 'silver'],
    [9999.99, 'silver'],
    [10_000, 'gold'],
    [49_999.99, 'gold'],
    [50_000, 'diamond'],
  ])('¥%d in a year is %s', async (yuan, level) => {
    expect((await (await scheme.join()).buys(yuan)).level).toBe(level)
  })

  test.each([
    ['silver', 432, 432],
    ['gold', 408, 408],
    ['diamond', 384, 384],
  ])('%s pays ¥%d of ¥480', async (level, pays, points) => {
    const member = await scheme.join()
    await member.becomes(level)
    expect(await member.buys(480)).toMatchObject({ pays, earns: { points } })
  })

  test('gold has 10 % more points on the birthday itself, and not the day after; silver has none', async () => {
    const gold = await scheme.join({ birthday: '1990-06-18' })
    await gold.becomes('gold')
    const silver = await scheme.join({ birthday: '1990-06-18' })
    await silver.becomes('silver')
    expect((await gold.buys(480)).earns).toEqual({ points: 448 })
    // 88 折 in the week of the birthday is better than the 10 % of silver: ¥422.40.
    expect((await silver.buys(480)).earns).toEqual({ points: 422 })
    scheme.goTo('2026-06-19')
    expect((await gold.buys(480)).earns).toEqual({ points: 408 })
  })

  test('the same points are worth more in higher levels, and nothing to those only registered', async () => {
    const worth = async (level: string) => {
      const member = await scheme.join()
      await member.gets(100)
      if (level !== 'registered') await member.becomes(level)
      const full = (await member.quote(100)).pays
      const quote = await member.quote(100, { redeem: [{ rule: 'cash-off', points: 100 }] })
      return quote.refused ?? Math.round((full - quote.pays) * 100)
    }
    expect(await Promise.all(['registered', 'ordinary', 'silver', 'gold', 'diamond'].map(worth))).toEqual([
      'program/redeem-not-now',
      100,
      100,
      120,
      150,
    ])
  })

  test('taking part earns 50 points, 200 in a month at most', async () => {
    const member = await scheme.join()
    const given = []
    for (let times = 0; times < 5; times++) given.push(await member.does('activity'))
    expect(given).toEqual([50, 50, 50, 50, 0].map(points => ({ points })))
  })
})

describe('P01 服装公司 VIP, by points', () => {
  opening('p01-apparel-chain-by-points')

  test.each([
    [999, 'registered'],
    [1000, 'first'],
    [2999, 'first'],
    [3000, 'silver'],
    [4999, 'silver'],
    [5000, 'gold'],
    [9999, 'gold'],
    [10_000, 'diamond'],
  ])('%d points earned are %s', async (yuan, level) => {
    expect((await (await scheme.join()).buys(yuan)).level).toBe(level)
  })

  test('points of activities count, and points used do not count against it', async () => {
    const member = await scheme.join()
    await member.buys(950)
    expect(await member.level()).toBe('registered')
    await member.does('activity')
    await member.buys(10, { redeem: [{ rule: 'cash-off', points: 900 }] })
    expect(await member.level()).toBe('first')
  })
})

describe('P01 服装公司 VIP, by a composite score', () => {
  opening('p01-apparel-chain-by-score')

  test('spend, points, purchases and months with a purchase make the score, rounded down once', async () => {
    // ¥3,135: 313.5 for the money, 156.75 for 3,135 points, 10 for the purchase, 20 for the month: 500.25.
    expect((await (await scheme.join()).buys(3135)).level).toBe('silver')
    // ¥3,133: 313.3 + 156.65 + 30 = 499.95: one below.
    expect((await (await scheme.join()).buys(3133)).level).toBe('ordinary')
  })

  test('who comes in more months needs less money', async () => {
    scheme.goTo('2026-07-01')
    const member = await scheme.join()
    for (const day of ['2026-07-02', '2026-08-02', '2026-09-02', '2026-10-02']) {
      scheme.goTo(day)
      await member.buys(634)
    }
    // 4 × 634 = ¥2,536: 253.6 + 126.8 + 40 + 80 = 500.4.
    expect(await member.level()).toBe('silver')
  })
})

describe('P14 青铜 / 白银 / 黄金 / 钻石', () => {
  opening('p14-four-metal-sales')

  test('白银 comes by ¥2,000 or by the sixth purchase', async () => {
    expect((await (await scheme.join()).buys(1999.99)).level).toBe('bronze')
    expect((await (await scheme.join()).buys(2000)).level).toBe('silver')
    const often = await scheme.join()
    for (let times = 0; times < 5; times++) await often.buys(10)
    expect(await often.level()).toBe('bronze')
    expect((await often.buys(10)).level).toBe('silver')
  })

  test('points pay at most 30 % of a purchase', async () => {
    const member = await scheme.join()
    await member.gets(10_000)
    expect((await member.quote(100, { redeem: [{ rule: 'cash-off', points: 3000 }] })).pays).toBe(70)
    expect((await member.quote(100, { redeem: [{ rule: 'cash-off', points: 3100 }] })).refused).toBe(
      'program/redeem-more-than-basket',
    )
  })

  test('the birthday privilege and the level price are not given together: the better one counts', async () => {
    const member = await scheme.join({ birthday: '1990-06-18' })
    await member.becomes('diamond')
    expect((await member.buys(100)).pays).toBe(90)
    scheme.goTo('2026-06-19')
    expect((await member.buys(100)).pays).toBe(94)
  })
})

describe('P24 会员 RFM: points by class of goods, and a rebate', () => {
  opening('p24-vip-rfm-suite')

  test('each line earns by the rule of its class', async () => {
    const member = await scheme.join()
    const lines = [{ yuan: 100 }, { yuan: 100, class: '美妆' }, { yuan: 100, class: '特价' }]
    expect((await member.buys(lines)).earns).toEqual({ points: 350, rebate: 3 })
  })

  test('the rebate comes for each whole ¥100 and pays ¥1 each', async () => {
    const member = await scheme.join()
    expect((await member.buys(99.99)).earns.rebate).toBe(0)
    expect((await member.buys(100)).earns.rebate).toBe(1)
    expect((await member.buys(50, { redeem: [{ rule: 'use-rebate', points: 1 }] })).pays).toBe(49)
  })
})

describe('P25 服装零售 VIP 推广', () => {
  opening('p25-apparel-promotion-plan', '2026-04-30T15:59:59Z')

  test('满减 begins at local midnight of Labour Day, and takes the better of it and the VIP price', async () => {
    const member = await scheme.join()
    expect((await member.buys(1000)).pays).toBe(950)
    scheme.goTo('2026-04-30T16:00:00Z')
    const other = await scheme.join()
    expect((await other.buys(499.99)).pays).toBe(474.99)
    expect((await other.buys(500)).pays).toBe(450)
    expect((await other.buys(1000)).pays).toBe(880)
    scheme.goTo('2026-05-05T16:00:00Z')
    expect((await other.buys(1000)).pays).toBe(950)
  })

  test('12 % off menswear before Father’s Day, other goods at the VIP price', async () => {
    scheme.goTo('2026-06-21')
    const member = await scheme.join()
    expect(
      (
        await member.buys([
          { yuan: 100, class: '男装' },
          { yuan: 100, class: '女装' },
        ])
      ).pays,
    ).toBe(183)
  })
})
