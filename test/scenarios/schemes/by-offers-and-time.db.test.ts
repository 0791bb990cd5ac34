import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openScheme, type Scheme, type SchemeMember } from '../../support/scheme.ts'
import { line } from '../../support/test-shop.ts'
import { openTill } from '../../support/till.ts'

// P03, P04, P06, P10, P11, P13, P16 to P20, P22, P23, P26: what offers, activities and time bring, both sides of each boundary.

let scheme: Scheme
const opening = (program: string, startAt?: string) => {
  beforeAll(async () => {
    scheme = await openScheme(program, startAt)
  })
  afterAll(() => scheme.close())
}

describe('P03 快时尚会员卡', () => {
  opening('p03-fast-fashion-card')

  test('银卡 from the first day, 金卡 from ¥3,000 with twice the discount', async () => {
    const member = await scheme.join()
    expect(await member.buys(3157.89)).toMatchObject({ pays: 3000, level: 'gold' })
    expect((await member.buys(100)).pays).toBe(90)
    expect((await (await scheme.join()).buys(3157.88)).level).toBe('silver')
  })
})

describe('P04 时尚会员', () => {
  opening('p04-fashion-perks')

  test('members have 5 % off, guests the full price, and guests are on record', async () => {
    expect((await (await scheme.join()).buys(100)).pays).toBe(95)
    const guest = await scheme.shop.post('/v1/checkouts', {
      storeCode: 'S01',
      tillCode: 'T1',
      receiptNumber: 'guest',
      lines: [{ lineNumber: 1, sku: 'A', quantity: 1, unitPriceCents: 10_000 }],
    })
    expect(guest.body.payableCents).toBe(10_000)
  })
})

describe('P06 体验式零售', () => {
  opening('p06-experience-retailer')

  test('a sport group has 5 % off sport shoes only', async () => {
    const sporty = await scheme.join({ attributes: { interest: 'sport' } })
    const plain = await scheme.join({ attributes: { interest: 'arts' } })
    const basket = [{ yuan: 100, class: '运动鞋' }, { yuan: 100 }]
    expect([(await sporty.buys(basket)).pays, (await plain.buys(basket)).pays]).toEqual([195, 200])
  })

  test('¥30 off from ¥300, and not one 分 below', async () => {
    const member = await scheme.join()
    expect([(await member.buys(299.99)).pays, (await member.buys(300)).pays]).toEqual([299.99, 270])
  })

  test('who came three times within a month has 20 points more, four times a month, from ¥100 on', async () => {
    const member = await scheme.join()
    const earned = async (yuan: number) => (await member.buys(yuan)).earns.points
    expect([await earned(100), await earned(1), await earned(100)]).toEqual([100, 1, 100])
    expect([await earned(99.99), await earned(100), await earned(100)]).toEqual([99, 120, 120])
    expect([await earned(100), await earned(100), await earned(100)]).toEqual([120, 120, 100])
    const [spends, other] = [await scheme.join(), await scheme.join()]
    expect([(await spends.buys(2000)).earns.points, (await spends.buys(200)).earns.points]).toEqual([1970, 200])
    // Three visits of more than a month are no frequency.
    scheme.goTo('2026-08-01')
    await other.buys(1)
    scheme.goTo('2026-08-20')
    await other.buys(1)
    scheme.goTo('2026-09-01')
    await other.buys(1)
    expect((await other.buys(100)).earns.points).toBe(100)
    scheme.goTo('2026-06-18')
  })

  test('frequent buyers buy new goods a day before the others, to the second', async () => {
    await scheme.launches('NEW', '2026-06-25T02:00:00Z')
    const [frequent, other] = [await scheme.join(), await scheme.join()]
    for (let visit = 0; visit < 3; visit++) await frequent.buys(1)
    const buying = async (member: SchemeMember, at: string) => {
      scheme.goTo(at)
      return (await member.quote([{ yuan: 100, sku: 'NEW' }])).refused ?? 'sold'
    }
    expect(await buying(frequent, '2026-06-24T01:59:59Z')).toBe('program/not-on-sale-yet')
    expect(await buying(frequent, '2026-06-24T02:00:00Z')).toBe('sold')
    expect(await buying(other, '2026-06-24T02:00:00Z')).toBe('program/not-on-sale-yet')
    scheme.goTo('2026-06-18')
  })

  test('sharing earns once a day, a survey each time', async () => {
    const member = await scheme.join()
    expect([await member.does('share'), await member.does('share'), await member.does('survey')]).toEqual([
      { points: 10 },
      { points: 0 },
      { points: 30 },
    ])
  })
})

