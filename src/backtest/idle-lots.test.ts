import { expect, test } from 'vitest'
import { dayNumber } from './days.ts'
import { IdleLots } from './idle-lots.ts'
import { anybody, LotPool } from './lots.ts'

const term = { period: { count: 2, unit: 'months' }, keptBy: ['purchase'] } as const
const day = (text: string) => dayNumber(text)

test('what keeps points lets the lots under those terms end two months after it, all others as before', () => {
  const idle = new IdleLots()
  const pool = new LotPool(1)
  const owner = idle.ownerOf(anybody, term)
  pool.add(0, { expiry: day('2026-03-01'), owner, points: 10 })
  pool.add(0, { expiry: day('2026-03-02'), owner: anybody, points: 5 })
  expect(idle.keep(0, day('2026-02-10'), 'redemption')).toEqual([])
  for (const { expiry, isMeant } of idle.keep(0, day('2026-02-10'), 'purchase')) pool.prolong(0, expiry, isMeant)
  const ended: [number, number][] = []
  pool.expire(0, day('2026-04-10'), (points, expiry) => ended.push([points, expiry]))
  expect([ended, pool.usable(0)]).toEqual([[[5, day('2026-03-02')]], 10])
  pool.expire(0, day('2026-04-11'), (points, expiry) => ended.push([points, expiry]))
  expect([ended.at(-1), pool.usable(0)]).toEqual([[10, day('2026-04-11')], 0])
})

test('points that come back end as if they had never been away, unless their end had come before', () => {
  const idle = new IdleLots()
  const owner = idle.ownerOf(4, term)
  idle.keep(0, day('2026-02-28'), 'purchase')
  const back = (expiry: string) => idle.catchUp(0, { expiry: day(expiry), owner, points: 1 }).expiry
  expect(back('2026-03-01')).toBe(day('2026-04-29'))
  expect(back('2026-02-28')).toBe(day('2026-02-28'))
})
