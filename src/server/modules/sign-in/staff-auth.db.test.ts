import { hash } from '@node-rs/argon2'
import { getMigrations } from 'better-auth/db/migration'
import { afterAll, expect, test, vi } from 'vitest'
import { openShop, ownerEmail, ownPage } from '../../../../test/support/small-shop.ts'
import { isOutdatedHash } from '../access/passwords.ts'
import { openStaffAuth } from './staff-auth.ts'

const foreign = {
  BETTER_AUTH_SECRET: 'a'.repeat(40),
  BETTER_AUTH_SECRETS: `2:${'b'.repeat(40)}`,
  AUTH_SECRET: 'c'.repeat(40),
  BETTER_AUTH_TRUSTED_ORIGINS: 'http://evil.example',
  BETTER_AUTH_URL: 'http://evil.example',
  BETTER_AUTH_TELEMETRY: 'true',
}
for (const [name, value] of Object.entries(foreign)) vi.stubEnv(name, value)
const shop = await openShop()
const { context, target, facts, http } = shop
const staffAuth = openStaffAuth({ context, target })
afterAll(async () => {
  vi.unstubAllEnvs()
  await staffAuth.close()
  await shop.close()
})

test('the migrated database is what better-auth wants', async () => {
  const { compileMigrations, schemaProblems } = await getMigrations(staffAuth.auth.options)
  expect(await compileMigrations()).toBe(';')
  expect(schemaProblems).toEqual([])
})

test('what the environment says to better-auth does not count', async () => {
  const used = await staffAuth.auth.$context
  expect(used.secret).toBe(context.cipher.authSecret)
  expect(JSON.stringify([...Object.values(used.secretConfig)])).not.toMatch(/a{40}|b{40}|c{40}/)
  expect(used.baseURL).toBe('http://localhost:8080/api/auth')
  const headers = { ...ownPage, origin: 'http://evil.example' }
  const payload = { email: ownerEmail, password: facts.password }
  const answer = await http.inject({ method: 'POST', url: '/api/auth/sign-in/email', headers, payload })
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'organisation/foreign-origin'])
})

test('a hash of older parameters is made anew at the next sign-in', async () => {
  const old = await hash(facts.password, { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 })
  await context.db.run('update staff."account" set password = $1', [old])
  expect((await shop.signIn(ownerEmail, 'not the right one')).statusCode).toBe(401)
  const stored = () => context.db.row<{ password: string }>('select password from staff."account"')
  expect((await stored())?.password).toBe(old)
  expect((await shop.signIn(ownerEmail, facts.password)).statusCode).toBe(200)
  const { password = '' } = (await stored()) ?? {}
  expect(isOutdatedHash(password)).toBe(false)
  expect((await shop.signIn(ownerEmail, facts.password)).statusCode).toBe(200)
})

test('the database holds no token', async () => {
  const { cookies } = await shop.signIn(ownerEmail, facts.password)
  const [token = ''] = cookies.find(({ name }) => name === 'regulars.session_token')?.value.split('.') ?? []
  expect(token).toHaveLength(32)
  const stored = JSON.stringify(await context.db.rows('select * from staff."session"'))
  expect(stored).toContain('"token"')
  expect(stored).not.toContain(token)
})
