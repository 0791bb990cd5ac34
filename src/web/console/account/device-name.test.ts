import { expect, test } from 'vitest'
import { deviceName } from './device-name.ts'

const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

test('a device is called by browser and system, the more special name first', () => {
  expect(deviceName(`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Edg/140.0.0.0`)).toBe('Edge · Windows')
  expect(deviceName(`Mozilla/5.0 (Linux; Android 14) ${chrome}`)).toBe('Chrome · Android')
  expect(deviceName('Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1')).toBe(
    'Safari · iPad',
  )
  expect(deviceName('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox · Linux')
})

test('what says nothing that we know has no name', () => {
  for (const text of [null, '', 'curl/8.5.0']) expect(deviceName(text)).toBeNull()
})
