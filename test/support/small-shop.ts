import { randomBytes, randomUUID } from 'node:crypto'
import { accessRoutes, foundShop } from '../../src/server/modules/access/index.ts'
import { Trail } from '../../src/server/modules/audit/index.ts'
import { apiKeyAuthenticator, keyRoutes, tillAuthenticator, tillDigests } from '../../src/server/modules/keys/index.ts'
import { organisationRoutes } from '../../src/server/modules/organisation/index.ts'
import {
  openStaffAuth,
  type Passwords,
  signInRoutes,
  staffAuthenticator,
} from '../../src/server/modules/sign-in/index.ts'
import { Cipher } from '../../src/server/platform/cipher.ts'
import { ManualClock } from '../../src/server/platform/clock.ts'
import { readConfig } from '../../src/server/platform/config.ts'
import type { Context } from '../../src/server/platform/context.ts'
import { type ConnectionTarget, openDatabase } from '../../src/server/platform/database.ts'
import { createHttp, type Http } from '../../src/server/platform/http.ts'
import { UseOnce } from '../../src/server/platform/use-once.ts'
import { signTillRequest, type TillKey } from '../../src/shared/till-signature.ts'
import { freshDatabase } from './database.ts'

export const ownerEmail = 'owner@shop.example'
export const ownPage = { origin: 'http://localhost:8080' }

export function testCipher(): Cipher {
  return new Cipher({ encryption: randomBytes(32), index: randomBytes(32), auth: randomBytes(32) })
}

/** What foundShop is told in tests: store S1 with till T1. */
export function shopFacts() {
  return {
    organisation: { name: 'Shop', timeZone: 'Asia/Shanghai', currency: 'CNY', isDemo: false },
    brand: { code: 'B1', name: 'Brand' },
    store: { code: 'S1', name: 'Store 1' },
    till: { code: 'T1', name: 'Till 1' },
    owner: { staffId: randomUUID(), name: 'Olive', email: ownerEmail },
    password: 'correct horse battery',
    secondFactor: 'offered' as const,
    now: new Date('2026-03-05T04:00:00Z'),
  }
}

type Settings = Record<string, string>
type AddRoutes = (http: Http, context: Context) => void
type Web = { context: Context; target: ConnectionTarget; addRoutes?: AddRoutes; passwords?: Passwords | undefined }

/** One web process. */
async function openWeb({ context, target, addRoutes = () => undefined, passwords }: Web) {
  const staffAuth = openStaffAuth({ context, target, ...(passwords && { passwords }) })
  const useOnce = new UseOnce(context)
  const http = await createHttp({
    authenticators: [
      tillAuthenticator(context, { useOnce }),
      apiKeyAuthenticator(context),
      staffAuthenticator(context),
    ],
    audit: new Trail(context),
    logger: false,
    trustedProxies: context.config.trustedProxies,
    version: '0',
  })
  organisationRoutes(http, context)
  accessRoutes(http, context)
  keyRoutes(http, context)
  signInRoutes(http, { context, staffAuth, useOnce })
  addRoutes(http, context)
  http.addHook('onClose', () => staffAuth.close())
  await http.ready()
  return http
}

export type ShopOptions = {
  addRoutes?: AddRoutes
  settings?: Settings
  secondFactor?: 'required' | 'offered'
  passwords?: Passwords
}

/** A founded organisation behind real HTTP, in a database of its own. */
export async function openShop({ addRoutes, settings = {}, secondFactor = 'offered', passwords }: ShopOptions = {}) {
  const { db, target, drop } = await freshDatabase()
  const facts = { ...shopFacts(), secondFactor }
  const clock = new ManualClock(facts.now)
  const context = { db, clock, config: readConfig(settings), cipher: testCipher(), timeZone: 'Asia/Shanghai' }
  const http = await openWeb({ context, target, passwords, ...(addRoutes && { addRoutes }) })
  await db.transaction(tx => foundShop(tx, facts))

  const signIn = (email: string, password: string) =>
    http.inject({ method: 'POST', url: '/api/auth/sign-in/email', headers: ownPage, payload: { email, password } })

  return {
    context,
    clock,
    http,
    target,
    facts,
    signIn,
    /** The cookie header of somebody who signs in. */
    cookieOf: async (email: string, password: string) => {
      const { cookies } = await signIn(email, password)
      return { ...ownPage, cookie: cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ') }
    },
    /** Another web process of the same shop, as far as the database can tell. */
    openElsewhere: async () => {
      const own = openDatabase(target, { connectionsMax: 4 })
      const other = await openWeb({ context: { ...context, db: own }, target, ...(addRoutes && { addRoutes }) })
      return {
        http: other,
        close: async () => {
          await other.close()
          await own.close()
        },
      }
    },
    close: async () => {
      await http.close()
      await drop()
    },
  }
}

export type Shop = Awaited<ReturnType<typeof openShop>>

/** Headers of a mutation under a new key. */
export function withKey(headers: Record<string, string>, key: string = randomUUID()): Record<string, string> {
  return { ...headers, 'idempotency-key': key }
}

export type SignedCall = { key: TillKey; at: Date; path: string; body?: object; nonce?: string }

/** What http.inject needs for a POST that a till signed. */
export function signedByTill({ key, at, path, body = {}, nonce = randomUUID() }: SignedCall) {
  const payload = JSON.stringify(body)
  const request = { method: 'POST', path, body: payload, time: at.toISOString(), nonce }
  const headers = { 'content-type': 'application/json', ...signTillRequest(request, key, tillDigests) }
  return { method: 'POST' as const, url: path, headers, payload }
}
