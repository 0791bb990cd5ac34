import { expect, test } from 'vitest'
import { openScheme, type Scheme, type SchemeMember } from '../../support/scheme.ts'

// What schemes give besides prices and points: gifts on time, coupons of the month, services, early goods.

/** Somebody of a level; null: as one is on joining. */
async function of(scheme: Scheme, level: string | null, facts: Record<string, unknown> = {}): Promise<SchemeMember> {
  const member = await scheme.join(facts)
  if (level && (await member.level()) !== level) await member.becomes(level)
  return member
}

async function during(program: string, startAt: string, play: (scheme: Scheme) => Promise<void>): Promise<void> {
  const scheme = await openScheme(program, startAt)
  await play(scheme)
  await scheme.close()
}

test.each([
  ['p01-apparel-chain', 'silver', 'ordinary'],
  ['p04-fashion-perks', null, null],
  ['p05-service-plan', 'gold', 'silver'],
  ['p10-restaurant-chain', null, null],
  ['p11-promo-template', null, null],
  ['p22-member-sales-2', null, null],
])('%s: the birthday gift of %s is there from seven days before to seven days after', async (program, has, hasNot) => {
  await during(program, '2026-06-18T15:59:59Z', async scheme => {
    const member = await of(scheme, has, { birthday: '1990-06-26' })
    const other = hasNot === null ? null : await of(scheme, hasNot, { birthday: '1990-06-26' })
    await scheme.issues()
    expect(await member.gifts('birthday-gift')).toEqual([])
    scheme.goTo('2026-06-18T16:00:00Z')
    await scheme.issues()
    expect(await member.gifts('birthday-gift')).toMatchObject([
      { state: 'to-use', usableFrom: '2026-06-19', usableThrough: '2026-07-03' },
    ])
    if (other) expect(await other.gifts('birthday-gift')).toEqual([])
    scheme.goTo('2026-07-03T16:00:00Z')
    expect(await member.takes('birthday-gift')).toBe('benefits/nothing-to-use')
    scheme.goTo('2026-07-03T15:59:59Z')
    expect(await member.takes('birthday-gift')).toBe('used')
    expect(await member.takes('birthday-gift')).toBe('benefits/nothing-to-use')
  })
})

test('P07: the birthday gift of 金卡 and 钻石 comes on the birthday and is there for thirty days', async () => {
  await during('p07-accessory-shop', '2026-06-25T15:59:59Z', async scheme => {
    const [silver, gold, diamond] = await Promise.all(
      ['silver', 'gold', 'diamond'].map(level => of(scheme, level, { birthday: '1990-06-26' })),
    )
    await scheme.issues()
    expect(await gold?.gifts('birthday-gift')).toEqual([])
    scheme.goTo('2026-06-25T16:00:00Z')
    await scheme.issues()
    expect(await silver?.gifts('birthday-gift')).toEqual([])
    expect(await gold?.gifts('birthday-gift')).toMatchObject([
      { usableFrom: '2026-06-26', usableThrough: '2026-07-26' },
    ])
    scheme.goTo('2026-07-26T16:00:00Z')
    expect(await diamond?.takes('birthday-gift')).toBe('benefits/nothing-to-use')
    scheme.goTo('2026-07-26T15:59:59Z')
    expect(await diamond?.takes('birthday-gift')).toBe('used')
  })
})

test('P19: the birthday brings a coupon, which takes ¥30 off ¥100 and not off a 分 less', async () => {
  await during('p19-member-sales', '2026-06-19T04:00:00Z', async scheme => {
    const member = await scheme.join({ birthday: '1990-06-26' })
    await scheme.issues()
    expect(await member.coupons()).toEqual(['birthday'])
    expect([(await member.quote(99.99)).pays, (await member.quote(100)).pays]).toEqual([99.99, 70])
  })
})

