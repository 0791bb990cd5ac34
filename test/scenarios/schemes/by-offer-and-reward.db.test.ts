import { expect, test } from 'vitest'
import { openScheme, type Scheme } from '../../support/scheme.ts'

// Dates on which offers hold, codes that members claim, and what points buy away from a receipt: both sides of each boundary.

async function during(program: string, startAt: string, play: (scheme: Scheme) => Promise<void>): Promise<void> {
  const scheme = await openScheme(program, startAt)
  await play(scheme)
  await scheme.close()
}

/** What ¥100 costs a member of a level at each instant. */
const offersOfDays: [string, string | null, [string, number][]][] = [
  [
    'p01-apparel-chain',
    'silver',
    [
      ['2026-07-07T15:59:59Z', 90],
      ['2026-07-07T16:00:00Z', 88],
      ['2026-07-08T15:59:59Z', 88],
      ['2026-07-08T16:00:00Z', 90],
    ],
  ],
  // 钻石 has a better price of its own on member day.
  ['p01-apparel-chain', 'diamond', [['2026-07-08T04:00:00Z', 80]]],
  [
    'p05-service-plan',
    null,
    [
      ['2026-09-30T15:59:59Z', 100],
      ['2026-09-30T16:00:00Z', 98],
      ['2026-10-07T15:59:59Z', 98],
      ['2026-10-07T16:00:00Z', 100],
    ],
  ],
  [
    'p08-member-value',
    null,
    [
      ['2026-06-27T15:59:59Z', 100],
      ['2026-06-27T16:00:00Z', 95],
      ['2026-06-28T16:00:00Z', 100],
    ],
  ],
  [
    'p14-four-metal-sales',
    'diamond',
    [
      ['2026-06-27T15:59:59Z', 94],
      ['2026-06-27T16:00:00Z', 90],
      ['2026-06-28T16:00:00Z', 94],
    ],
  ],
  [
    'p16-levels-and-access',
    'gold',
    [
      ['2026-09-04T15:59:59Z', 94],
      ['2026-09-04T16:00:00Z', 85],
      ['2026-09-07T15:59:59Z', 85],
      ['2026-09-07T16:00:00Z', 94],
    ],
  ],
  [
    'p26-retail-loyalty-loop',
    null,
    [
      ['2026-10-31T15:59:59Z', 100],
      ['2026-10-31T16:00:00Z', 90],
      ['2026-11-11T15:59:59Z', 90],
      ['2026-11-11T16:00:00Z', 100],
    ],
  ],
]

test.each(offersOfDays)(
  '%s, %s: the offer holds on its days and not a second longer',
  async (program, level, costs) => {
    await during(program, '2026-06-18T04:00:00Z', async scheme => {
      const member = await scheme.join()
      // Where the first purchase has an offer of its own, it is behind.
      await member.buys(1)
      if (level) await member.becomes(level)
      for (const [at, pays] of costs) {
        scheme.goTo(at)
        expect((await member.quote(100)).pays, at).toBe(pays)
      }
    })
  },
)

test.each<[string, [string, number][]]>([
  [
    'p01-apparel-chain',
    [
      ['2026-06-22', 100],
      ['2026-06-23', 88],
      ['2026-06-29', 88],
      ['2026-06-30', 100],
    ],
  ],
  [
    'p17-organic-grocer',
    [
      ['2026-06-25', 100],
      ['2026-06-26', 90],
      ['2026-06-27', 100],
    ],
  ],
  [
    'p20-new-retail-store',
    [
      ['2026-06-22', 100],
      ['2026-06-23', 90],
      ['2026-06-29', 90],
      ['2026-06-30', 100],
    ],
  ],
])('%s: the birthday offer for 26 June', async (program, costs) => {
  await during(program, '2026-06-18T04:00:00Z', async scheme => {
    const member = await scheme.join({ birthday: '1990-06-26' })
    for (const [day, pays] of costs) {
      scheme.goTo(day)
      expect((await member.quote(100)).pays, day).toBe(pays)
    }
  })
})

test('P01: 国庆满减 from ¥500 on, through 7 October', async () => {
  await during('p01-apparel-chain', '2026-09-30T16:00:00Z', async scheme => {
    const member = await scheme.join()
    const costs = async () => [(await member.quote(499.99)).pays, (await member.quote(500)).pays]
    expect(await costs()).toEqual([499.99, 450])
    // The 8th is member day: 12 % off instead.
    scheme.goTo('2026-10-07T16:00:00Z')
    expect(await costs()).toEqual([439.99, 440])
  })
})