describe('P10 餐饮连锁', () => {
  opening('p10-restaurant-chain', '2026-06-30T15:59:59Z')

  test('88 折 in the birthday month, ¥100 at most, or the level price where that is better', async () => {
    const june = await scheme.join({ birthday: '1990-06-01' })
    expect((await june.buys(480)).pays).toBe(422.4)
    expect((await june.buys(900)).pays).toBe(800)
    const gold = await scheme.join({ birthday: '1990-06-01' })
    await gold.becomes('gold')
    // 10 % of ¥2,000 are more than the ¥100 of the birthday.
    expect((await gold.buys(2000)).pays).toBe(1800)
    scheme.goTo('2026-06-30T16:00:00Z')
    expect((await june.buys(480)).pays).toBe(456)
  })

  test('levels at 1,000 and 5,000 points earned', async () => {
    const buys = async (yuan: number) => {
      const { pays, earns, level } = await (await scheme.join()).buys(yuan)
      return [pays, earns.points, level]
    }
    expect(await buys(1020.4)).toEqual([999.99, 999, 'ordinary'])
    expect(await buys(1020.41)).toEqual([1000, 1000, 'silver'])
    expect(await buys(5102.03)).toEqual([4999.99, 4999, 'silver'])
    expect(await buys(5102.05)).toEqual([5000.01, 5000, 'gold'])
  })
})

describe('P11 促销模板', () => {
  opening('p11-promo-template', '2026-06-20T04:00:00Z')

  test('member prices always, 9 折 online on the 20th only', async () => {
    const member = await scheme.join()
    const tee = [{ yuan: 99, sku: 'TEE' }]
    expect((await member.buys(tee)).pays).toBe(79)
    expect((await member.quote(100)).pays).toBe(100)
    expect((await member.quote(100, { channel: 'app' })).pays).toBe(90)
    scheme.goTo('2026-06-21')
    expect((await member.quote(100, { channel: 'app' })).pays).toBe(100)
  })

  test('an invited friend earns 100 points, twenty times a year', async () => {
    const member = await scheme.join()
    const given = []
    for (let friend = 1; friend <= 21; friend++) given.push(await member.does('referral', { reference: `f${friend}` }))
    expect(given.filter(gift => 'points' in gift && gift.points === 100)).toHaveLength(20)
    expect(given.at(-1)).toEqual({ points: 0 })
  })
})

describe('P13 超市会员制', () => {
  opening('p13-supermarket-three-level', '2026-06-30T04:00:00Z')

  test('金卡 earns half as much again in the birthday month', async () => {
    const member = await scheme.join({ birthday: '1990-06-15' })
    await member.becomes('gold')
    expect((await member.buys(100)).earns.points).toBe(144)
    scheme.goTo('2026-07-01')
    expect((await member.buys(100)).earns.points).toBe(96)
  })

  test('silver has 10 % off on the birthday itself instead of 2 %', async () => {
    scheme.goTo('2026-07-10')
    const member = await scheme.join({ birthday: '1990-07-10' })
    await member.becomes('silver')
    expect((await member.buys(100)).pays).toBe(90)
    scheme.goTo('2026-07-11')
    expect((await member.buys(100)).pays).toBe(98)
  })
})

