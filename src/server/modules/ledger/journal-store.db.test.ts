import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { sqlStateOf } from '../../platform/database.ts'
import { foldDayDeltas } from './journal-store.ts'
import { breaksOf, players } from './player-for-tests.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const [anna, ben, carl] = await players(db, 3)

async function refusal(sql: string): Promise<string | undefined> {
  return db.run(sql).then(
    () => 'accepted',
    error => sqlStateOf(error) ?? String(error),
  )
}

const restricted = '23001'
const checkViolated = '23514'
const notUnique = '23505'

test('the journal takes no change: not by update, delete or truncate', async () => {
  await anna!.earn(10, { at: '2026-01-01T00:00:00Z' })
  for (const table of ['ledger.entry', 'ledger.lot_move']) {
    expect(await refusal(`update ${table} set amount = amount + 1`)).toBe(restricted)
    expect(await refusal(`delete from ${table}`)).toBe(restricted)
    expect(await refusal(`truncate ${table}`)).toBe(restricted)
  }
  expect(await refusal('update ledger.lot set granted = granted + 1')).toBe(restricted)
  expect(await refusal(`update ledger.lot set funding = 'gift'`)).toBe(restricted)
})

test('a lot and an account never go below zero, nor above what was granted', async () => {
  expect(await refusal('update ledger.lot set remaining = -1')).toBe(checkViolated)
  expect(await refusal('update ledger.lot set remaining = granted + 1')).toBe(checkViolated)
  expect(await refusal('update ledger.lot set held = remaining + 1')).toBe(checkViolated)
  expect(await refusal('update ledger.account set posted = -1')).toBe(checkViolated)
  expect(await refusal('update ledger.account set debt = -1')).toBe(checkViolated)
  expect(await refusal('update ledger.account set held = posted + 1')).toBe(checkViolated)
})

/** An entry as somebody would write who goes round the rules. */
function entry(
  kind: string,
  { amount = 0, debtChange = 0, shortfall = 0, version = 100, receiptId = '' } = {},
): string {
  return `insert into ledger.entry (member_id, asset_id, version, amount, posted_after, debt_change, shortfall, kind, contra, posted_at, sold_at, business_on, channel, receipt_id, reasons)
    values (99, 1, ${version}, ${amount}, 0, ${debtChange}, ${shortfall}, '${kind}', 'x', now(), now(), current_date, 'x', ${receiptId ? `'${receiptId}'` : 'null'}, '[]')`
}

test('the sign of an entry fits its kind', async () => {
  const wrong = [
    entry('earn', { amount: -1 }),
    entry('earn', { amount: 0 }),
    entry('give-back', { amount: -1 }),
    entry('opening', { amount: 0 }),
    entry('redeem', { amount: 1 }),
    entry('redeem', { amount: 0 }),
    entry('expire', { amount: 1 }),
    entry('take-back', { amount: 1 }),
    entry('take-back', { amount: 0, shortfall: 0 }),
    entry('take-back', { amount: -1, shortfall: -1 }),
    entry('settle-debt', { amount: 0, debtChange: 1 }),
    entry('settle-debt', { amount: 1, debtChange: -1 }),
    entry('adjust', { amount: 0 }),
    entry('present', { amount: 1 }),
    entry('earn', { amount: 1, version: 0 }),
  ]
  for (const sql of wrong) expect(await refusal(sql), sql).toBe(checkViolated)
  expect(await refusal(entry('take-back', { amount: 0, shortfall: 5 }))).toBe('accepted')
})

test('a receipt moves an asset once in each way, whether refunded or not', async () => {
  const receiptId = randomUUID()
  expect(await refusal(entry('earn', { amount: 1, version: 201, receiptId }))).toBe('accepted')
  expect(await refusal(entry('redeem', { amount: -1, version: 202, receiptId }))).toBe('accepted')
  expect(await refusal(entry('earn', { amount: 1, version: 203, receiptId }))).toBe(notUnique)
  expect(await refusal(entry('adjust', { amount: 1, version: 201 }))).toBe(notUnique)
})

test('the roll-up is exact at every moment while deltas are folded and receipts go on', async () => {
  const { db: own, drop: dropOwn } = await freshDatabase()
  const [eva, finn] = await players(own, 2)
  const sums = async () =>
    own.rows(`select business_on, store_id, contra, entries, amount from ledger.day_rollup order by 1, 2, 3`)
  const selling = [eva!, finn!].map(async (member, index) => {
    for (let day = 1; day <= 30; day++) {
      const at = `2026-01-${String(day).padStart(2, '0')}T04:00:00Z`
      await member.earn(10, { at, storeId: index + 1 })
      await member.redeem(4, { at, storeId: index + 1 })
    }
  })
  let folded = 0
  const folding = (async () => {
    for (let round = 0; round < 20; round++) {
      folded += await foldDayDeltas(own)
      expect(await breaksOf(own)).toEqual([])
    }
  })()
  await Promise.all([...selling, folding])
  const before = await sums()
  await Promise.all([foldDayDeltas(own), foldDayDeltas(own), foldDayDeltas(own)])
  expect(await sums()).toEqual(before)
  expect(await own.row('select count(*) as waiting from ledger.day_delta')).toEqual({ waiting: 0 })
  expect(before).toHaveLength(120)
  expect(folded).toBeGreaterThan(0)
  expect(await breaksOf(own)).toEqual([])
  await dropOwn()
})

test('what happens in no store counts under store 0, on the day on which it happened', async () => {
  await ben!.earn(10, { at: '2026-01-01T00:00:00Z', until: '2026-02-28T16:00:00Z', storeId: 5 })
  await ben!.earn(1, { at: '2026-06-01T00:00:00Z', storeId: 5 })
  const row = await db.row(`select business_on, store_id, amount from ledger.day_rollup where contra = 'expired'`)
  expect(row).toEqual({ business_on: '2026-03-01', store_id: 0, amount: -10 })
})

test('entries of one millisecond keep their order in the database', async () => {
  const at = '2026-01-01T00:00:00.123Z'
  await carl!.earn(1, { at })
  await carl!.earn(1, { at })
  const rows = await db.rows(
    `select to_char(posted_at, 'SS.US') as posted from ledger.entry where member_id = 3 order by version`,
  )
  expect(rows).toEqual([{ posted: '00.123000' }, { posted: '00.123001' }])
})
