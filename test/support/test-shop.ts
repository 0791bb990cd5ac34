import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildApp } from '../../src/server/app.ts'
import { foundShop, permissions } from '../../src/server/modules/access/index.ts'
import { addApiKey, apiKeyText, newKeyId, secretOf } from '../../src/server/modules/keys/index.ts'
import { checkLedger } from '../../src/server/modules/ledger/index.ts'
import { storeDirectory } from '../../src/server/modules/organisation/index.ts'
import { publishProgram } from '../../src/server/modules/programs/index.ts'
import { ManualClock } from '../../src/server/platform/clock.ts'
import { readConfig } from '../../src/server/platform/config.ts'
import type { Context } from '../../src/server/platform/context.ts'
import { openCipher } from '../../src/server/platform/key-file.ts'
import { checkAnswers } from './checked-answers.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { removeFolder, temporaryFolder } from './temporary-folder.ts'

export const ownerEmail = 'owner@shop.example'
export const ownerPassword = 'correct horse battery staple'

export type Answer = { status: number; body: any; text: string; headers: Record<string, unknown> }
export type Call = { key?: string | null; language?: string; as?: Record<string, string> }
export type TestShopOptions = {
  program?: string
  startAt?: string
  settings?: Record<string, string>
  secondFactor?: 'required' | 'offered'
  timeZone?: string
  /** A database of its own kind, such as one on a server that the test may end. */
  database?: FreshDatabase
}

/** A whole shop for tests: every route on a database of its own, a clock that we move, and a program in force since 2000. */
export async function openTestShop({
  program = 'p07-accessory-shop',
  startAt = '2026-03-05T04:00:00Z',
  settings = {},
  secondFactor = 'offered',
  timeZone = 'Asia/Shanghai',
  database,
}: TestShopOptions = {}) {
  const { db, target, drop } = database ?? (await freshDatabase())
  const folder = await temporaryFolder()
  const config = readConfig({
    REGULARS_KEY_FILE: join(folder, 'regulars.key'),
    REGULARS_LOG: 'error',
    // Tests give points by hand so that something begins with a balance; those about the limits set them.
    REGULARS_ADJUSTMENT_LIMIT: '1000000',
    REGULARS_ADJUSTMENT_DAY_LIMIT: '1000000000',
    ...settings,
  })
  const clock = new ManualClock(startAt)
  await db.transaction(tx =>
    foundShop(tx, {
      organisation: { name: 'Shop', timeZone, currency: 'CNY', isDemo: false },
      brand: { code: 'main', name: 'Brand' },
      store: { code: 'S01', name: 'Store 1' },
      till: { code: 'T1', name: 'Till 1' },
      owner: { staffId: randomUUID(), name: 'Olive', email: ownerEmail },
      password: ownerPassword,
      secondFactor,
      now: clock.now(),
    }),
  )
  const publish = async (document: string, inForceFrom = '2000-01-01T00:00:00Z') => {
    const directory = await storeDirectory(db)
    const request = {
      document,
      inForceFrom: new Date(inForceFrom),
      note: null,
      publishedBy: 'test',
      now: clock.now(),
      zone: timeZone,
      directory,
    }
    return db.transaction(tx => publishProgram(tx, request))
  }
  await publish(await readFile(join(import.meta.dirname, `../../programs/${program}.yaml`), 'utf8'))
  const cipher = await openCipher(db, config.keyFile)
  const { keyId } = await db.transaction(tx =>
    addApiKey(tx, { keyId: newKeyId(), name: 'tests', scopes: [...permissions], now: clock.now(), cipher }),
  )
  const http = await buildApp({ db, target, config, clock })
  checkAnswers(http)
  await http.ready()

  const bearer = { authorization: `Bearer ${apiKeyText({ keyId, secret: secretOf(cipher, keyId) })}` }
  /** Sends a request with every permission. A mutation gets a fresh key, unless the call names one; null sends none. */
  const call = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: unknown,
    { key = randomUUID(), language = 'en', as = bearer }: Call = {},
  ): Promise<Answer> => {
    const headers = {
      ...as,
      'accept-language': language,
      ...(key === null || method === 'GET' ? {} : { 'idempotency-key': key }),
    }
    const response = await http.inject({
      method,
      url,
      headers,
      ...(payload === undefined ? {} : { payload: payload as object }),
    })
    const isJson = String(response.headers['content-type']).includes('json')
    return {
      status: response.statusCode,
      body: isJson ? response.json() : response.body,
      text: response.body,
      headers: response.headers,
    }
  }
  return {
    context: { db, clock, config, cipher, timeZone } satisfies Context,
    db,
    target,
    http,
    config,
    clock,
    cipher,
    bearer,
    call,
    publish,
    get: (url: string, options?: Call) => call('GET', url, undefined, options),
    post: (url: string, payload: unknown, options?: Call) => call('POST', url, payload, options),
    /** Proves the ledger after whatever the test did. */
    check: () => checkLedger(db, { now: clock.now() }),
    close: async () => {
      await http.close()
      await drop()
      await removeFolder(folder)
    },
  }
}

export type TestShop = Awaited<ReturnType<typeof openTestShop>>

let receiptCount = 0

/** One line of a receipt: ¥ as a number of yuan. */
export function line(
  yuan: number,
  { lineNumber = 1, quantity = 1, ...more }: Record<string, unknown> & { lineNumber?: number; quantity?: number } = {},
) {
  return { lineNumber, sku: `sku-${lineNumber}`, quantity, unitPriceCents: Math.round(yuan * 100), ...more }
}

/** A receipt at S01/T1 with a number of its own. */
export function receipt(lines: unknown[], more: Record<string, unknown> = {}) {
  receiptCount += 1
  return { storeCode: 'S01', tillCode: 'T1', receiptNumber: `R${receiptCount}`, lines, ...more }
}

export function refundOf(receiptId: string, more: Record<string, unknown> = {}) {
  receiptCount += 1
  return { storeCode: 'S01', tillCode: 'T1', refundNumber: `F${receiptCount}`, receipt: { receiptId }, ...more }
}