describe('P16 会员营销方案设计', () => {
  opening('p16-levels-and-access')

  test('金卡 needs spend, frequency and new goods, all three', async () => {
    const buys = async (newGoods: number, times: number) => {
      const member = await scheme.join()
      await member.buys([{ yuan: newGoods, class: '新品' }, { yuan: 7000 }])
      for (let time = 1; time < times; time++) await member.buys(10)
      return member.level()
    }
    expect([await buys(1500, 8), await buys(1499.99, 8), await buys(1500, 7)]).toEqual(['gold', 'silver', 'silver'])
  })

  test('goods that come back count no more', async () => {
    const member = await scheme.join()
    const first = await member.buys([{ yuan: 1500, class: '新品' }, { yuan: 7000 }])
    for (let time = 1; time < 8; time++) await member.buys(10)
    expect(await member.level()).toBe('gold')
    await member.refunds(first.receiptId, { lines: [{ lineNumber: 1, quantity: 1 }] })
    const { body } = await scheme.shop.get(`/v1/members/${member.memberNumber}/levels`)
    const newGoods = body.tracks[0].measures.find((measure: { from: string }) =>
      JSON.stringify(measure).includes('新品'),
    )
    expect(newGoods?.value ?? 0).toBe(0)
  })
})

describe('P17 有机食品超市', () => {
  opening('p17-organic-grocer', '2026-04-30T15:59:59Z')

  test('double points begin with May and end with the 7th', async () => {
    const member = await scheme.join()
    const earned = async (instant: string) => {
      scheme.goTo(instant)
      return (await member.buys(100)).earns.points
    }
    expect(await earned('2026-04-30T15:59:59Z')).toBe(100)
    expect(await earned('2026-04-30T16:00:00Z')).toBe(200)
    expect(await earned('2026-05-07T15:59:59Z')).toBe(200)
    expect(await earned('2026-05-07T16:00:00Z')).toBe(100)
  })

  test('both sides of an invitation are rewarded, the friend once in a life', async () => {
    const [inviter, friend] = [await scheme.join(), await scheme.join()]
    expect([await inviter.does('referral'), await friend.does('referred'), await friend.does('referred')]).toEqual([
      { points: 150 },
      { points: 150 },
      { points: 0 },
    ])
  })

  test('delivery is free from ¥99, and 5 % are off on the 15th', async () => {
    scheme.goTo('2026-05-14')
    const member = await scheme.join()
    const basket = (yuan: number) => [{ yuan }, { yuan: 8, kind: 'shipping', sku: 'SHIP' }]
    expect([(await member.buys(basket(98.99))).pays, (await member.buys(basket(99))).pays]).toEqual([106.99, 99])
    scheme.goTo('2026-05-15')
    expect((await member.buys(100)).pays).toBe(95)
  })
})

