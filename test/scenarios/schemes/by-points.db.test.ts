import { expect, test } from 'vitest'
import { openScheme, type Scheme } from '../../support/scheme.ts'

// What points of each scheme are worth at the till, and their last day, under the very files: both sides of each boundary.

async function during(program: string, startAt: string, play: (scheme: Scheme) => Promise<void>): Promise<void> {
  const scheme = await openScheme(program, startAt)
  await play(scheme)
  await scheme.close()
}

test.each([
  ['p03-fast-fashion-card', 'cash-off', 'points', 100, 2],
  ['p10-restaurant-chain', 'cash-off', 'points', 100, 5],
  ['p11-promo-template', 'cash-off', 'points', 100, 1],
  ['p15-supermarket-prices', 'use-back', 'cash-back', 1, 1],
  ['p18-new-retail', 'cash-off', 'points', 100, 1],
  ['p19-member-sales', 'exchange', 'points', 200, 3],
  ['p20-new-retail-store', 'cash-off', 'points', 100, 1],
  ['p22-member-sales-2', 'cash-off', 'points', 100, 1],
  ['p23-appliance-chain', 'cash-off', 'points', 1000, 5],
  ['p25-apparel-promotion-plan', 'cash-off', 'points', 100, 2],
  ['p26-retail-loyalty-loop', 'cash-off', 'points', 100, 1],
])('%s, %s: %s × %d take ¥%d off, and not with one less', async (program, rule, asset, points, yuan) => {
  await during(program, '2026-08-18T04:00:00Z', async scheme => {
    const member = await scheme.join()
    const full = (await member.quote(100)).pays
    const redeem = [{ rule, points }]
    if (points > 1) await member.gets(points - 1, asset)
    expect((await member.quote(100, { redeem })).refused).toBe('program/redeem-not-enough')
    await member.gets(1, asset)
    expect(Math.round((full - (await member.quote(100, { redeem })).pays) * 100)).toBe(yuan * 100)
  })
})

test('P23: at most 100,000 points on one receipt', async () => {
  await during('p23-appliance-chain', '2026-06-18T04:00:00Z', async scheme => {
    const member = await scheme.join()
    for (let time = 0; time < 2; time++) await member.gets(60_000)
    const pays = (points: number) => member.quote(5000, { redeem: [{ rule: 'cash-off', points }] })
    expect((await pays(100_000)).pays).toBe(4500)
    expect((await pays(101_000)).refused).toMatch(/^program\/redeem-/)
  })
})

test('P09: points pay half of what is left to pay, and not a step more', async () => {
  await during('p09-four-level-retail', '2026-06-18T04:00:00Z', async scheme => {
    const member = await scheme.join()
    await member.gets(20_000)
    const pays = (points: number) => member.quote(100, { redeem: [{ rule: 'cash-off', points }] })
    expect((await pays(4900)).pays).toBe(49)
    expect((await pays(5000)).refused).toMatch(/^program\/redeem-/)
  })
})

test.each([
  ['p03-fast-fashion-card', '2026-06-18', '2027-06-30'],
  ['p04-fashion-perks', '2026-06-18', '2027-06-18'],
  ['p09-four-level-retail', '2026-06-18', '2027-12-31'],
  ['p10-restaurant-chain', '2026-06-30', '2027-06-30'],
  ['p10-restaurant-chain', '2026-07-01', '2027-07-31'],
  ['p12-pharmacy-chain', '2026-03-20', '2027-12-31'],
  ['p13-supermarket-three-level', '2026-06-18', '2027-12-31'],
  ['p17-organic-grocer', '2026-06-30', '2027-06-30'],
  ['p17-organic-grocer', '2026-07-01', '2027-09-30'],
  ['p20-new-retail-store', '2026-06-18', '2027-06-18'],
  ['p25-apparel-promotion-plan', '2026-06-30', '2027-06-30'],
  ['p25-apparel-promotion-plan', '2026-07-01', '2027-09-30'],
])('%s: points of %s can be used through %s, to the midnight', async (program, on, through) => {
  await during(program, `${on}T04:00:00Z`, async scheme => {
    const member = await scheme.join()
    const earned = (await member.buys(50)).earns.points
    expect(earned).toBeGreaterThan(0)
    scheme.goTo(`${through}T15:59:59Z`)
    expect((await member.has()).points).toBe(earned)
    scheme.goTo(`${through}T16:00:00Z`)
    expect((await member.has()).points ?? 0).toBe(0)
  })
})
