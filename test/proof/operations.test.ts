import { expect, test } from 'vitest'
import { planOf } from './operations.ts'

const listOf = (seed: number, operations: number) => {
  const plan = planOf(seed, { operations, kills: 5 })
  return Array.from({ length: operations }, (_, index) => plan.operations.at(index))
}

test('one seed is one list of operations and kills, in whatever order it is asked for', () => {
  const plan = planOf(7, { operations: 5_000, kills: 5 })
  const backwards = Array.from({ length: 5_000 }, (_, index) => plan.operations.at(4_999 - index)).reverse()
  expect(backwards).toEqual(listOf(7, 5_000))
  expect(plan.kills).toEqual(planOf(7, { operations: 5_000, kills: 5 }).kills)
})

test('another seed is another list', () => {
  expect(listOf(8, 100)).not.toEqual(listOf(7, 100))
})

test('kills are spread over the run, in its order, and hit everything', () => {
  const { kills } = planOf(7, { operations: 1_000, kills: 5 })
  const places = kills.map(({ atOperation }) => atOperation)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places.every((place, index) => Math.floor(place / 200) === index)).toBe(true)
  expect(new Set(kills.map(({ target }) => target))).toEqual(new Set(['answer', 'web', 'worker', 'database']))
})

test('there is no operation before the first and none after the last', () => {
  const { operations } = planOf(7, { operations: 10, kills: 0 })
  expect([operations.at(-1), operations.at(10)]).toEqual([undefined, undefined])
  expect(operations.at(9)).toBeDefined()
})
