import { hash } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { hashPassword, isOutdatedHash, isRightPassword, randomPassword } from './passwords.ts'

test('a password is kept as argon2id of 46 MiB, one pass, one lane', async () => {
  expect(await hashPassword('a long enough one')).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/)
})

test('the same password typed on another system is right', async () => {
  const stored = await hashPassword('caf\u00e9 \uff11\uff12\uff13 au lait')
  expect(await isRightPassword({ hash: stored, password: 'cafe\u0301 123 au lait' })).toBe(true)
  expect(await isRightPassword({ hash: stored, password: 'cafe 123 au lait' })).toBe(false)
})

test('a hash of other parameters is outdated and still right', async () => {
  for (const cost of [
    { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 },
    { memoryCost: 46 * 1024, timeCost: 1, parallelism: 2 },
  ]) {
    const stored = await hash('a long enough one', cost)
    expect(isOutdatedHash(stored)).toBe(true)
    expect(await isRightPassword({ hash: stored, password: 'a long enough one' })).toBe(true)
  }
  expect(isOutdatedHash(await hashPassword('a long enough one'))).toBe(false)
})

test('a made password has sixteen letters, and no two are alike', () => {
  const made = Array.from({ length: 50 }, randomPassword)
  expect(new Set(made).size).toBe(50)
  for (const password of made) expect(password).toMatch(/^[a-zA-Z2-9]{16}$/)
})
