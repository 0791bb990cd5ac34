import { expect, test } from 'vitest'
import { instantOnWall } from './wall-time.ts'

test('a time on the wall is that of the shop, also on the day that the clock is put on', () => {
  expect(instantOnWall('2027-03-06T09:30', 'Asia/Shanghai').toISOString()).toBe('2027-03-06T01:30:00.000Z')
  expect(instantOnWall('2026-03-29T01:30', 'Europe/Berlin').toISOString()).toBe('2026-03-29T00:30:00.000Z')
  expect(instantOnWall('2026-03-29T09:30', 'Europe/Berlin').toISOString()).toBe('2026-03-29T07:30:00.000Z')
})