test('P06: a gift is free from ¥500 on', async () => {
  await during('p06-experience-retailer', '2026-06-18T04:00:00Z', async scheme => {
    const member = await scheme.join()
    const costs = async (yuan: number) => (await member.quote([{ yuan }, { yuan: 40, sku: 'GIFT' }])).pays
    // 满 300 减 30 counts as well.
    expect([await costs(499.99), await costs(500)]).toEqual([509.99, 470])
  })
})

test('P07: the code of member day gives 12 % off for that day, once to each', async () => {
  await during('p07-accessory-shop', '2026-07-08T04:00:00Z', async scheme => {
    await scheme.opensCode('accessory-shop', 'member-day', 'DAY88')
    const member = await scheme.join()
    expect((await member.quote(100)).pays).toBe(100)
    expect([await member.claims('DAY88'), await member.claims('DAY88')]).toEqual([
      'member-day',
      'coupons/limit-of-member',
    ])
    expect(await member.coupons()).toEqual(['member-day'])
    expect((await member.buys(100)).pays).toBe(88)
    expect((await member.buys(100)).pays).toBe(100)
  })
})

test('P07: the code of a few days takes ¥20 off ¥200 through the third day after', async () => {
  await during('p07-accessory-shop', '2026-07-08T04:00:00Z', async scheme => {
    await scheme.opensCode('accessory-shop', 'flash', 'FEWDAYS')
    const member = await scheme.join()
    await member.claims('FEWDAYS')
    const costs = async () => [(await member.quote(199.99)).pays, (await member.quote(200)).pays]
    scheme.goTo('2026-07-11T15:59:59Z')
    expect(await costs()).toEqual([199.99, 180])
    scheme.goTo('2026-07-11T16:00:00Z')
    expect(await costs()).toEqual([199.99, 200])
  })
})

test('P09: delivery is free for 钻石 and not for 金卡', async () => {
  await during('p09-four-level-retail', '2026-06-18T04:00:00Z', async scheme => {
    const costs = async (level: string) => {
      const member = await scheme.join()
      await member.becomes(level)
      return (await member.quote([{ yuan: 100 }, { yuan: 8, kind: 'shipping', sku: 'SHIP' }])).pays
    }
    expect([await costs('gold'), await costs('diamond')]).toEqual([103, 92])
  })
})

test('P10: the lunch of office workers, from 11:00 to 14:00 on working days', async () => {
  await during('p10-restaurant-chain', '2026-06-19T02:59:59Z', async scheme => {
    await scheme.opensCode('restaurant-chain', 'office', 'LUNCH8')
    const member = await scheme.join()
    await member.claims('LUNCH8')
    const costs = async (at: string, yuan = 30) => {
      scheme.goTo(at)
      return (await member.quote(yuan)).pays
    }
    // 19 June 2026 is a Friday. 普通 pays 2 % less of what is left.
    expect(await costs('2026-06-19T02:59:59Z')).toBe(29.4)
    expect(await costs('2026-06-19T03:00:00Z')).toBe(21.56)
    expect(await costs('2026-06-19T05:59:59Z')).toBe(21.56)
    expect(await costs('2026-06-19T05:59:59Z', 29.99)).toBe(29.39)
    expect(await costs('2026-06-19T06:00:00Z')).toBe(29.4)
    expect(await costs('2026-06-20T04:00:00Z')).toBe(29.4)
  })
})

test('P13: at weekends ¥15 off from ¥200 on, through Sunday', async () => {
  await during('p13-supermarket-three-level', '2026-06-19T15:59:59Z', async scheme => {
    const member = await scheme.join()
    const costs = async (at: string, yuan = 200) => {
      scheme.goTo(at)
      return (await member.quote(yuan)).pays
    }
    expect(await costs('2026-06-19T15:59:59Z')).toBe(200)
    expect(await costs('2026-06-19T16:00:00Z')).toBe(185)
    expect(await costs('2026-06-21T15:59:59Z', 199.99)).toBe(199.99)
    expect(await costs('2026-06-21T15:59:59Z')).toBe(185)
    expect(await costs('2026-06-21T16:00:00Z')).toBe(200)
  })
})

test('P16: 5 % off in the store on Tuesdays, for who has no better price', async () => {
  await during('p16-levels-and-access', '2026-06-22T15:59:59Z', async scheme => {
    const member = await scheme.join()
    const gold = await scheme.join()
    await gold.becomes('gold')
    expect((await member.quote(100)).pays).toBe(100)
    scheme.goTo('2026-06-22T16:00:00Z')
    expect([(await member.quote(100)).pays, (await gold.quote(100)).pays]).toEqual([95, 94])
    expect((await member.quote(100, { channel: 'web' })).pays).toBe(100)
  })
})

