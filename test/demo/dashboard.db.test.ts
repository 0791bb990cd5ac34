import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareOrganisation } from '../../src/cli/first-run.ts'
import { loadDemoShop } from '../../src/cli/load-demo.ts'
import { buildApp } from '../../src/server/app.ts'
import { addApiKey, apiKeyText, newKeyId, secretOf } from '../../src/server/modules/keys/index.ts'
import { checkLedger } from '../../src/server/modules/ledger/index.ts'
import { systemClock } from '../../src/server/platform/clock.ts'
import { readConfig } from '../../src/server/platform/config.ts'
import { openCipher } from '../../src/server/platform/key-file.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { removeFolder, temporaryFolder } from '../support/temporary-folder.ts'
import { type Expected, expectedYear, rowsOf, shiftMs } from './expected-year.ts'

/**
 * The whole year takes a minute, so the usual run takes every eighth customer with all of their year, and the guests'
 * invoices whose number ends in 00 to 12. REGULARS_TEST_DEMO=whole takes the whole file.
 */
const isWhole = process.env.REGULARS_TEST_DEMO === 'whole'

let fresh: FreshDatabase
let folder = ''
let http: Awaited<ReturnType<typeof buildApp>>
let bearer = ''
let expected: Expected
const told: string[] = []

beforeAll(async () => {
  fresh = await freshDatabase()
  folder = await temporaryFolder()
  const text = gunzipSync(await readFile(join(import.meta.dirname, '../../demo/data/online_retail.csv.gz'))).toString(
    'utf8',
  )
  const all = text.trimEnd().split('\n')
  const rows = rowsOf(text)
  const isTaken = ([number = '', , , , , , customer = '']: string[]) =>
    isWhole ||
    (customer === ''
      ? Number(number.slice(-2)) <= 12 || number.startsWith('A')
      : Number.parseInt(customer, 10) % 8 === 0)
  const file = join(folder, 'year.csv')
  await writeFile(file, [all[0], ...all.slice(1).filter((_, index) => isTaken(rows[index]!))].join('\n'))
  expected = expectedYear(rows.filter(isTaken), shiftMs(Date.now()))

  const config = readConfig({
    REGULARS_KEY_FILE: join(folder, 'regulars.key'),
    REGULARS_LOG: 'error',
    REGULARS_DEMO: 'yes',
  })
  const { db, target } = fresh
  await prepareOrganisation({ db, config, log: () => undefined })
  await loadDemoShop({ db, config, log: sentence => void told.push(sentence), file })
  const cipher = await openCipher(db, config.keyFile)
  const { keyId } = await db.transaction(tx =>
    addApiKey(tx, { keyId: newKeyId(), name: 'tests', scopes: ['insights.read'], now: new Date(), cipher }),
  )
  bearer = `Bearer ${apiKeyText({ keyId, secret: secretOf(cipher, keyId) })}`
  http = await buildApp({ db, target, config, clock: systemClock })
}, 400_000)

afterAll(async () => {
  await http?.close()
  await fresh?.drop()
  await removeFolder(folder)
})

async function dashboard(query: string) {
  const response = await http.inject({
    method: 'GET',
    url: `/v1/dashboard${query}`,
    headers: { authorization: bearer },
  })
  expect(response.statusCode, response.body).toBe(200)
  return response.json()
}

/** Adds up the days of a period, both ends included. */
function figuresOf(from: string, to: string) {
  const months = new Map<string, { month: string; netSalesCents: number; memberSalesCents: number; receipts: number }>()
  const buyers = new Set<string>()
  let receipts = 0
  let netSalesCents = 0
  let memberSalesCents = 0
  for (const [day, figures] of [...expected.days].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (day < from || day > to) continue
    const name = day.slice(0, 7)
    const month = months.get(name) ?? { month: name, netSalesCents: 0, memberSalesCents: 0, receipts: 0 }
    months.set(name, month)
    month.netSalesCents += figures.net
    month.memberSalesCents += figures.memberNet
    month.receipts += figures.receipts
    receipts += figures.receipts
    netSalesCents += figures.net
    memberSalesCents += figures.memberNet
    for (const buyer of figures.buyers) buyers.add(buyer)
  }
  const joined = [...expected.members.values()].filter(member => member.joined <= to).length
  return {
    from,
    to,
    members: joined,
    receipts,
    netSalesCents,
    memberSalesCents,
    activeMembers: buyers.size,
    months: [...months.values()],
  }
}

