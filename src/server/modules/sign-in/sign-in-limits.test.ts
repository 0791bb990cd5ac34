import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sessionLimits } from './session-limits.ts'
import { passwordLimits, signInLimits, signInTries } from './sign-in-limits.ts'

const handbook = readFileSync(join(import.meta.dirname, '../../../../docs/operations.md'), 'utf8').replaceAll('\n', ' ')
const minuteMs = 60_000

test('operators read the limits of guessing that hold', () => {
  const { account, device, address } = signInTries
  expect(handbook).toContain(`${account} for an account (apart for each device`)
  expect(handbook).toContain(`${device} for a device, ${address} for an address`)
  const limits = signInLimits({ email: 'a@b.cn', address: '::1', device: 'd', isKnownDevice: false })
  for (const { windowMs } of [...limits, ...passwordLimits('1')])
    expect(handbook).toContain(`Wrong tries are counted for ${windowMs / minuteMs} minutes`)
})

test('and how long somebody stays signed in', () => {
  const { cashier, owner } = sessionLimits
  const [desk, till] = [owner.idleMs / minuteMs, cashier.idleMs / 60 / minuteMs]
  expect(handbook).toContain(`Sessions end after ${desk} minutes without anybody (cashiers: ${till} hours)`)
  for (const { absoluteMs } of Object.values(sessionLimits))
    expect(handbook).toContain(`and after ${absoluteMs / 60 / minuteMs} hours in any case`)
})

test('a stranger and the own device of a person are counted apart', () => {
  const of = (isKnownDevice: boolean) => signInLimits({ email: ' A@B.cn', address: '::1', device: 'd', isKnownDevice })
  expect(of(false)[0]).toMatchObject({ kind: 'sign-in account', who: 'a@b.cn', max: 10 })
  expect(of(true)[0]).toMatchObject({ kind: 'sign-in account on device', who: 'a@b.cn d', max: 10 })
  expect(of(true).slice(1)).toEqual(of(false).slice(1))
})
