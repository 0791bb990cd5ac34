import { describe, expect, test } from 'vitest'
import { meet, periodOf, type Release, releaseIn, standingReleases } from './release.ts'

const day = (number: number) => new Date(Date.UTC(2026, 2, number))
const justBefore = (instant: Date) => new Date(instant.getTime() - 1)

function release(number: number, version: number, from: Date, more: Partial<Release> = {}): Release {
  return {
    programCode: 'shop',
    number,
    version,
    kind: 'full',
    storeCodes: null,
    inForceFrom: from,
    cancels: null,
    releasedAt: day(1),
    releasedBy: 'Olive',
    approvedBy: null,
    isApprovedAlone: false,
    changeId: null,
    note: null,
    ...more,
  }
}

const canary = (number: number, version: number, from: Date, ...storeCodes: string[]) =>
  release(number, version, from, { kind: 'canary', storeCodes })
const versionIn = (releases: Release[], store: string | null, at: Date) =>
  releaseIn(standingReleases(releases), store, at)?.version

describe('which version rules', () => {
  const tried = [release(1, 1, day(1)), canary(2, 2, day(10), 'S02'), release(3, 2, day(20))]

  test('a release begins at its very instant', () => {
    expect(versionIn(tried, 'S01', justBefore(day(1)))).toBe(undefined)
    expect(versionIn(tried, 'S01', day(1))).toBe(1)
    expect(versionIn(tried, 'S01', justBefore(day(20)))).toBe(1)
    expect(versionIn(tried, 'S01', day(20))).toBe(2)
  })

  test('a trial rules its stores and not their neighbours', () => {
    expect(versionIn(tried, 'S02', justBefore(day(10)))).toBe(1)
    expect(versionIn(tried, 'S02', day(10))).toBe(2)
    expect(versionIn(tried, 'S01', day(10))).toBe(1)
    expect(versionIn(tried, null, day(10))).toBe(1)
  })

  test('a trial ends with an earlier version in its stores', () => {
    const ended = [...tried.slice(0, 2), release(3, 1, day(12), { kind: 'rollback', storeCodes: ['S02'] })]
    expect(versionIn(ended, 'S02', justBefore(day(12)))).toBe(2)
    expect(versionIn(ended, 'S02', day(12))).toBe(1)
  })

  test('of two at one instant the later number rules', () => {
    expect(versionIn([release(1, 1, day(1)), release(2, 2, day(1))], null, day(1))).toBe(2)
  })

  test('what is cancelled never rules, and neither does the cancellation', () => {
    const cancelled = [...tried, release(4, 2, day(20), { kind: 'cancel', cancels: 3 })]
    expect(versionIn(cancelled, 'S01', day(30))).toBe(1)
    expect(versionIn(cancelled, 'S02', day(30))).toBe(2)
  })
})

test('two releases meet where they have a store in common', () => {
  expect(meet(canary(1, 1, day(1), 'S01'), canary(2, 2, day(1), 'S02'))).toBe(false)
  expect(meet(canary(1, 1, day(1), 'S01'), canary(2, 2, day(1), 'S02', 'S01'))).toBe(true)
  expect(meet(canary(1, 1, day(1), 'S01'), release(2, 2, day(1)))).toBe(true)
})

describe('when a version ruled', () => {
  test('from its first instant to its last anywhere', () => {
    const standing = standingReleases([release(1, 1, day(1)), canary(2, 2, day(10), 'S02'), release(3, 3, day(20))])
    expect(periodOf(standing, 1)).toEqual({ from: day(1), to: day(20) })
    expect(periodOf(standing, 2)).toEqual({ from: day(10), to: day(20) })
    expect(periodOf(standing, 3)).toEqual({ from: day(20), to: null })
    expect(periodOf(standing, 4)).toBe(null)
  })

  test('what was replaced at the instant it would have begun never ruled', () => {
    expect(periodOf(standingReleases([release(1, 1, day(1)), release(2, 2, day(1))]), 1)).toBe(null)
  })

  test('a version that came back has no end again', () => {
    const back = [release(1, 1, day(1)), release(2, 2, day(5)), release(3, 1, day(6), { kind: 'rollback' })]
    expect(periodOf(standingReleases(back), 1)).toEqual({ from: day(1), to: null })
  })
})
