import { randomUUID } from 'node:crypto'
import { openContext, wireApp } from '../../src/server/app.ts'
import { openDatabase } from '../../src/server/platform/database.ts'
import { makeSandbox, removeSandbox } from '../../src/server/sandbox/make-sandbox.ts'
import { fillSandbox, openSandbox } from '../../src/server/sandbox/open-sandbox.ts'
import type { Contents } from '../../src/server/sandbox/room.ts'
import { sandboxConfig } from '../../src/server/sandbox/sandbox-place.ts'
import { checkAnswers } from './checked-answers.ts'
import { ownerEmail, ownerPassword, type TestShop } from './test-shop.ts'

const ownPage = { origin: 'http://localhost:8090' }

/** The sandbox of a test shop, in this process; the shop's clock is the one on the wall. The owner is signed in. */
export async function openTestSandbox(shop: TestShop, contents: Contents = 'empty') {
  const timeZone = 'Asia/Shanghai'
  const target = await makeSandbox({ shop: shop.db, target: shop.target, outside: shop.clock, timeZone, contents })
  const db = openDatabase(target, { connectionsMax: 6 })
  const troubles: unknown[] = []
  const wall = await openContext({ db, config: sandboxConfig(shop.config), clock: shop.clock })
  const sandbox = await openSandbox({ context: wall, onTrouble: trouble => troubles.push(trouble) })
  await fillSandbox(sandbox)
  const http = await wireApp(sandbox.context, target, undefined, sandbox)
  checkAnswers(http)
  await http.ready()

  const ask = async (method: 'GET' | 'POST', url: string, payload?: unknown, headers: Record<string, string> = {}) => {
    const answer = await http.inject({
      method,
      url,
      headers: {
        ...(headers.cookie || headers.authorization ? {} : { cookie }),
        ...ownPage,
        'accept-language': 'zh-CN',
        'idempotency-key': randomUUID(),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload: payload as object }),
    })
    const isJson = String(answer.headers['content-type']).includes('json')
    return { status: answer.statusCode, body: isJson ? answer.json() : {}, headers: answer.headers }
  }
  const signIn = await http.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: ownPage,
    payload: { email: ownerEmail, password: ownerPassword },
  })
  const cookie = signIn.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
  return {
    ...sandbox,
    db,
    target,
    http,
    troubles,
    cookie,
    get: (url: string, headers?: Record<string, string>) => ask('GET', url, undefined, headers),
    post: (url: string, payload: unknown, headers?: Record<string, string>) => ask('POST', url, payload, headers),
    /** Asks for a place in time, and waits until the clock is there. */
    moveTo: async (to: string) => {
      const answer = await ask('POST', '/v1/sandbox/clock', { to })
      await sandbox.time.settled()
      if (troubles.length > 0) throw troubles[0]
      return answer
    },
    diary: async (): Promise<{ day: string; kind: string; sentence: string; reasons: string[] }[]> =>
      (await ask('GET', '/v1/sandbox/diary?pageSize=200')).body.lines.toReversed(),
    close: async () => {
      await sandbox.time.stop()
      await http.close()
      await db.close()
      await removeSandbox(shop.db)
    },
  }
}

export type TestSandbox = Awaited<ReturnType<typeof openTestSandbox>>
