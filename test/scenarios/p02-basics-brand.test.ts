import { beforeAll, expect, test } from 'vitest'
import type { CompiledProgram } from '../../src/program/index.ts'
import { goods, ProgramPlayer, readProgramFile } from '../support/program-player.ts'

let program: CompiledProgram
beforeAll(async () => {
  program = await readProgramFile('p02-basics-brand')
})
const joined = (joinedOn = '2026-03-05') => new ProgramPlayer(program, { joinedOn })

test('every ¥100 earns 100 points, and ¥150 earns 150', () => {
  const member = joined()
  const earned = [100, 150, 99.99, 0.99, 1].map(yuan => member.buy({ yuan }).earnings[0]?.points)
  expect(earned).toEqual([100, 150, 99, 0, 1])
  // 100 + 150 + 99 + 0 + 1.
  expect(member.points).toBe(350)
})

test('a receipt of several lines earns on its sum: 3 × ¥33.40 is ¥100.20, so 100 points', () => {
  const { earnings } = joined().buy({ lines: [goods(33.4), goods(33.4), goods(33.4)] })
  // 33.4 points each; 99 whole ones, and the hundredth goes to the first line.
  expect(earnings[0]).toMatchObject({ points: 100, perLine: [34, 33, 33] })
})

test('there are no levels: nobody has one, and everybody pays the same', () => {
  const member = joined()
  member.buy({ yuan: 50_000 })
  expect([member.level, member.moves, member.buy({ yuan: 100 }).payableCents]).toEqual([null, [], 10_000])
})

test('100 points are ¥1 off, in multiples of 100; what is paid by points earns nothing', () => {
  const member = joined()
  member.buy({ yuan: 1050 })
  expect(member.quote({ yuan: 20, use: 1050 })).toMatchObject({ refusal: 'redeem-step' })
  expect(member.quote({ yuan: 20, use: 1100 })).toMatchObject({ refusal: 'redeem-not-enough' })
  // ¥20 − ¥10 = ¥10 to pay, which earn 10 points: 1,050 − 1,000 + 10.
  expect(member.buy({ yuan: 20, use: 1000 })).toMatchObject({ payableCents: 1000, earnings: [{ points: 10 }] })
  expect(member.points).toBe(60)
})

test('points never end', () => {
  const member = joined('2026-03-05')
  expect(member.buy({ yuan: 100 }).earnings[0]?.expiresAt).toBeNull()
  expect(member.goTo('2046-03-05').points).toBe(100)
})

test('two years of a member: the points are what was paid, less what was used', () => {
  const member = joined('2026-01-10')
  let paidCents = 0
  for (let month = 0; month < 24; month++) {
    const day = `${2026 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-15`
    paidCents += member.goTo(day).buy({ yuan: 88 }).payableCents
  }
  // 24 × ¥88 = ¥2,112 and 2,112 points; 2,000 of them are ¥20 off the last ¥88, which earns 68.
  expect([paidCents, member.points]).toEqual([211_200, 2112])
  expect(member.goTo('2028-01-10').buy({ yuan: 88, use: 2000 }).payableCents).toBe(6800)
  expect(member.points).toBe(180)
})