test.each([
  ['p06-experience-retailer', 'monthly-coupon', 'silver', 'ordinary'],
  ['p09-four-level-retail', 'monthly-coupon', 'silver', 'ordinary'],
  ['p09-four-level-retail', 'regular-gift', 'gold', 'silver'],
  ['p13-supermarket-three-level', 'regular-gift', 'gold', 'silver'],
  ['p19-member-sales', 'monthly-coupon', 'silver', 'ordinary'],
])('%s: %s comes for %s with the first of the month, and not for %s', async (program, benefit, has, hasNot) => {
  await during(program, '2026-06-30T15:59:59Z', async scheme => {
    const [member, other] = [await of(scheme, has), await of(scheme, hasNot)]
    await scheme.issues()
    const before = (await member.gifts(benefit)).length
    scheme.goTo('2026-06-30T16:00:00Z')
    await scheme.issues()
    await scheme.issues()
    expect((await member.gifts(benefit)).length).toBe(before + 1)
    expect((await member.gifts(benefit))[0]?.usableFrom).toBe('2026-07-01')
    expect(await other.gifts(benefit)).toEqual([])
  })
})

test('P09: the coupon of the month takes ¥10 off ¥60 and ends with the month', async () => {
  await during('p09-four-level-retail', '2026-06-30T16:00:00Z', async scheme => {
    const member = await of(scheme, 'silver')
    await scheme.issues()
    // 3 % of what is left after the coupon.
    expect([(await member.quote(59.99)).pays, (await member.quote(60)).pays]).toEqual([58.19, 48.5])
    scheme.goTo('2026-07-31T15:59:59Z')
    expect((await member.quote(60)).pays).toBe(48.5)
    scheme.goTo('2026-07-31T16:00:00Z')
    expect((await member.quote(60)).pays).toBe(58.2)
  })
})

test('P21: who buys coffee often gets a coffee coupon each month, others none', async () => {
  await during('p21-store-card', '2026-06-30T16:00:00Z', async scheme => {
    const [likes, other] = [await scheme.join(), await scheme.join()]
    await scheme.shop.call('PATCH', `/v1/members/${likes.memberNumber}`, { segments: ['coffee-lovers'] })
    await scheme.issues()
    expect([await likes.coupons(), await other.coupons()]).toEqual([['coffee'], []])
    expect((await likes.quote([{ yuan: 20, class: '咖啡' }])).pays).toBe(15)
    expect((await likes.quote([{ yuan: 20, class: '茶' }])).pays).toBe(20)
  })
})

const dayMs = 86_400_000
const onSaleAt = '2026-09-10T02:00:00Z'

test.each<[string, string | null, number]>([
  ['p01-apparel-chain', 'gold', 2],
  ['p01-apparel-chain', 'diamond', 5],
  ['p01-apparel-chain', 'silver', 0],
  ['p03-fast-fashion-card', 'gold', 3],
  ['p03-fast-fashion-card', 'silver', 0],
  ['p06-experience-retailer', 'gold', 1],
  ['p06-experience-retailer', 'diamond', 2],
  ['p07-accessory-shop', 'gold', 2],
  ['p07-accessory-shop', 'diamond', 2],
  ['p07-accessory-shop', 'silver', 0],
  ['p11-promo-template', null, 1],
  ['p15-supermarket-prices', null, 1],
  ['p16-levels-and-access', 'silver', 1],
  ['p16-levels-and-access', 'gold', 3],
  ['p16-levels-and-access', 'ordinary', 0],
  ['p19-member-sales', 'gold', 1],
  ['p19-member-sales', 'diamond', 2],
])('%s: %s buys new goods %d days before they go on sale, to the second', async (program, level, days) => {
  await during(program, '2026-08-30T04:00:00Z', async scheme => {
    await scheme.launches('NEW', onSaleAt)
    const member = await of(scheme, level)
    const opensMs = Date.parse(onSaleAt) - days * dayMs
    const buying = async (atMs: number) => {
      scheme.goTo(new Date(atMs).toISOString())
      return (await member.quote([{ yuan: 100, sku: 'NEW' }])).refused ?? 'sold'
    }
    expect([await buying(opensMs - 1_000), await buying(opensMs)]).toEqual(['program/not-on-sale-yet', 'sold'])
  })
})

test.each([
  ['p01-apparel-chain', 'garment-care', 'gold', 2, '2026-12-31T16:00:00Z'],
  ['p01-apparel-chain', 'garment-care', 'diamond', 6, '2026-12-31T16:00:00Z'],
  ['p10-restaurant-chain', 'private-room', 'ordinary', 1, '2026-12-31T16:00:00Z'],
  ['p10-restaurant-chain', 'private-room', 'gold', 4, '2026-12-31T16:00:00Z'],
])('%s: %s is there for %s %d times, and again in the next year', async (program, benefit, level, times, next) => {
  await during(program, '2026-12-31T15:59:59Z', async scheme => {
    const member = await of(scheme, level)
    for (let time = 0; time < times; time++) expect(await member.takes(benefit)).toBe('used')
    expect(await member.takes(benefit)).toBe('benefits/used-up')
    scheme.goTo(next)
    expect(await member.takes(benefit)).toBe('used')
  })
})

