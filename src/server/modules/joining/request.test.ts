import { expect, test } from 'vitest'
import { isInScope, refusalFor, waitsThrough } from './request.ts'

const zone = 'Asia/Shanghai'
const asked = { state: 'waiting', askedBy: 'staff-a', askedAt: new Date('2026-03-05T04:00:00Z') }
const by = (decidedBy: string, on: string) => refusalFor(asked, { decidedBy, on, zone })

test('a request waits for thirty days, the last one included', () => {
  expect(waitsThrough(asked.askedAt, zone)).toBe('2026-04-04')
  expect(by('staff-b', '2026-04-04')).toBe(null)
  expect(by('staff-b', '2026-04-05')).toBe('request-lapsed')
})

test('the day is that of the shop: asked after midnight there, it waits a day longer', () => {
  expect(waitsThrough(new Date('2026-03-05T15:59:59Z'), zone)).toBe('2026-04-04')
  expect(waitsThrough(new Date('2026-03-05T16:00:00Z'), zone)).toBe('2026-04-05')
})

test('who entered it does not decide it, and nothing is decided twice', () => {
  expect(by('staff-a', '2026-03-05')).toBe('own-request')
  for (const [state, refusal] of [
    ['approved', 'already-decided'],
    ['refused', 'already-decided'],
    ['lapsed', 'request-lapsed'],
  ])
    expect(refusalFor({ ...asked, state: state ?? '' }, { decidedBy: 'staff-b', on: '2026-03-05', zone })).toBe(refusal)
})

test('somebody of single stores decides on theirs alone', () => {
  expect([isInScope('all', null), isInScope([1], 1), isInScope([1], 2), isInScope([1], null)]).toEqual([
    true,
    true,
    false,
    false,
  ])
})
