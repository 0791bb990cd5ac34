import { expect, test } from 'vitest'
import { centsFor, lessPoints, morePoints, nearestPoints, wishByKey } from './redeem.ts'

const choice = { pointsMin: 300, pointsMax: 500, pointsStep: 100, centsPerStep: 1000 }

test('the first step is the least that the rule takes', () => {
  expect(morePoints(choice, 0)).toBe(300)
})

test('nothing goes beyond the most', () => {
  expect(morePoints(choice, 500)).toBe(500)
  expect(morePoints({ ...choice, pointsMax: 0 }, 0)).toBe(0)
})

test('below the least comes nothing', () => {
  expect(lessPoints(choice, 300)).toBe(0)
  expect(lessPoints(choice, 400)).toBe(300)
  expect(lessPoints(choice, 0)).toBe(0)
})

test('a slider cannot rest between nothing and the least', () => {
  expect([0, 100, 200, 300, 400].map(points => nearestPoints(choice, points))).toEqual([0, 0, 300, 300, 400])
})

test('points become money by whole steps', () => {
  expect(centsFor(choice, 500)).toBe(5000)
})

test('arrows go a step, End goes to the most and Home to nothing; other keys mean something else', () => {
  const at = (points: number) => (key: string) => wishByKey(key, { choice, points })
  expect(['ArrowUp', '+', 'ArrowDown', '-', 'End', 'Home'].map(at(400))).toEqual([500, 500, 300, 300, 500, 0])
  expect(at(500)('ArrowUp')).toBe(500)
  expect(at(300)('ArrowDown')).toBe(0)
  expect(at(300)('Enter')).toBeNull()
})
