import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../../../test/support/test-shop.ts'

// What arrives is not always what a client library would send.

let shop: TestShop
let port = 0

beforeAll(async () => {
  shop = await openTestShop()
  port = Number(new URL(await shop.http.listen({ host: '127.0.0.1', port: 0 })).port)
})
afterAll(() => shop.close())

/** Sends bytes as they are, and reads until the server has said all. */
function send(bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.setEncoding('utf8').on('data', part => {
      text += part
    })
    socket.on('end', () => {
      socket.end()
      resolve(text)
    })
    socket.on('error', reject)
  })
}

const request = (line: string, headers: readonly string[] = []) =>
  [`${line} HTTP/1.1`, 'host: shop', 'connection: close', 'accept-language: en', ...headers, '', ''].join('\r\n')

/** Posts a body of bytes. */
function post(url: string, body: Buffer) {
  const headers = ['content-type: application/json', `content-length: ${body.length}`, 'idempotency-key: k']
  const head = request(`POST ${url}`, [...headers, `authorization: ${shop.bearer.authorization}`])
  return send(Buffer.concat([Buffer.from(head), body]))
}

function problemIn(text: string) {
  expect(text).toMatch(/content-type: application\/problem\+json/i)
  const body = JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4))
  expect(Object.keys(body).sort()).toEqual(['code', 'details', 'status', 'title', 'type'])
  expect(text).toMatch(new RegExp(`^HTTP/1.1 ${body.status} `))
  return [body.status, body.code, body.title]
}

test('an address that cannot be read is refused in our words and the language asked for', async () => {
  for (const url of ['/v1/members/%', '/v1/members/%zz', '/v1/checkouts/%c0%80', `/v1/checkouts/${'x'.repeat(201)}`])
    expect(problemIn(await send(request(`GET ${url}`)))).toEqual([
      400,
      'request/not-an-address',
      'The address is too long or not well-formed: check the % and other special characters in it.',
    ])
})

test('what is no HTTP is told so, in the same shape', async () => {
  for (const noise of ['\u0016\u0003\u0001\u0002\r\n\r\n', 'GET\r\n\r\n', `${request('GET /', ['a b: c'])}`])
    expect(problemIn(await send(noise))).toEqual([400, 'request/not-http', '收到的不是有效的 HTTP 请求。'])
})

test('headers above what a server reads are told to be too large', async () => {
  const answer = problemIn(await send(request('GET /', [`cookie: ${'x'.repeat(20_000)}`])))
  expect(answer.slice(0, 2)).toEqual([413, 'request/headers-too-large'])
})

test('bytes that are no UTF-8 are refused, and nobody gets a name with a question mark', async () => {
  const good = Buffer.from('{"name":"王小明"}')
  expect(await post('/v1/members', good)).toMatch(/^HTTP\/1.1 201 /)
  const bad = Buffer.from(good)
  bad[11] = 0xff
  expect(problemIn(await post('/v1/members', bad)).slice(0, 2)).toEqual([400, 'request/not-legible'])
})

test('NUL and half of a pair are refused in bodies, paths and queries', async () => {
  for (const name of ['a\0b', 'a\ud800'])
    expect((await shop.post('/v1/members', { name })).body.code).toBe('request/not-legible')
  expect((await shop.get('/v1/members/%00')).body.code).toBe('request/not-legible')
  expect((await shop.get('/v1/members?search=%00')).body.code).toBe('request/not-legible')
})

test('a field with a dollar sign is named as it was written', async () => {
  const { body } = await shop.post('/v1/members', { name: 'x', "$&$'$1": 1 })
  expect(body.title).toBe("Something in the request is not right: /$&$'$1 is not a known field")
})
