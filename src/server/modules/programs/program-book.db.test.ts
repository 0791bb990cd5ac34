import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { programText } from '../../../../test/support/program-text.ts'
import { openTestShop, type TestShop } from '../../../../test/support/test-shop.ts'
import { addStore } from '../../../../test/support/till.ts'
import type { Database } from '../../platform/database.ts'
import { ProgramBook } from './index.ts'

const zone = 'Asia/Shanghai'
const here = { code: 'S01', brandCode: 'main', isFirstBrand: true }
const there = { code: 'S02', brandCode: 'main', isFirstBrand: true }
const elsewhere = { code: 'S03', brandCode: 'other', isFirstBrand: false }

let shop: TestShop

beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(() => shop.close())

const next = (note: string) => `# ${note}\n${programText()}`
const named = (code: string, head: string) =>
  programText().replace('program: accessory-shop', `program: ${code}`).replace('assets:', `${head}\nassets:`)

test('the version of a sale is the one in force at its time, to the millisecond', async () => {
  await shop.publish(next('two'), '2026-03-10T00:00:00Z')
  await shop.publish(next('three'), '2026-03-20T00:00:00Z')
  const book = new ProgramBook(shop.db, zone)
  await book.refresh()
  const versionAt = (at: string) => book.inForce(here, new Date(at))?.version ?? null
  expect(versionAt('1999-12-31T23:59:59.999Z')).toBe(null)
  expect(versionAt('2000-01-01T00:00:00.000Z')).toBe(1)
  expect(versionAt('2026-03-09T23:59:59.999Z')).toBe(1)
  expect(versionAt('2026-03-10T00:00:00.000Z')).toBe(2)
  expect(versionAt('2026-03-19T23:59:59.999Z')).toBe(2)
  expect(versionAt('2026-03-20T00:00:00.000Z')).toBe(3)
  const currentAt = (at: string) => book.current(new Date(at)).map(({ version }) => version)
  expect(currentAt('1999-12-31T23:59:59.999Z')).toEqual([])
  expect(currentAt('2026-03-19T23:59:59.999Z')).toEqual([2])
  expect(currentAt('2026-03-20T00:00:00.000Z')).toEqual([3])
  expect(book.newest().map(({ version }) => version)).toEqual([3])
  expect(book.all().map(({ version }) => version)).toEqual([1, 2, 3])
  expect(book.version('accessory-shop', 2)?.version).toBe(2)
  expect(book.version('accessory-shop', 4)).toBe(undefined)
})

test('a program that names the store goes before the one of its brand, while it is in force', async () => {
  await addStore(shop, 'S02')
  // Its code comes after that of the brand's program, so that the order of the alphabet does not decide.
  await shop.publish(named('zz-store', 'stores: [S02]'), '2026-03-10T00:00:00Z')
  const book = new ProgramBook(shop.db, zone)
  await book.refresh()
  const before = new Date('2026-03-09T23:59:59.999Z')
  const from = new Date('2026-03-10T00:00:00.000Z')
  expect(book.inForce(there, before)?.code).toBe('accessory-shop')
  expect(book.inForce(there, from)?.code).toBe('zz-store')
  expect(book.inForce(here, from)?.code).toBe('accessory-shop')
})

test('a program without a brand is for the first one only', async () => {
  const book = new ProgramBook(shop.db, zone)
  await book.refresh()
  expect(book.inForce(here, shop.clock.now())?.code).toBe('accessory-shop')
  expect(book.inForce(elsewhere, shop.clock.now())).toBe(null)
})

test('a version that a till names counts if it ruled the store within the stretch, both ends included', async () => {
  await shop.publish(next('two'), '2026-03-10T00:00:00Z')
  await shop.publish(next('three'), '2026-03-20T00:00:00Z')
  const book = new ProgramBook(shop.db, zone)
  await book.refresh()
  const within = (version: number, from: string, to: string, store = here) =>
    book.inForceWithin(store, { program: 'accessory-shop', version }, { from: new Date(from), to: new Date(to) })
      ?.version ?? null
  // Version 2 ruled from the 10th to the 20th, its end not included.
  expect(within(2, '2026-03-01T00:00:00Z', '2026-03-09T23:59:59.999Z')).toBe(null)
  expect(within(2, '2026-03-01T00:00:00Z', '2026-03-10T00:00:00.000Z')).toBe(2)
  expect(within(2, '2026-03-19T23:59:59.999Z', '2026-03-22T00:00:00Z')).toBe(2)
  expect(within(2, '2026-03-20T00:00:00.000Z', '2026-03-22T00:00:00Z')).toBe(null)
  expect(within(3, '2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z')).toBe(3)
  expect(within(3, '2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z', elsewhere)).toBe(null)
  expect(within(4, '2000-01-01T00:00:00Z', '2027-01-01T00:00:00Z')).toBe(null)
})

test('a version that another process published is seen within about a second, and not looked for before', async () => {
  const book = new ProgramBook(shop.db, zone)
  await book.refresh()
  await shop.publish(next('two'), '2026-03-10T00:00:00Z')
  await book.refresh()
  expect(book.newest()).toMatchObject([{ version: 1 }])
  await pause(1_100)
  await book.refresh()
  expect(book.newest()).toMatchObject([{ version: 2 }])
})

test('versions that are known are not compiled again', async () => {
  const book = new ProgramBook(shop.db, zone)
  await book.refresh()
  const first = book.version('accessory-shop', 1)
  await shop.publish(next('two'), '2026-03-10T00:00:00Z')
  await book.reread()
  expect(book.version('accessory-shop', 1)).toBe(first)
  expect(book.standing('accessory-shop')).toMatchObject([{ version: 1 }, { version: 2 }])
})

test('whoever publishes sees the new version, though an older reading is still on its way', async () => {
  const late = lateDatabase(shop.db)
  const book = new ProgramBook(late.db, zone)
  await book.refresh()
  await pause(1_100)
  late.holdAnswers()
  const older = book.refresh()
  await late.answered()
  await shop.publish(next('two'), '2026-03-10T00:00:00Z')
  const own = book.reread()
  late.letAnswersGo()
  await Promise.all([older, own])
  expect(book.newest()).toMatchObject([{ version: 2 }])
})

/** The same database over a slow line: its answers, true when they were given, arrive when we say. */
function lateDatabase(db: Database) {
  let gate = Promise.withResolvers<void>()
  let first = Promise.withResolvers<void>()
  gate.resolve()
  const held = async <Result>(answer: Promise<Result>): Promise<Result> => {
    const result = await answer
    first.resolve()
    await gate.promise
    return result
  }
  return {
    db: {
      rows: (sql, values) => held(db.rows(sql, values)),
      row: (sql, values) => held(db.row(sql, values)),
      run: (sql, values) => db.run(sql, values),
      together: send => db.together(send),
      transaction: work => db.transaction(work),
      urgently: work => db.urgently(work),
      load: () => db.load(),
      close: () => db.close(),
    } satisfies Database,
    holdAnswers: () => {
      gate = Promise.withResolvers<void>()
      first = Promise.withResolvers<void>()
    },
    answered: () => first.promise,
    letAnswersGo: () => gate.resolve(),
  }
}
