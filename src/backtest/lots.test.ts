import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { never } from './days.ts'
import { anybody, LotPool } from './lots.ts'

const drawn = (pool: LotPool, points: number, preferred = anybody) => {
  const parts: { expiry: number; owner: number; points: number }[] = []
  pool.draw(0, points, { preferred, parts })
  return parts.map(part => [part.expiry, part.owner, part.points])
}

describe('the lots of an account', () => {
  test('are drawn first to end first, and never-ending last', () => {
    const pool = new LotPool(1)
    pool.add(0, { expiry: never, owner: anybody, points: 5 })
    pool.add(0, { expiry: 20, owner: anybody, points: 5 })
    pool.add(0, { expiry: 10, owner: anybody, points: 5 })
    expect(drawn(pool, 12)).toEqual([
      [10, -1, 5],
      [20, -1, 5],
      [never, -1, 2],
    ])
  })

  test('of one sale are found by it, and drawn first when it comes back', () => {
    const pool = new LotPool(1)
    pool.add(0, { expiry: 10, owner: anybody, points: 5 })
    pool.add(0, { expiry: 20, owner: 7, points: 5 })
    expect(pool.left(0, 7)).toBe(5)
    expect(drawn(pool, 6, 7)).toEqual([
      [20, 7, 5],
      [10, -1, 1],
    ])
    expect(pool.left(0, 7)).toBe(0)
  })

  test('end at the beginning of their day, and not the day before', () => {
    const pool = new LotPool(1)
    pool.add(0, { expiry: 10, owner: 3, points: 5 })
    const ended: number[][] = []
    pool.expire(0, 9, (...what) => ended.push(what))
    expect(ended).toEqual([])
    pool.expire(0, 10, (...what) => ended.push(what))
    expect(ended).toEqual([[5, 10, 3]])
    expect(pool.usable[0]).toBe(0)
  })

  test('more than there is cannot be drawn', () => {
    const pool = new LotPool(1)
    pool.add(0, { expiry: 10, owner: anybody, points: 5 })
    expect(() => pool.draw(0, 6, { preferred: anybody, parts: null })).toThrow()
  })

  test('behave as a list of all lots, sorted, does', () => {
    const step = fc.record({
      add: fc.boolean(),
      expiry: fc.integer({ min: 1, max: 6 }),
      owner: fc.integer({ min: -1, max: 3 }),
      points: fc.integer({ min: 1, max: 9 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        const pool = new LotPool(2)
        const model: { expiry: number; owner: number; points: number }[] = []
        for (const { add, expiry, owner, points } of steps) {
          const has = model.reduce((sum, lot) => sum + lot.points, 0)
          if (add) {
            pool.add(1, { expiry, owner, points })
            model.push({ expiry, owner, points })
            model.sort((a, b) => a.expiry - b.expiry)
          } else if (has > 0) {
            let missing = Math.min(points, has)
            pool.draw(1, missing, { preferred: anybody, parts: null })
            for (const lot of model) {
              const taken = Math.min(lot.points, missing)
              lot.points -= taken
              missing -= taken
            }
          }
          expect(pool.usable[1]).toBe(model.reduce((sum, lot) => sum + lot.points, 0))
        }
        const byDay: Record<number, number> = {}
        pool.expire(1, 99, (points, day) => {
          byDay[day] = (byDay[day] ?? 0) + points
        })
        const expected: Record<number, number> = {}
        for (const lot of model) if (lot.points > 0) expected[lot.expiry] = (expected[lot.expiry] ?? 0) + lot.points
        expect(byDay).toEqual(expected)
      }),
    )
  })
})