describe('P18 新零售', () => {
  opening('p18-new-retail')

  test('a check-in gives 5 points a day and a draw a week', async () => {
    const member = await scheme.join()
    expect(await member.does('check-in')).toEqual({ points: 5, stamps: 1, draws: 1 })
    scheme.goTo('2026-06-19')
    expect(await member.does('check-in')).toEqual({ points: 5, stamps: 1, draws: 0 })
    // Monday begins another week.
    scheme.goTo('2026-06-22')
    expect(await member.does('check-in')).toEqual({ points: 5, stamps: 1, draws: 1 })
  })

  test('the first check-in of a month brings a gift, used within 30 days', async () => {
    const member = await scheme.join()
    scheme.goTo('2026-06-29')
    await member.does('check-in')
    scheme.goTo('2026-06-30')
    await member.does('check-in')
    expect(await member.gifts('check-in-gift')).toMatchObject([{ state: 'to-use', usableThrough: '2026-07-29' }])
    scheme.goTo('2026-07-01')
    await member.does('check-in')
    expect(await member.gifts('check-in-gift')).toMatchObject([{ usableFrom: '2026-07-01' }, {}])
    expect(await member.takes('check-in-gift')).toBe('used')
    scheme.goTo('2026-07-31')
    expect(await member.takes('check-in-gift')).toBe('used')
    expect(await member.takes('check-in-gift')).toBe('benefits/nothing-to-use')
    scheme.goTo('2026-06-18')
  })

  test('seven stamps bring another gift, six do not', async () => {
    const member = await scheme.join()
    for (let day = 1; day <= 6; day++) {
      scheme.goTo(`2026-07-0${day}`)
      await member.does('check-in')
    }
    expect(await member.does('check-in')).toMatchObject({ stamps: 0 })
    expect(await member.redeems('stamp-card')).not.toBe('given')
    scheme.goTo('2026-07-07')
    await member.does('check-in')
    expect(await member.redeems('stamp-card')).toBe('given')
    expect((await member.has()).stamps ?? 0).toBe(0)
    scheme.goTo('2026-06-18')
  })

  test('points of June end with the year, those of July with the next', async () => {
    const member = await scheme.join()
    scheme.goTo('2026-06-30')
    await member.buys(50)
    scheme.goTo('2026-07-01')
    await member.buys(70)
    scheme.goTo('2026-12-31T15:59:59Z')
    const before = await member.has()
    scheme.goTo('2026-12-31T16:00:00Z')
    const after = await member.has()
    expect((before.points ?? 0) - (after.points ?? 0)).toBeGreaterThanOrEqual(50)
    expect(after.points).toBe(70)
  })
})

describe('P20 新零售门店', () => {
  opening('p20-new-retail-store', '2026-01-10T04:00:00Z')

  test('成熟 after three months with a purchase; growth value beside points', async () => {
    const member = await scheme.join()
    for (const day of ['2026-01-15', '2026-02-15']) {
      scheme.goTo(day)
      expect((await member.buys(100)).level).toBe('new')
    }
    scheme.goTo('2026-03-15')
    expect(await member.buys(100)).toMatchObject({ level: 'mature', earns: { points: 100, growth: 10 } })
    expect((await member.buys(100)).pays).toBe(97)
  })

  test('核心 after eight months with a purchase and 300 of growth value, not a point less', async () => {
    const member = await scheme.join()
    const months = ['01', '02', '03', '04', '05', '06', '07']
    for (const month of months) {
      scheme.goTo(`2026-${month}-20`)
      await member.buys(100)
    }
    scheme.goTo('2026-08-20')
    // 10, 10, 10 at the full price, then 97 % of ¥100 four times: 9 each.
    expect((await member.has()).growth).toBe(66)
    expect((await member.buys(2400)).level).toBe('mature')
    expect((await member.has()).growth).toBe(298)
    expect((await member.buys(10)).level).toBe('mature')
    expect((await member.buys(20.62)).level).toBe('core')
  })

  test('who was asleep is welcomed back with 50 points, once a year', async () => {
    const member = await scheme.join()
    await member.buys(10)
    const asleep = await scheme.shop.call('PATCH', `/v1/members/${member.memberNumber}`, { segments: ['sleeping'] })
    expect([asleep.status, asleep.body.segments]).toEqual([200, ['sleeping']])
    expect([(await member.buys(10)).earns.points, (await member.buys(10)).earns.points]).toEqual([60, 10])
  })

  test('a review earns 20 points, 100 a month at most', async () => {
    const member = await scheme.join()
    for (let times = 0; times < 5; times++) expect(await member.does('review')).toMatchObject({ points: 20 })
    expect(await member.does('review')).toMatchObject({ points: 0 })
  })
})

