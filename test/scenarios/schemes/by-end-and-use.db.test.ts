import { afterEach, expect, test } from 'vitest'
import { openScheme, type Scheme, type SchemeMember } from '../../support/scheme.ts'

// When points end by the words of each scheme, and what they take off: both sides of each boundary, at the till.

let scheme: Scheme
afterEach(() => scheme.close())

/** Points that came on a day can be used until the local midnight after the last one, here in UTC. */
async function expectEnd(member: SchemeMember, asset: string, lastDay: string): Promise<void> {
  scheme.goTo(`${lastDay}T15:59:59Z`)
  expect((await member.has())[asset], `${lastDay}, a second before midnight`).toBeGreaterThan(0)
  scheme.goTo(`${lastDay}T16:00:00Z`)
  expect((await member.has())[asset] ?? 0, `the midnight after ${lastDay}`).toBe(0)
}

test.each([
  ['p03-fast-fashion-card', '一年后的月底', '2026-05-10', '2027-05-31'],
  ['p03-fast-fashion-card', '月底当天', '2026-05-31', '2027-05-31'],
  ['p09-four-level-retail', '一年后的年底', '2026-05-10', '2027-12-31'],
  ['p10-restaurant-chain', '一年后的月底', '2026-06-01', '2027-06-30'],
  ['p11-promo-template', '一年', '2026-05-10', '2027-05-10'],
  ['p13-supermarket-three-level', '一年后的年底', '2026-05-10', '2027-12-31'],
  ['p15-supermarket-prices', '一年', '2026-05-10', '2027-05-10'],
  ['p17-organic-grocer', '一年后的季末', '2026-05-10', '2027-06-30'],
  ['p17-organic-grocer', '季度第一天', '2026-07-01', '2027-09-30'],
  ['p18-new-retail', '半年后的年底', '2026-06-30', '2026-12-31'],
  ['p18-new-retail', '半年后已是明年', '2026-07-01', '2027-12-31'],
  ['p22-member-sales-2', '一年，从消费当天算', '2026-05-10', '2027-05-10'],
  ['p23-appliance-chain', '一年后的 12 月 31 日', '2026-05-10', '2027-12-31'],
  ['p25-apparel-promotion-plan', '一年后的季末', '2026-05-10', '2027-06-30'],
  ['p26-retail-loyalty-loop', '两年', '2026-05-10', '2028-05-10'],
])('%s: points end %s, earned on %s usable through %s', async (program, _, earnedOn, lastDay) => {
  scheme = await openScheme(program, `${earnedOn}T04:00:00Z`)
  const member = await scheme.join()
  expect((await member.buys(300)).earns.points).toBeGreaterThan(0)
  await expectEnd(member, 'points', lastDay)
})

test.each([
  ['2026-12-31', '2027-12-31'],
  ['2027-01-01', '2028-12-31'],
])('P12 points of one year end with the next: earned on %s usable through %s', async (earnedOn, lastDay) => {
  scheme = await openScheme('p12-pharmacy-chain', '2026-03-15T04:00:00Z')
  const member = await scheme.join({ joining: { channel: 'till', way: 'free-days' } })
  scheme.goTo(earnedOn)
  await member.buys(300)
  await expectEnd(member, 'points', lastDay)
})

test('P15 shopping money of the member week has three months', async () => {
  scheme = await openScheme('p15-supermarket-prices', '2026-06-16T04:00:00Z')
  const member = await scheme.join()
  expect((await member.buys(300)).earns['cash-back']).toBe(10)
  await expectEnd(member, 'cash-back', '2026-09-16')
})

test('P11 a draw that was bought with points has three months, P18 one for checking in has a month', async () => {
  scheme = await openScheme('p11-promo-template', '2026-05-10T04:00:00Z')
  const buyer = await scheme.join()
  await buyer.gets(50)
  expect(await buyer.redeems('draw')).toBe('given')
  await expectEnd(buyer, 'draws', '2026-08-10')
  await scheme.close()
  scheme = await openScheme('p18-new-retail', '2026-05-10T04:00:00Z')
  const visitor = await scheme.join()
  expect(await visitor.does('check-in')).toMatchObject({ points: 5, draws: 1 })
  await expectEnd(visitor, 'draws', '2026-06-10')
})

