import { afterEach, beforeEach, expect, test } from 'vitest'
import { importMembers } from './import-members.ts'
import { importReceipts } from './import-receipts.ts'
import { type Imports, openImports } from './imports-for-tests.ts'
import { replayReceipts } from './replay-receipts.ts'

let imports: Imports

beforeEach(async () => {
  imports = await openImports()
  imports.clock.moveTo('2026-06-01T04:00:00Z')
  const table = await imports.table('姓名,卡号,入会日期\n王小美,K1,2024-01-01\n李雷,K2,2024-01-01\n')
  await importMembers({ ...imports, table, mapping: {} })
})
afterEach(async () => {
  expect(await imports.shop.check()).toMatchObject({ isSound: true })
  await imports.close()
})

const mapping = { refunds: { receiptNumberPrefix: 'C', match: 'latest-earlier-sale' } } as const
const stage = async (...lines: string[]) =>
  importReceipts({
    ...imports,
    mapping,
    table: await imports.table(['小票号,销售时间,商品编码,数量,单价,会员卡号', ...lines].join('\n')),
  })
const replay = (options = {}) => replayReceipts({ context: imports.context, before: imports.clock.now(), ...options })
const entries = () =>
  imports.db.rows(
    `select kind, amount, to_char(posted_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at, channel from ledger.entry order by member_id, version`,
  )
const states = () => imports.db.rows('select number, state, reason from imports.receipt order by number')
const moves = () =>
  imports.db.rows('select from_level, to_level, cause, moved_on from levels.move order by member_id, move_number')

test('receipts are settled in the order of their time, whatever the order of the file', async () => {
  await stage('R2,2025-06-03 10:00,A,1,100,K1', 'R1,2025-06-01 10:00,A,1,3000,K1', 'R3,2025-06-03 11:00,A,1,50,')
  const progress: unknown[] = []
  const report = await replay({ onProgress: (done: number, total: number) => progress.push([done, total]) })
  expect(report).toMatchObject({ receipts: 3, sales: 3, refunds: 0, refused: {} })
  expect(progress).toEqual([
    [1, 3],
    [3, 3],
  ])
  // The first receipt makes silver, so the second costs 5 % less.
  expect(await entries()).toEqual([
    { kind: 'earn', amount: 3000, at: '2025-06-01 10:00', channel: 'import' },
    { kind: 'earn', amount: 95, at: '2025-06-03 11:00', channel: 'import' },
  ])
  expect(
    await imports.db.rows(
      'select number, payable_cents, member_id > 0 as is_member from checkout.receipt order by number',
    ),
  ).toEqual([
    { number: 'R1', payable_cents: 300000, is_member: true },
    { number: 'R2', payable_cents: 9500, is_member: true },
    { number: 'R3', payable_cents: 5000, is_member: false },
  ])
})

test('points expire and levels are reviewed on their own days', async () => {
  await stage('R1,2024-01-10 10:00,A,1,5000,K1', 'R2,2026-01-20 10:00,A,1,100,K2', 'R3,2026-03-01 10:00,A,1,100,K1')
  await replay()
  expect(await moves()).toEqual([
    { from_level: 'ordinary', to_level: 'gold', cause: 'receipt', moved_on: '2024-01-10' },
    { from_level: 'gold', to_level: 'ordinary', cause: 'review', moved_on: '2026-01-10' },
  ])
  expect(await entries()).toMatchObject([
    { kind: 'earn', amount: 5000 },
    { kind: 'expire', amount: -5000, at: '2026-01-11 00:00' },
    { kind: 'earn', amount: 100, at: '2026-03-01 10:00' },
    { kind: 'earn', amount: 100 },
  ])
})

test('one cancelled invoice that comes back to several receipts is one refund for each, and what finds none has no original', async () => {
  await stage(
    'R1,2025-06-01 10:00,A,2,10,K1',
    'R2,2025-06-02 10:00,A,3,10,K1',
    'C9,2025-06-02 12:00,A,-4,10,K1',
    'C9,2025-06-02 12:00,B,-2,7,K1',
  )
  const report = await replay()
  expect(report).toMatchObject({ receipts: 3, sales: 2, refunds: 2, refundsWithoutOriginal: 1, refused: {} })
  expect(
    await imports.db.rows(
      `select f.number, r.number as sale, f.refund_cents, f.without_original->>'sku' as sku, f.member_id > 0 as is_member from checkout.refund f left join checkout.receipt r using (receipt_id) order by 1`,
    ),
  ).toEqual([
    { number: 'C9', sale: 'R2', refund_cents: 3000, sku: null, is_member: true },
    { number: 'C9-2', sale: 'R1', refund_cents: 1000, sku: null, is_member: true },
    { number: 'C9-3', sale: null, refund_cents: 1400, sku: 'B', is_member: true },
  ])
  expect((await entries()).map(entry => entry.amount)).toEqual([20, 30, -30, -10])
})