describe('P22 会员销售', () => {
  opening('p22-member-sales-2')

  test('points are pending for seven days, to the midnight', async () => {
    const member = await scheme.join()
    await member.buys(100)
    expect((await member.has()).points ?? 0).toBe(0)
    scheme.goTo('2026-06-25T15:59:59Z')
    expect((await member.has()).points ?? 0).toBe(0)
    scheme.goTo('2026-06-25T16:00:00Z')
    expect((await member.has()).points).toBe(100)
  })

  test('a trial pack is free from ¥100 on', async () => {
    const member = await scheme.join()
    const withPack = (yuan: number) => [{ yuan }, { yuan: 12, sku: 'TRIAL-PACK' }]
    expect([(await member.buys(withPack(99.99))).pays, (await member.buys(withPack(100))).pays]).toEqual([111.99, 100])
  })
})

describe('P23 家电连锁', () => {
  opening('p23-appliance-chain')

  test('members of 26 to 30 earn more on digital goods, by the birthday', async () => {
    const born = async (birthday: string) => {
      const member = await scheme.join({ birthday })
      return (await member.buys([{ yuan: 100, class: '数码' }])).earns.points
    }
    // On 18 June 2026.
    expect([
      await born('2000-06-19'),
      await born('2000-06-18'),
      await born('1995-06-19'),
      await born('1995-06-18'),
    ]).toEqual([100, 120, 120, 100])
  })

  test('points end on 31 December after they have been there for a year', async () => {
    const member = await scheme.join()
    await member.buys(100)
    scheme.goTo('2027-12-31T15:59:59Z')
    expect((await member.has()).points).toBe(100)
    scheme.goTo('2027-12-31T16:00:00Z')
    expect((await member.has()).points ?? 0).toBe(0)
  })
})

describe('P26 零售业会员营销', () => {
  opening('p26-retail-loyalty-loop')

  test('¥20 off the first purchase in the shop, of those who registered online no longer than 90 days ago', async () => {
    const online = { joining: { channel: 'mini-program' } }
    const [soon, late, webbed] = [await scheme.join(online), await scheme.join(online), await scheme.join(online)]
    const here = await scheme.join()
    scheme.goTo('2026-09-16')
    expect((await soon.buys(19.99)).pays).toBe(19.99)
    expect((await webbed.buys(100, { channel: 'web' })).pays).toBe(100)
    const first = await (await scheme.join(online)).buys(20)
    expect([first.pays, first.says]).toEqual([0, expect.stringContaining('网上注册立减')])
    expect((await soon.buys(100)).pays).toBe(100)
    expect((await here.buys(100)).pays).toBe(100)
    const told = await (await scheme.join(online)).quote(100)
    expect(told.pays).toBe(80)
    scheme.goTo('2026-09-17')
    expect((await late.buys(100)).pays).toBe(100)
  })

  test('on the ninetieth day it still holds', async () => {
    scheme.goTo('2026-06-18')
    const member = await scheme.join({ joining: { way: 'online', channel: 'web' } })
    scheme.goTo('2026-09-16')
    const { pays } = await member.buys(100)
    expect(pays).toBe(80)
    expect((await member.buys(100)).pays).toBe(100)
  })

  test('double points through 18 June', async () => {
    scheme.goTo('2026-06-18T15:59:59Z')
    const member = await scheme.join()
    await member.buys(20)
    expect((await member.buys(100)).earns.points).toBe(200)
    scheme.goTo('2026-06-18T16:00:00Z')
    expect((await member.buys(100)).earns.points).toBe(100)
  })
})

describe('where something is sold', () => {
  opening('p11-promo-template')

  test('a till cannot say that it is the web', async () => {
    const till = await openTill(scheme.shop, { storeCode: 'S01', tillCode: 'T1' })
    const basket = { storeCode: 'S01', tillCode: 'T1', lines: [line(10)] }
    expect((await till('/v1/checkouts/quote', { ...basket, channel: 'web' })).body.code).toBe(
      'checkout/channel-not-yours',
    )
    expect((await till('/v1/checkouts/quote', { ...basket, channel: 'till' })).status).toBe(200)
  })
})
