import { expect, test } from 'vitest'
import { ManualClock } from '../platform/clock.ts'
import { TestClock } from './test-clock.ts'

const at = new Date('2030-01-01T00:00:00Z')
const since = new Date('2026-03-05T00:00:00Z')

test('a clock that stands shows one instant, whatever time it is outside', () => {
  const outside = new ManualClock(since)
  const clock = new TestClock(outside, { at, runsSince: null })
  outside.moveTo('2027-01-01T00:00:00Z')
  expect(clock.now()).toEqual(at)
})

test('a clock that runs goes on as time does outside, and never back', () => {
  const outside = new ManualClock(since)
  const clock = new TestClock(outside, { at, runsSince: since })
  expect(clock.now()).toEqual(at)
  outside.moveTo('2026-03-05T00:00:01.500Z')
  expect(clock.now()).toEqual(new Date('2030-01-01T00:00:01.500Z'))
  outside.moveTo('2026-03-04T00:00:00Z')
  expect(clock.now()).toEqual(at)
})
