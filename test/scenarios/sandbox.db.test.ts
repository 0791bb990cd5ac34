import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkLedger } from '../../src/server/modules/ledger/index.ts'
import { openSandbox } from '../../src/server/sandbox/open-sandbox.ts'
import { inventedReceipts } from '../../src/server/sandbox/sample-year.ts'
import { openTestSandbox, type TestSandbox } from '../support/test-sandbox.ts'
import { line, openTestShop, ownerEmail, ownerPassword, receipt, type TestShop } from '../support/test-shop.ts'

/** Two years of days, each with its work, take their time on a machine that has much else to do. */
const yearsMs = 240_000

let shop: TestShop
let sandbox: TestSandbox
const atNoon = '2026-03-05T04:00:00Z'

beforeAll(async () => {
  shop = await openTestShop({ startAt: atNoon })
  await shop.call('PUT', '/v1/goods/RING-1', { name: '戒指' })
  await shop.post('/v1/members', { name: '真实会员', phone: '13812345678' })
  sandbox = await openTestSandbox(shop)
})
afterAll(async () => {
  await sandbox?.close()
  await shop.close()
})

const join = async (name: string, facts: Record<string, unknown> = {}) => {
  const { body, status } = await sandbox.post('/v1/members', { name, ...facts })
  expect(status, JSON.stringify(body)).toBe(201)
  return { memberNumber: String(body.memberNumber) }
}
const buy = async (member: { memberNumber: string }, yuan: number) => {
  const { body, status } = await sandbox.post('/v1/checkouts', receipt([line(yuan)], { member }))
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const usable = async (member: { memberNumber: string }) =>
  (await sandbox.get(`/v1/members/${member.memberNumber}/balances`)).body.balances[0].usable
const linesOf = async (name: string) =>
  (await sandbox.diary()).filter(({ sentence }) => sentence.includes(name)).map(({ day, sentence }) => [day, sentence])

const raise = (trouble: unknown) => {
  throw trouble
}

/** A fingerprint of every row of every table of ours. */
async function hashOfAll(db: TestShop['db']): Promise<Record<string, string>> {
  const tables = await db.rows<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_%' order by 1`,
  )
  const hashes: Record<string, string> = {}
  for (const { name } of tables) {
    const row = await db.row<{ hash: string }>(
      `select md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as hash from ${name} t`,
    )
    hashes[name] = row?.hash ?? ''
  }
  return hashes
}

describe('what a sandbox begins with', () => {
  test('the stores, goods, programs and sign-ins of the shop, and none of its members', async () => {
    const { body: organisation } = await sandbox.get('/v1/stores')
    expect(organisation.stores.map(({ code }: { code: string }) => code)).toEqual(['S01'])
    expect((await sandbox.get('/v1/programs')).body.programs).toHaveLength(1)
    const counted = await sandbox.db.row(
      `select (select count(*) from catalog.goods) as goods, (select count(*) from members.member) as members,
         (select count(*) from organisation.machine_key) as keys, (select count(*) from staff."twoFactor") as factors`,
    )
    expect(counted).toEqual({ goods: 1, members: 0, keys: 0, factors: 0 })
  })

  test('and what is added gets numbers that nothing copied has', async () => {
    const { status, body } = await sandbox.post('/v1/stores', { code: 'S77', name: '二店', brandCode: 'main' })
    expect([status, body.code], JSON.stringify(body)).toEqual([201, 'S77'])
  })
})

