import { describe, expect, test } from 'vitest'
import { destinationOf, journeyOf, nextMidnight } from './travel.ts'

const zone = 'Asia/Shanghai'
const now = new Date('2026-01-31T04:00:00Z')
const to = (by: string) => destinationOf({ by }, { now, zone }).toISOString()
const codeOf = (work: () => unknown) => {
  try {
    work()
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

describe('where a clock goes', () => {
  test('days, weeks, months and years keep the hour; a short month ends on its last day', () => {
    expect(to('P1D')).toBe('2026-02-01T04:00:00.000Z')
    expect(to('P1W2D')).toBe('2026-02-09T04:00:00.000Z')
    expect(to('P1M')).toBe('2026-02-28T04:00:00.000Z')
    expect(to('P2Y1D')).toBe('2028-02-01T04:00:00.000Z')
    expect(to('PT36H')).toBe('2026-02-01T16:00:00.000Z')
    expect(to('P1DT30M')).toBe('2026-02-01T04:30:00.000Z')
  })

  test('a day over a change to summer time keeps the hour on the wall', () => {
    const before = new Date('2026-03-28T11:00:00Z')
    expect(destinationOf({ by: 'P1D' }, { now: before, zone: 'Europe/Berlin' }).toISOString()).toBe(
      '2026-03-29T10:00:00.000Z',
    )
  })

  test.each(['', 'P', 'PT', '1D', 'P1.5D', 'P-1D', 'P1DT', 'P1H', 'P1D '])('"%s" is no period', by => {
    expect(codeOf(() => to(by))).toBe('sandbox/period-unreadable')
  })

  test('the very instant is allowed, a millisecond before it is not', () => {
    expect(destinationOf({ to: now.toISOString() }, { now, zone })).toEqual(now)
    const before = new Date(now.getTime() - 1).toISOString()
    expect(codeOf(() => destinationOf({ to: before }, { now, zone }))).toBe('sandbox/backwards')
  })

  test('3653 days are allowed, one more is not', () => {
    expect(to('P3653D')).toBe('2036-02-01T04:00:00.000Z')
    expect(codeOf(() => to('P3654D'))).toBe('sandbox/too-far')
  })
})

describe('the days on the way', () => {
  test('a midnight is passed when the clock arrives exactly at it', () => {
    const midnight = new Date('2026-03-05T16:00:00Z')
    expect(nextMidnight('2026-03-05', { to: midnight, zone })).toEqual({ day: '2026-03-06', at: midnight })
    expect(nextMidnight('2026-03-05', { to: new Date(midnight.getTime() - 1), zone })).toBeUndefined()
  })

  test('a journey counts midnights', () => {
    const from = new Date('2026-03-05T15:59:00Z')
    const at = new Date('2026-03-05T16:00:00Z')
    expect(journeyOf({ from, to: new Date('2026-03-08T00:00:00Z'), at, zone })).toMatchObject({ days: 3, daysDone: 1 })
  })
})
