import { expect, test } from 'vitest'
import { deviceCookie, deviceOf, newDevice } from './device.ts'

test('a device is known again by the cookie that it was given', () => {
  const device = newDevice()
  const [pair] = deviceCookie(device, { isSecure: false }).split(';')
  expect(deviceOf(`a=b; ${pair}; c=d`)).toBe(device)
  expect(deviceOf(pair)).toBe(device)
})

test('what we never gave is no device', () => {
  for (const cookies of [
    undefined,
    '',
    'regulars.device=abc',
    `regulars.device=${'x'.repeat(44)}`,
    `xregulars.device=${'x'.repeat(43)}`,
  ])
    expect(deviceOf(cookies), cookies).toBeUndefined()
})

test('the cookie goes to the sign-in routes only, out of reach of scripts, and over https where pages are', () => {
  expect(deviceCookie('d', { isSecure: false })).toMatch(/Path=\/api\/auth; HttpOnly; SameSite=Lax$/)
  expect(deviceCookie('d', { isSecure: true })).toMatch(/; Secure$/)
})
