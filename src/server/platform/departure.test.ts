import { Agent, type IncomingMessage, request } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { createHttp } from './http.ts'

/** These routes are public and change nothing: they leave no trail. */
const audit = { now: () => new Date(), write: async () => undefined, writeAlone: async () => undefined }

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A server whose one route answers when it is told to. */
async function open() {
  const http = await createHttp({ authenticators: [], audit, logger: false, version: '0' })
  const asked: (() => void)[] = []
  http.get('/slow', { config: { access: 'public' } }, () => new Promise(resolve => asked.push(() => resolve('done'))))
  http.get('/quick', { config: { access: 'public' } }, async () => 'done')
  const port = Number(new URL(await http.listen({ host: '127.0.0.1', port: 0 })).port)
  closing.push(() => http.close())
  /** A client with one connection, kept alive. */
  const client = () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    closing.push(async () => agent.destroy())
    return (path: string) =>
      new Promise<{ status: number | undefined; connection: string | undefined }>((resolve, reject) => {
        request({ host: '127.0.0.1', port, path, agent }, (response: IncomingMessage) => {
          response.resume()
          response.on('end', () => resolve({ status: response.statusCode, connection: response.headers.connection }))
          response.on('error', reject)
        })
          .on('error', reject)
          .end()
      })
  }
  return { http, asked, client }
}

const patient = { noticeMs: 0, idleMs: 60_000, limitMs: 60_000 }

test('what is in hand is finished, its connection closed after it, and nobody new is let in', async () => {
  const { http, asked, client } = await open()
  const answer = client()('/slow')
  await expect.poll(() => asked.length).toBe(1)
  const left = http.departure.leave(patient)
  await expect(client()('/quick')).rejects.toThrow('ECONNREFUSED')
  asked[0]?.()
  expect(await answer).toEqual({ status: 200, connection: 'close' })
  expect(await left).toBe(0)
})

test('whoever comes again on a connection of before is served once more and sent elsewhere', async () => {
  const { http, client } = await open()
  const till = client()
  expect(await till('/quick')).toEqual({ status: 200, connection: 'keep-alive' })
  const left = http.departure.leave(patient)
  expect(http.departure.isLeaving).toBe(true)
  expect(await till('/quick')).toEqual({ status: 200, connection: 'close' })
  expect(await left).toBe(0)
  await expect(till('/quick')).rejects.toThrow('ECONNREFUSED')
})

test('a connection on which nothing happens is closed when its time is over', async () => {
  const { http, client } = await open()
  await client()('/quick')
  expect(await http.departure.leave({ ...patient, idleMs: 30 })).toBe(0)
})

test('whoever does not finish is cut at the limit, and counted', async () => {
  const { http, asked, client } = await open()
  const answer = client()('/slow')
  const refused = expect(answer).rejects.toThrow()
  await expect.poll(() => asked.length).toBe(1)
  expect(await http.departure.leave({ ...patient, limitMs: 30 })).toBe(1)
  await refused
})

test('during the notice requests are still welcome, new ones too', async () => {
  const { http, client } = await open()
  const left = http.departure.leave({ ...patient, noticeMs: 1_000 })
  expect(await client()('/quick')).toEqual({ status: 200, connection: 'close' })
  expect(http.departure.isLeaving).toBe(true)
  expect(await left).toBe(0)
})