test('P19: a trial pack is free from ¥200 on', async () => {
  await during('p19-member-sales', '2026-06-18T04:00:00Z', async scheme => {
    const member = await scheme.join()
    const costs = async (yuan: number) => (await member.quote([{ yuan }, { yuan: 12, sku: 'TRIAL-PACK' }])).pays
    expect([await costs(199.99), await costs(200)]).toEqual([211.99, 200])
  })
})

test.each<[string, string, number, string | null]>([
  ['p01-apparel-chain', 'exclusive', 5000, 'gold'],
  ['p02-basics-brand', 'goods', 5000, null],
  ['p04-fashion-perks', 'exchange', 2000, null],
  ['p05-service-plan', 'chance', 100, null],
  ['p06-experience-retailer', 'prize', 1000, null],
  ['p09-four-level-retail', 'goods', 2000, null],
  ['p09-four-level-retail', 'coupon', 800, null],
  ['p10-restaurant-chain', 'drink', 200, null],
  ['p10-restaurant-chain', 'gift', 1000, null],
  ['p11-promo-template', 'goods', 1500, null],
  ['p11-promo-template', 'draw', 50, null],
  ['p13-supermarket-three-level', 'goods', 800, null],
  ['p13-supermarket-three-level', 'coupon', 500, null],
  ['p14-four-metal-sales', 'gift', 3000, null],
  ['p16-levels-and-access', 'goods', 1000, null],
  ['p17-organic-grocer', 'gift', 600, null],
  ['p17-organic-grocer', 'coupon', 300, null],
  ['p18-new-retail', 'gift', 900, null],
  ['p22-member-sales-2', 'exchange-coupon', 400, null],
])('%s: %s costs %d points and not one less', async (program, rule, points, level) => {
  await during(program, '2026-06-18T04:00:00Z', async scheme => {
    const member = await scheme.join()
    if (level) await member.becomes(level)
    // Joining may have brought points already.
    await scheme.issues()
    await member.gets(points - 1 - ((await member.has()).points ?? 0))
    expect(await member.redeems(rule)).not.toBe('given')
    await member.gets(1)
    expect(await member.redeems(rule)).toBe('given')
    expect((await member.has()).points).toBe(0)
  })
})

test('P01: co-branded goods are for 金卡 and above', async () => {
  await during('p01-apparel-chain', '2026-06-18T04:00:00Z', async scheme => {
    const [silver, diamond] = [await scheme.join(), await scheme.join()]
    await silver.becomes('silver')
    await diamond.becomes('diamond')
    await silver.gets(500)
    for (let time = 0; time < 10; time++) {
      await silver.gets(500)
      await diamond.gets(500)
    }
    expect(await silver.redeems('exclusive')).not.toBe('given')
    expect(await diamond.redeems('exclusive')).toBe('given')
  })
})

test.each([
  ['p01-apparel-chain', 'trial-feedback', [30, 30, 0]],
  ['p15-supermarket-prices', 'referral', [100, 100]],
  ['p13-supermarket-three-level', 'referral', [200, 200]],
  ['p24-vip-rfm-suite', 'referral', [...Array(20).fill(100), 0]],
  ['p07-accessory-shop', 'share', [20, 0]],
])('%s: %s earns %j', async (program, activity, points) => {
  await during(program, '2026-06-18T04:00:00Z', async scheme => {
    const member = await scheme.join()
    const given: (number | undefined)[] = []
    for (const [index] of points.entries()) {
      const earned = await member.does(activity, { reference: `friend ${index}` })
      given.push('points' in earned ? earned.points : undefined)
    }
    expect(given).toEqual(points)
  })
})

test('P11 and P18: a draw is used for a coupon, which takes its sum off', async () => {
  await during('p11-promo-template', '2026-06-18T04:00:00Z', async scheme => {
    const member = await scheme.join()
    expect(await member.redeems('use-draw')).not.toBe('given')
    await member.gets(200)
    // Three draws a day.
    const draws = [await member.redeems('draw'), await member.redeems('draw'), await member.redeems('draw')]
    expect(draws).toEqual(['given', 'given', 'given'])
    expect(await member.redeems('draw')).not.toBe('given')
    expect(await member.redeems('use-draw')).toBe('given')
    expect([await member.coupons(), (await member.quote(100)).pays]).toEqual([['lucky'], 95])
  })
})