test('P20 points live as long as somebody comes once in twelve months', async () => {
  scheme = await openScheme('p20-new-retail-store', '2026-05-10T04:00:00Z')
  const [faithful, gone] = [await scheme.join(), await scheme.join()]
  await faithful.buys(300)
  await gone.buys(300)
  scheme.goTo('2027-05-10')
  await faithful.buys(10)
  await expectEnd(gone, 'points', '2027-05-10')
  expect((await faithful.has()).points).toBe(310)
  await expectEnd(faithful, 'points', '2028-05-10')
})

test.each<[string, { rule?: string; asset?: string; step: number; off: number; earnsLater?: boolean }]>([
  ['p03-fast-fashion-card', { step: 100, off: 2 }],
  ['p10-restaurant-chain', { step: 100, off: 5 }],
  ['p11-promo-template', { step: 100, off: 1 }],
  ['p15-supermarket-prices', { step: 10, off: 1 }],
  ['p15-supermarket-prices', { rule: 'use-back', asset: 'cash-back', step: 1, off: 1 }],
  ['p18-new-retail', { step: 100, off: 1 }],
  ['p20-new-retail-store', { step: 100, off: 1 }],
  ['p22-member-sales-2', { step: 100, off: 1, earnsLater: true }],
  ['p23-appliance-chain', { step: 1000, off: 5 }],
  ['p25-apparel-promotion-plan', { step: 100, off: 2 }],
  ['p26-retail-loyalty-loop', { step: 100, off: 1 }],
])('%s: %o', async (program, { rule = 'cash-off', asset = 'points', step, off, earnsLater = false }) => {
  scheme = await openScheme(program, '2026-05-10T04:00:00Z')
  const member = await scheme.join()
  await member.gets(2 * step, asset)
  const held = (await member.has())[asset] ?? 0
  const full = (await member.quote(1000)).pays
  const using = async (points: number) => {
    const { refused, pays } = await member.quote(1000, { redeem: [{ rule, points }] })
    return refused ?? Math.round((full - pays) * 100) / 100
  }
  expect(await using(step)).toBe(off)
  expect(await using(2 * step)).toBe(2 * off)
  if (step > 1) expect(await using(step + 1)).toBe('program/redeem-step')
  expect(await using(held - (held % step) + step)).toBe('program/redeem-not-enough')
  // And not only quoted: what is used is gone.
  const { earns } = await member.buys(1000, { redeem: [{ rule, points: 2 * step }] })
  expect((await member.has())[asset] ?? 0).toBe(held - 2 * step + (earnsLater ? 0 : (earns[asset] ?? 0)))
})

// Level prices leave ¥95 of ¥100, a fifth of which is ¥19, and ¥98, half of which is ¥49.
test('P25 points pay 20 % of a purchase, P9 half of it, P23 at most ¥500 at once', async () => {
  const most = async (
    program: string,
    yuan: number,
    [allowed, off]: [number, number],
    [above, why]: [number, string],
  ) => {
    scheme = await openScheme(program, '2026-05-10T04:00:00Z')
    const member = await scheme.join()
    await member.gets(200_000)
    const full = (await member.quote(yuan)).pays
    const using = (points: number) => member.quote(yuan, { redeem: [{ rule: 'cash-off', points }] })
    expect(full - (await using(allowed)).pays, program).toBe(off)
    expect((await using(above)).refused, program).toBe(why)
  }
  await most('p25-apparel-promotion-plan', 100, [900, 18], [1000, 'program/redeem-more-than-basket'])
  await scheme.close()
  await most('p09-four-level-retail', 100, [4900, 49], [5000, 'program/redeem-more-than-basket'])
  await scheme.close()
  await most('p23-appliance-chain', 2000, [100_000, 500], [101_000, 'program/redeem-above-maximum'])
})