describe('the two do not reach each other', () => {
  test('a session, an API key and a made-up cookie of the shop are refused in the sandbox', async () => {
    const { headers } = await shop.call(
      'POST',
      '/api/auth/sign-in/email',
      { email: ownerEmail, password: ownerPassword },
      { as: { origin: 'http://localhost:8080' } },
    )
    const cookie = [headers['set-cookie'] ?? []]
      .flat()
      .map(text => String(text).split(';')[0])
      .join('; ')
    expect((await shop.get('/v1/myself', { as: { cookie } })).status).toBe(200)
    expect((await sandbox.get('/v1/myself', { cookie })).status).toBe(401)
    const renamed = cookie.replaceAll('regulars.', 'regulars-sandbox.')
    expect(renamed).not.toBe(cookie)
    expect((await sandbox.get('/v1/myself', { cookie: renamed })).status).toBe(401)
    expect((await shop.get('/v1/stores')).status).toBe(200)
    expect((await sandbox.get('/v1/stores', shop.bearer)).status).toBe(401)
  })

  test('and a session of the sandbox is refused in the shop', async () => {
    expect(sandbox.cookie).toContain('regulars-sandbox.session_token=')
    const asShop = sandbox.cookie.replaceAll('regulars-sandbox.', 'regulars.')
    for (const cookie of [sandbox.cookie, asShop])
      expect((await shop.get('/v1/myself', { as: { cookie } })).status).toBe(401)
  })

  test('a receipt gets the same answer in both, but for ids and times', async () => {
    const strip = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(strip)
      if (typeof value !== 'object' || value === null) return value
      const names = Object.entries(value).filter(([name]) => !/Id$|At$|^memberNumber$|^receiptNumber$/.test(name))
      return Object.fromEntries(names.map(([name, entry]) => [name, strip(entry)]))
    }
    const asked = { name: '同一个人', phone: '13900000001' }
    const inShop = (await shop.post('/v1/members', asked)).body.memberNumber
    const inSandbox = (await join('同一个人', { phone: '13900000001' })).memberNumber
    const sale = receipt([line(3_100), line(88.5, { lineNumber: 2, quantity: 3 })])
    const options = { language: 'zh-CN' }
    const real = await shop.post('/v1/checkouts', { ...sale, member: { memberNumber: inShop } }, options)
    const tried = await sandbox.post('/v1/checkouts', { ...sale, member: { memberNumber: inSandbox } })
    expect([real.status, tried.status]).toEqual([201, 201])
    expect(real.body.effects.length).toBeGreaterThan(0)
    expect(strip(tried.body)).toEqual(strip(real.body))
  })

  test('nothing that is done in the sandbox changes a row of the shop', async () => {
    const before = await hashOfAll(shop.db)
    const member = await join('离岛')
    await buy(member, 50)
    await sandbox.post('/v1/stores', { code: 'S78', name: '三店', brandCode: 'main' })
    await sandbox.post('/v1/sandbox/clock', { by: 'P3D' })
    await sandbox.time.settled()
    expect(await hashOfAll(shop.db)).toEqual(before)
    // The comparison sees a single row.
    await shop.call('PUT', '/v1/goods/RING-1', { name: '戒指二' })
    expect(await hashOfAll(shop.db)).not.toEqual(before)
  })
})