test('P06: a free lesson is for the sport group only', async () => {
  await during('p06-experience-retailer', '2026-06-18T04:00:00Z', async scheme => {
    const sporty = await scheme.join({ attributes: { interest: 'sport' } })
    const plain = await scheme.join({ attributes: { interest: 'arts' } })
    expect([await sporty.takes('sport-course'), await sporty.takes('sport-course')]).toEqual([
      'used',
      'benefits/used-up',
    ])
    expect(await plain.takes('sport-course')).toBe('benefits/not-entitled')
  })
})

test.each([
  ['p15-supermarket-prices', 'welcome-gift'],
  ['p20-new-retail-store', 'gift'],
])('%s: who joins gets a gift for thirty days', async (program, benefit) => {
  await during(program, '2026-06-18T04:00:00Z', async scheme => {
    const member = await scheme.join()
    await scheme.issues()
    const [gift, ...others] = await member.gifts(benefit)
    expect([gift?.usableFrom, others]).toEqual(['2026-06-18', []])
    const lastMs = Date.parse(`${gift?.usableThrough}T15:59:59Z`)
    expect(Math.round((lastMs - Date.parse('2026-06-18T04:00:00Z')) / dayMs)).toBe(30)
    scheme.goTo(new Date(lastMs + 1_000).toISOString())
    expect(await member.takes(benefit)).toBe('benefits/nothing-to-use')
    scheme.goTo(new Date(lastMs).toISOString())
    expect(await member.takes(benefit)).toBe('used')
  })
})

test('P19: 金卡 brings a gift when it is reached, once, and 银卡 none', async () => {
  await during('p19-member-sales', '2026-06-18T04:00:00Z', async scheme => {
    const member = await scheme.join()
    for (let time = 0; time < 7; time++) await member.buys(1000)
    await scheme.issues()
    expect([await member.level(), await member.gifts('level-gift')]).toEqual(['silver', []])
    await member.buys(1000)
    await scheme.issues()
    expect([await member.level(), (await member.gifts('level-gift')).length]).toEqual(['gold', 1])
  })
})

test.each<[string, string | null, string[], string[]]>([
  ['p05-service-plan', 'vip', ['travel'], []],
  ['p05-service-plan', 'gold', [], ['travel']],
  ['p06-experience-retailer', 'gold', ['lane', 'lounge'], []],
  ['p06-experience-retailer', 'silver', [], ['lane', 'lounge']],
  ['p07-accessory-shop', 'silver', ['invitations'], ['early', 'agent', 'recommendations']],
  ['p07-accessory-shop', 'diamond', ['invitations', 'early', 'agent', 'recommendations'], []],
  ['p09-four-level-retail', null, ['news'], ['first-access', 'agent', 'premium-events']],
  ['p09-four-level-retail', 'gold', ['news', 'first-access', 'agent'], ['premium-events']],
  ['p10-restaurant-chain', null, ['no-queue', 'private-room', 'tasting'], []],
  ['p13-supermarket-three-level', 'ordinary', ['events'], ['trials', 'first-place', 'agent']],
  ['p13-supermarket-three-level', 'silver', ['events', 'trials'], ['first-place', 'agent']],
  ['p13-supermarket-three-level', 'gold', ['events', 'trials', 'first-place', 'agent'], []],
  ['p17-organic-grocer', null, ['till', 'events'], []],
  ['p22-member-sales-2', null, ['events'], []],
  ['p23-appliance-chain', 's-vip', ['phone', 'clubs'], []],
  ['p23-appliance-chain', null, ['clubs'], ['phone']],
])('%s: %s is told of %j and not of %j', async (program, level, has, hasNot) => {
  await during(program, '2026-06-18T04:00:00Z', async scheme => {
    const enjoyed = await (await of(scheme, level)).enjoys()
    expect(enjoyed).toEqual(expect.arrayContaining(has))
    for (const benefit of hasNot) expect(enjoyed).not.toContain(benefit)
  })
})
