import { expect, test } from 'vitest'
import { decided, member, sale, zone } from '../../src/program/program-for-tests.ts'
import { dayOf } from '../../src/shared/calendar.ts'
import { goods, readProgramFile } from '../support/program-player.ts'

/**
 * What somebody who knows no code worked out from the files alone: one piece at ¥300 and one at ¥180, bought on Sunday,
 * 15 March 2026, her birthday, by a member who bought before. A file that gives other figures misleads its reader.
 */
const cases = [
  ['p01-apparel-chain-by-points', 'first', 480, 504, '2028-03-15'],
  ['p01-apparel-chain-by-points', 'silver', 432, 453, '2028-03-15'],
  ['p01-apparel-chain-by-score', 'silver', 432, 432, '2028-03-15'],
  ['p01-apparel-chain', 'ordinary', 422.4, 422, '2028-03-15'],
  ['p01-apparel-chain', 'silver', 422.4, 422, '2028-03-15'],
  ['p05-service-plan', 'silver', 470.4, 564, null],
  ['p08-member-value', 'star', 470.4, 470, null],
  ['p10-restaurant-chain', 'silver', 422.4, 422, '2027-03-31'],
  ['p12-pharmacy-chain', null, 480, 480, '2027-12-31'],
  ['p15-supermarket-prices', null, 480, 48, '2027-03-15'],
  ['p21-store-card', 'silver', 470.4, 235, '2028-03-15'],
] as const

const bought = (more: Parameters<typeof goods>[1] = {}) =>
  sale([goods(300, { sku: 'A', ...more }), goods(180, { sku: 'B' })], { at: '2026-03-15T12:00' })

test.each(cases)(
  '%s: %s pays ¥%d on her birthday, earns %d points, usable through %s',
  async (file, level, ...told) => {
    const who = member({ level, birthday: '1990-03-15', joinedOn: '2024-01-01' })
    const { payableCents, earnings } = decided(await readProgramFile(file), who, bought())
    const [points] = earnings
    // Points end with the midnight after their last day.
    const lastDay = points?.expiresAt ? dayOf(new Date(points.expiresAt.getTime() - 1), zone) : null
    expect([payableCents / 100, points?.points, lastDay]).toEqual(told)
  },
)

test('P12: goods of the 医保 catalogue earn nothing, the others of the same receipt do', async () => {
  const program = await readProgramFile('p12-pharmacy-chain')
  expect(decided(program, member(), bought({ class: '医保' })).earnings[0]?.points).toBe(180)
})

test('P21: a margin is that of the price before the level price: 40 % on the tag are 40 %, a 分 of cost more is not', async () => {
  const program = await readProgramFile('p21-store-card')
  const points = (costCents: number) =>
    decided(program, member({ level: 'silver' }), bought({ costCents })).earnings[0]?.perLine[0]
  // ¥294 are paid: twice 294 points, or once.
  expect([points(18_000), points(18_001)]).toEqual([588, 294])
})
