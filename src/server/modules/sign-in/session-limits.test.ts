import { expect, test } from 'vitest'
import { staffRoles } from '../../../shared/contract/organisation.ts'
import { endOf, isOver, sessionLimits, showsPresence } from './session-limits.ts'

const startedAt = new Date('2026-03-05T04:00:00Z')
const after = (ms: number) => new Date(startedAt.getTime() + ms)

test('a session is over at the instant of its idle limit, not a millisecond earlier', () => {
  for (const role of staffRoles) {
    const { idleMs } = sessionLimits[role]
    const session = { role, startedAt, usedAt: startedAt }
    expect([isOver(session, after(idleMs - 1)), isOver(session, after(idleMs))], role).toEqual([false, true])
  }
})

test('use does not carry a session over its absolute limit', () => {
  for (const role of staffRoles) {
    const { absoluteMs } = sessionLimits[role]
    const session = { role, startedAt, usedAt: after(absoluteMs - 1) }
    expect([isOver(session, after(absoluteMs - 1)), isOver(session, after(absoluteMs))], role).toEqual([false, true])
  }
})

test('a desk is left after half an hour, a till after four; nobody works more than twelve', () => {
  const hours = (ms: number) => ms / 3_600_000
  const table = staffRoles.map(role => [role, hours(sessionLimits[role].idleMs), hours(sessionLimits[role].absoluteMs)])
  expect(table).toEqual([
    ['owner', 0.5, 12],
    ['operations', 0.5, 12],
    ['cashier', 4, 12],
    ['service', 0.5, 12],
  ])
})

test('the end that is told is the nearer one', () => {
  const idle = { role: 'owner', startedAt, usedAt: startedAt } as const
  expect(endOf(idle)).toEqual(after(30 * 60_000))
  expect(endOf({ ...idle, usedAt: after(12 * 3_600_000 - 1) })).toEqual(after(12 * 3_600_000))
})

test('a page that only reads by itself shows nobody', () => {
  expect(showsPresence({ method: 'GET', present: false })).toBe(false)
  expect(showsPresence({ method: 'GET', present: true })).toBe(true)
  expect(showsPresence({ method: 'POST', present: false })).toBe(true)
})
