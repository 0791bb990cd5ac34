import { expect, test } from 'vitest'
import { WaitingLots } from './waiting-lots.ts'

const lot = (owner: number, usableOn: number) => ({ owner, usableOn, expiry: 100, points: 5 })

test('points that wait are usable from their first day on, not the day before', () => {
  const waiting = new WaitingLots()
  waiting.add(1, lot(7, 10))
  waiting.add(1, lot(8, 12))
  expect(waiting.takeRipe(1, 9)).toEqual([])
  expect(waiting.takeRipe(1, 10)).toEqual([lot(7, 10)])
  expect([waiting.points(1), waiting.isAny]).toEqual([5, true])
  expect(waiting.takeRipe(1, 12)).toEqual([lot(8, 12)])
  expect([waiting.points(1), waiting.isAny]).toEqual([0, false])
})

test('a refund draws from the waiting lot of its own sale, and no more than waits', () => {
  const waiting = new WaitingLots()
  waiting.add(1, lot(7, 10))
  waiting.draw(1, 7, 3)
  expect([waiting.left(1, 7), waiting.left(1, 8)]).toEqual([2, 0])
  expect(() => waiting.draw(1, 7, 3)).toThrow('no more is drawn than waits')
})

test('only the lots that are meant end later, and none ends earlier', () => {
  const waiting = new WaitingLots()
  waiting.add(1, lot(7, 10))
  waiting.add(1, lot(8, 10))
  waiting.prolong(1, 200, owner => owner === 7)
  waiting.prolong(1, 50, () => true)
  expect(waiting.takeRipe(1, 10).map(({ expiry }) => expiry)).toEqual([200, 100])
})