test('every figure of the dashboard is what plain loops over the file come to', async () => {
  const days = [...expected.days.keys()].sort()
  const first = days[0]!
  const last = days.at(-1)!
  const middle = days[Math.floor(days.length / 2)]!
  const points = [...expected.members.values()].reduce((sum, member) => sum + member.points, 0)
  for (const [from, to] of [
    [first, last],
    [first, middle],
    [middle, last],
    [middle, middle],
  ] as const) {
    const figures = await dashboard(`?from=${from}&to=${to}`)
    expect(figures).toMatchObject(figuresOf(from, to))
    expect(figures.pointsOutstanding).toBe(points)
  }
})

test('every member has the points and the level that plain loops come to', async () => {
  const found = await fresh.db.rows<{ external_id: string; points: number; earned: number; level: string }>(
    `select m.external_id, coalesce(a.posted, 0) as points, coalesce(s.level, 'ordinary') as level,
       (select coalesce(sum(e.amount), 0)::bigint from ledger.entry e where e.member_id = m.member_id and e.kind = 'earn') as earned
     from members.member m left join ledger.account a using (member_id) left join levels.state s using (member_id)`,
  )
  const levels = ['ordinary', 'silver', 'gold', 'diamond']
  const wanted = new Map(
    [...expected.members].map(([customer, { points, earned, level }]) => [
      customer,
      { points, earned, level: levels[level] },
    ]),
  )
  expect(new Map(found.map(({ external_id, ...facts }) => [external_id, facts]))).toEqual(wanted)
  expect(new Set(found.map(({ level }) => level)).size).toBe(4)
})

test('the report tells what was skipped, rejected and matched', () => {
  const { skipped, rejected, whole, part, none } = expected.counts
  expect(told.join('\n')).toContain(
    `${skipped} stock corrections skipped, ${rejected} bad debts rejected; ${whole} rows of refunds found their sale, ${part} in part, ${none} not.`,
  )
  if (isWhole) expect(expected.counts).toEqual({ skipped: 1336, rejected: 2, whole: 7179, part: 53, none: 2056 })
})

test('the ledger is sound, nothing was refused, and a second start loads nothing', async () => {
  expect(await checkLedger(fresh.db, { now: new Date() })).toMatchObject({ isSound: true })
  expect(await fresh.db.rows(`select distinct state from imports.receipt`)).toEqual([{ state: 'settled' }])
  const before = await fresh.db.rows('select count(*) from checkout.receipt')
  const config = readConfig({ REGULARS_KEY_FILE: join(folder, 'regulars.key'), REGULARS_DEMO: 'yes' })
  await loadDemoShop({ db: fresh.db, config, log: sentence => expect.fail(sentence) })
  expect(await fresh.db.rows('select count(*) from checkout.receipt')).toEqual(before)
})

test('the last receipt lies in the seven days before now, and members are recognised by their phones', async () => {
  const row = await fresh.db.row<{ last: Date }>('select max(sold_at) as last from checkout.receipt')
  const ageMs = Date.now() - row!.last.getTime()
  expect(ageMs).toBeGreaterThanOrEqual(0)
  // A slice may end some hours before the file does.
  expect(ageMs).toBeLessThan((isWhole ? 7 : 9) * 86_400_000)
  const sealed = await fresh.db.rows('select from members.identity where kind = $1', ['phone'])
  expect(sealed.length).toBe(expected.members.size)
})
