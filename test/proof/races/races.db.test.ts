// The races that cost money, fifty times each.
//
// Of the twenty-four of the plan these do not exist yet, because what races in them does not:
//   capture against void (a hold is used or runs out; nobody can give it back by hand) · member merge, both races ·
//   member erase · transfer between members · coupon, last unit · code claim (nearest: joining with one card) ·
//   budget, last cent · online migration against traffic (migrations run before traffic begins).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Arena, openArena, times } from './arena.ts'
import { backgroundRaces } from './background.ts'
import { holdRaces } from './holds.ts'
import { keyRaces } from './keys.ts'
import { peopleRaces } from './people.ts'
import { pointRaces } from './points.ts'
import { refundRaces } from './refunds.ts'

const rounds = 50
let arena: Arena

beforeAll(async () => {
  arena = await openArena()
})
afterAll(async () => {
  const { results } = await arena.shop.check()
  expect(results.filter(({ breaks }) => breaks > 0)).toEqual([])
  await arena.close()
})

describe.each([
  { about: 'keys', races: keyRaces },
  { about: 'points', races: pointRaces },
  { about: 'holds', races: holdRaces },
  { about: 'refunds', races: refundRaces },
  { about: 'people', races: peopleRaces },
  { about: 'the background', races: backgroundRaces },
])('$about', ({ races }) => {
  test.each(races)('$name', { timeout: 600_000 }, async ({ run, isAlone }) => {
    const togetherMax = isAlone ? 1 : 5
    for (let round = 0; round < rounds; round += togetherMax)
      await Promise.all(times(togetherMax, index => run(arena, round + index)))
  })
})