describe('time that is moved', () => {
  test(
    'points valid two years are usable through their last day, and gone at the next midnight',
    async () => {
      await sandbox.post('/v1/sandbox/clock', { runs: false })
      await sandbox.time.settled()
      const now = sandbox.context.clock.now()
      const member = await join('王芳')
      await buy(member, 120)
      await buy(await join('银卡李娜'), 3_000)
      // Sold on 8 March 2026, three days after the fifth.
      expect(now.toISOString().slice(0, 10)).toBe('2026-03-08')
      await sandbox.moveTo('2028-03-08T23:59:59+08:00')
      expect(await usable(member)).toBe(120)
      expect(await linesOf('王芳')).toEqual([])
      const { expiry } = (await sandbox.get('/v1/sandbox')).body.clock.next
      expect(expiry).toMatchObject({ at: '2028-03-08T16:00:00.000Z', points: 3_120, members: 2 })
      await sandbox.moveTo('2028-03-09T00:00:00+08:00')
      expect(await usable(member)).toBe(0)
      expect(await linesOf('王芳')).toEqual([['2028-03-09', '王芳 的 120 积分到期清零，余额 0']])
      expect(sandbox.troubles).toEqual([])
    },
    yearsMs,
  )

  test('back in time is refused with a sentence, and nothing moves', async () => {
    const now = sandbox.context.clock.now().toISOString()
    const { status, body } = await sandbox.moveTo('2028-03-08T23:59:59+08:00')
    expect([status, body.code]).toEqual([422, 'sandbox/backwards'])
    expect(body.title).toContain('时间不能倒退')
    expect(sandbox.context.clock.now().toISOString()).toBe(now)
    expect((await sandbox.moveTo(now)).status).toBe(202)
  })

  test('a level is reviewed exactly on its days: kept by what was bought within the year, and lost a year later', async () => {
    const [kept, lost, ...others] = (await sandbox.diary()).filter(
      ({ kind, sentence }) => kind === 'reviewed' && sentence.includes('银卡李娜'),
    )
    expect([kept?.day, kept?.sentence]).toEqual(['2027-03-08', '银卡李娜 等级复核：保持 银卡，下次复核 2028-03-08'])
    expect([lost?.day, lost?.sentence]).toEqual(['2028-03-08', '银卡李娜 等级复核：银卡 → 普通会员'])
    expect(lost?.reasons).toEqual([expect.stringContaining('保级需 ¥3,000')])
    expect(others).toEqual([])
  })

  test('birthdays and programs come on their days', async () => {
    await join('寿星', { birthday: '1990-03-12' })
    const document = (await shop.db.row<{ document: string }>('select document from programs.version'))?.document
    const released = { document: `${document}\n# again`, inForceFrom: '2028-03-11T10:00:00+08:00' }
    const { body: made } = await sandbox.post('/v1/keys/api', { name: '沙盒', scopes: ['programs.publish'] })
    const asKey = { authorization: `Bearer ${made.secret}` }
    expect((await sandbox.post('/v1/programs', released, asKey)).status).toBe(201)
    const { next } = (await sandbox.get('/v1/sandbox')).body.clock
    expect(next.birthday).toEqual({ day: '2028-03-12', members: 1 })
    expect(next.release).toEqual({ at: '2028-03-11T02:00:00.000Z', programCode: 'accessory-shop', version: 2 })
    await sandbox.moveTo('2028-03-11T09:59:59+08:00')
    expect((await sandbox.diary()).at(-1)?.kind).not.toBe('released')
    await sandbox.moveTo('2028-03-11T10:00:00+08:00')
    expect((await sandbox.diary()).at(-1)).toMatchObject({
      day: '2028-03-11',
      kind: 'released',
      sentence: '《饰品店会员》第 2 版生效',
    })
    await sandbox.moveTo('2028-03-12T00:00:00+08:00')
    const days = await sandbox.diary()
    expect(days.filter(({ kind }) => kind === 'released')).toHaveLength(1)
    expect(await linesOf('寿星')).toEqual([['2028-03-12', '寿星 生日']])
  })

  test('a journey can be stopped after the day in hand, and its days are done once', async () => {
    await sandbox.post('/v1/sandbox/clock', { by: 'P200D' })
    const again = await sandbox.post('/v1/sandbox/clock', { by: 'P1D' })
    expect([again.status, again.body.code]).toEqual([409, 'sandbox/on-the-way'])
    expect((await sandbox.get('/v1/sandbox')).body.clock.journey).toMatchObject({ days: 200 })
    expect((await sandbox.post('/v1/sandbox/clock', { stop: true })).status).toBe(202)
    await sandbox.time.settled()
    const stoppedAt = sandbox.context.clock.now()
    expect(stoppedAt.getTime()).toBeLessThan(Date.parse('2028-09-28T00:00:00Z'))
    const { journey } = (await sandbox.get('/v1/sandbox')).body.clock
    expect(journey).toBeNull()
    const stop = await sandbox.post('/v1/sandbox/clock', { stop: true })
    expect([stop.status, stop.body.code]).toEqual([409, 'sandbox/nothing-to-stop'])
  })

  test('a journey that was interrupted goes on where it was', async () => {
    await sandbox.post('/v1/sandbox/clock', { by: 'P20D' })
    const to = Date.parse((await sandbox.get('/v1/sandbox')).body.clock.journey.to)
    await sandbox.time.stop()
    expect(sandbox.context.clock.now().getTime()).toBeLessThan(to)
    const next = await openSandbox({ context: { ...sandbox.context, clock: shop.clock }, onTrouble: raise })
    next.time.wake()
    await next.time.settled()
    expect(next.context.clock.now().getTime()).toBe(to)
    await sandbox.close()
    sandbox = await openTestSandbox(shop)
  })

  test('the people who look stay signed in, however far the clock goes', async () => {
    await sandbox.post('/v1/sandbox/clock', { by: 'P40D' })
    await sandbox.time.settled()
    expect((await sandbox.get('/v1/myself')).status).toBe(200)
    shop.clock.moveTo('2026-03-05T16:30:00Z')
    expect((await sandbox.get('/v1/myself')).status).toBe(401)
    shop.clock.moveTo(atNoon)
  })

  test('and the ledger of the sandbox holds to the end', async () => {
    const { isSound, results } = await checkLedger(sandbox.db, { now: sandbox.context.clock.now() })
    expect(results.filter(({ breaks }) => breaks > 0)).toEqual([])
    expect(isSound).toBe(true)
  })
})

describe('ten invented members', () => {
  test(
    'have lived a year, whose ledger holds, and stand today',
    async () => {
      await sandbox.close()
      sandbox = await openTestSandbox(shop, 'members')
      const counted = await sandbox.db.row<{ members: number; receipts: number }>(
        'select (select count(*) from members.member) as members, (select count(*) from checkout.receipt) as receipts',
      )
      expect(counted).toEqual({ members: 10, receipts: inventedReceipts('2025-03-05').length })
      expect(sandbox.context.clock.now().toISOString()).toBe('2026-03-05T04:00:00.000Z')
      expect((await sandbox.get('/v1/sandbox')).body.clock).toMatchObject({ runs: true, journey: null, problem: null })
      expect((await sandbox.diary()).filter(({ kind }) => kind === 'birthday')).toHaveLength(10)
      expect((await checkLedger(sandbox.db, { now: sandbox.context.clock.now() })).isSound).toBe(true)
    },
    yearsMs,
  )
})