test('a second replay settles nothing', async () => {
  await stage('R1,2025-06-01 10:00,A,1,100,K1')
  await replay()
  expect(await replay()).toMatchObject({ receipts: 0 })
  expect(await entries()).toHaveLength(1)
})

test('killed after the commit of the checkout and before the note of it, a receipt is settled once', async () => {
  await stage('R1,2025-06-01 10:00,A,1,100,K1', 'R2,2025-06-02 10:00,A,1,100,K1', 'C3,2025-06-03 10:00,A,-1,100,K1')
  await replay()
  await imports.db.run(`update imports.receipt set state = 'pending'`)
  expect(await replay()).toMatchObject({ receipts: 3, sales: 2, refunds: 1, known: 0 })
  // Once the keys are forgotten, the numbers of the till still know.
  await imports.db.run(`update imports.receipt set state = 'pending'`)
  await imports.db.run('delete from platform.idempotency_answer')
  await imports.db.run('delete from platform.idempotency_key')
  expect(await replay()).toMatchObject({ receipts: 3, sales: 0, refunds: 0, known: 3 })
  expect((await states()).map(({ state }) => state)).toEqual(['known', 'known', 'known'])
  expect((await entries()).map(entry => entry.amount)).toEqual([100, 100, -100])
})

test('interrupted in the middle, the next replay goes on and holds the nights in between', async () => {
  await stage('R1,2024-01-10 10:00,A,1,5000,K1', 'R2,2026-03-01 10:00,A,1,100,K1')
  await replay({ before: new Date('2024-06-01T00:00:00Z') })
  expect(await moves()).toHaveLength(1)
  await replay()
  expect((await moves())[1]).toMatchObject({ to_level: 'ordinary', moved_on: '2026-01-10' })
  expect((await entries()).map(entry => entry.amount)).toEqual([5000, -5000, 100])
})

test('a stop from outside ends between two chunks and loses nothing', async () => {
  await stage(...Array.from({ length: 9 }, (_, index) => `R${index},2025-06-0${index + 1} 10:00,A,1,100,K1`))
  const ending = new AbortController()
  const stopped = replay({ signal: ending.signal, onProgress: (done: number) => done === 3 && ending.abort() })
  await expect(stopped).rejects.toThrow()
  expect(await replay()).toMatchObject({ known: 0, refused: {} })
  expect(await entries()).toHaveLength(9)
})

test('what cannot be settled is told by its code and spoils nothing else', async () => {
  await stage('R1,2025-06-01 10:00,A,1,100,K9', 'R2,2025-06-01 10:01,A,1,100,K1')
  expect(await replay()).toMatchObject({ receipts: 2, sales: 1, refused: { 'members/not-found': 1 } })
  expect(await states()).toMatchObject([
    { number: 'R1', state: 'refused' },
    { number: 'R2', state: 'settled', reason: null },
  ])
})

test('receipts older than the newest of the house arrive late: time does not go back', async () => {
  await imports.shop.post('/v1/checkouts', {
    storeCode: 'S01',
    tillCode: 'T1',
    receiptNumber: 'live',
    member: { card: 'K1' },
    lines: [{ lineNumber: 1, sku: 'A', quantity: 1, unitPriceCents: 10000 }],
  })
  await stage('R1,2026-05-01 10:00,A,1,100,K1')
  expect(await replay()).toMatchObject({ sales: 1, refused: {} })
  expect(await entries()).toMatchObject([{ at: '2026-06-01 12:00' }, { at: '2026-06-01 12:00' }])
  expect(await imports.db.rows('select business_on from checkout.receipt order by 1')).toEqual([
    { business_on: '2026-05-01' },
    { business_on: '2026-06-01' },
  ])
})
