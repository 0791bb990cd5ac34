import { Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { createHttp } from './http.ts'
import { httpErrors } from './http-errors.ts'
import { errorFacts, type LogLevel, logOptions } from './log.ts'
import { logRequests, requestIdOf } from './request-log.ts'

/** These routes are public and change nothing: they leave no trail. */
const audit = { now: () => new Date(), write: async () => undefined, writeAlone: async () => undefined }

/** A server whose log is read, and the lines of what was asked of it. */
async function linesOf(level: LogLevel, ask: (http: Awaited<ReturnType<typeof createHttp>>) => Promise<unknown>) {
  let text = ''
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += chunk
      done()
    },
  })
  const http = await createHttp({
    authenticators: [],
    audit,
    logger: { ...logOptions(level, 'web-1'), stream },
    version: '0',
  })
  logRequests(http, level)
  const open = { config: { access: 'public' } } as const
  http.get('/members/:phone', open, async () => 'ok')
  http.get('/away', open, async () => {
    throw httpErrors.make('database-away')
  })
  http.get('/bug', open, async () => {
    throw Object.assign(new Error('a bug'), { detail: 'Key (phone)=(13800138000)' })
  })
  await ask(http)
  await pause(0)
  await http.close()
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
}

const ask = async (http: Awaited<ReturnType<typeof createHttp>>) => {
  const headers = { 'x-request-id': 'till-7.receipt_42' }
  for (const url of ['/members/13800138000?name=x', '/nowhere/13800138000', '/away', '/bug'])
    await http.inject({ url, headers })
}

test('at debug each request has a line, with its route and not its address', async () => {
  const lines = await linesOf('debug', ask)
  const [first] = lines.filter(({ msg }) => msg === 'request')
  expect(first).toEqual({
    level: 'debug',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    process: 'web-1',
    requestId: 'till-7.receipt_42',
    method: 'GET',
    route: '/members/:phone',
    status: 200,
    ms: expect.any(Number),
    msg: 'request',
  })
  expect(JSON.stringify(lines)).not.toContain('13800138000')
})

test('at info those that were refused, at warn those that failed, at error what broke', async () => {
  const seen = async (level: LogLevel) =>
    (await linesOf(level, ask)).map(({ msg, status, code, level: of }) => [msg, status ?? null, code ?? null, of])
  const refused = ['request', 404, 'request/no-such-route', 'info']
  const away = ['request', 503, 'request/database-away', 'warn']
  const broken = ['broken', null, null, 'error']
  const failed = ['request', 500, 'request/broken', 'warn']
  expect(await seen('info')).toEqual([refused, away, broken, failed])
  expect(await seen('warn')).toEqual([away, broken, failed])
  expect(await seen('error')).toEqual([broken])
})

test('the number in the answer is the number in the log', async () => {
  let told = ''
  const [line] = await linesOf('error', async http => {
    const answer = await http.inject('/bug')
    told = answer.json().details.requestId
    expect(answer.headers['x-request-id']).toBe(told)
  })
  expect(line).toMatchObject({ requestId: told, err: { type: 'Error', message: 'a bug' } })
})

test("a caller's own number of a request is kept when it is well formed, and replaced when not", () => {
  const idOf = (given: string | undefined) => {
    const headers = given === undefined ? {} : { 'x-request-id': given }
    return requestIdOf({ headers })
  }
  expect(idOf('12345678')).toBe('12345678')
  expect(idOf('a'.repeat(64))).toBe('a'.repeat(64))
  for (const given of ['1234567', 'a'.repeat(65), 'two words', 'a\nnew line', '{"level":"error"}', undefined])
    expect(idOf(given)).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/)
})

test('of a database error the row stays out of the log, also where it is the cause', () => {
  const error = Object.assign(new pg.DatabaseError('duplicate key', 0, 'error'), {
    code: '23505',
    constraint: 'identity_pkey',
    detail: 'Key (phone)=(13800138000) already exists.',
    where: 'COPY line 1: 13800138000',
  })
  const facts = errorFacts(new Error('could not join', { cause: error }))
  expect(facts).toMatchObject({ cause: { type: 'DatabaseError', code: '23505', constraint: 'identity_pkey' } })
  expect(JSON.stringify(facts)).not.toContain('13800138000')
})
