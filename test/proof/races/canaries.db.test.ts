// A suite that cannot fail proves nothing. Here the product works without one of its protections, and the races must
// notice. What notices what:
//   no row lock                       the version in the key of an entry: the second writer fails (a 500)
//   no row lock, no key of entries    the key of lot moves (a 500): it holds the version too
//   no row lock, none of these keys   the races and check-ledger: the same points were spent twice
//   no key of idempotency keys        the key of stored answers: the second execution fails (a 500)
//   nor a key of stored answers       points added twice under one key
//   no advisory lock                  nothing: the key of idempotency keys makes the second one wait and repeat
import { afterEach, expect, test } from 'vitest'
import { type Arena, openArena, type Race, type Rewrite } from './arena.ts'
import { keyRaces } from './keys.ts'
import { pointRaces } from './points.ts'

const roundsMax = 40
let arena: Arena | undefined

afterEach(async () => {
  await arena?.close()
  arena = undefined
})

/** Takes a piece of SQL away, and counts how often it was there: a canary that changes nothing is none. */
function without(pattern: RegExp, instead = ''): Rewrite & { count: () => number } {
  let count = 0
  const rewrite = (sql: string) => {
    if (!pattern.test(sql)) return sql
    count += 1
    return sql.replace(pattern, instead)
  }
  return Object.assign(rewrite, { count: () => count })
}

const withoutRowLock = () => without(/for no key update( skip locked)?/i)

async function dropKey(on: Arena, table: string): Promise<void> {
  const row = await on.shop.db.row<{ name: string }>(
    `select conname as name from pg_constraint where conrelid = $1::regclass and contype = 'p'`,
    [table],
  )
  expect(row, `${table} has a primary key to take away`).toBeDefined()
  await on.shop.db.run(`alter table ${table} drop constraint ${row?.name}`)
}

/** Runs races until one of them, or the proof of the ledger after it, finds something. */
async function firstFinding(on: Arena, races: readonly Race[]): Promise<string | null> {
  for (let round = 0; round < roundsMax; round++)
    for (const { name, run } of races) {
      const failure = await run(on, round).then(
        () => null,
        (error: unknown) => `${name}: ${error}`,
      )
      if (failure) return failure
      const { results } = await on.shop.check()
      const broken = results.find(({ breaks }) => breaks > 0)
      if (broken) return `check-ledger: ${broken.name}`
    }
  return null
}

/** The database refused what the code believed: the request ended as a fault of ours. */
const fault = /request\/broken/

const spending = pointRaces.filter(({ name }) => /twelve redemptions/.test(name))
const adding = keyRaces.filter(({ name }) => /one key with one adjustment/.test(name))
const selling = keyRaces.filter(({ name }) => /one key with one body/.test(name))

test('the races chosen for canaries pass while every protection is there', { timeout: 300_000 }, async () => {
  expect([spending.length, adding.length, selling.length]).toEqual([2, 1, 1])
  arena = await openArena(sql => sql)
  for (const race of [...spending, ...adding, ...selling])
    for (let round = 0; round < 5; round++) await race.run(arena, round)
  expect((await arena.shop.check()).isSound).toBe(true)
})

test('without the row lock the races fail', { timeout: 300_000 }, async () => {
  const rewrite = withoutRowLock()
  arena = await openArena(rewrite)
  expect(await firstFinding(arena, spending)).toMatch(fault)
  expect(rewrite.count()).toBeGreaterThan(0)
})

test('without the row lock and the version in the key of entries the races fail', { timeout: 300_000 }, async () => {
  arena = await openArena(withoutRowLock())
  await dropKey(arena, 'ledger.entry')
  expect(await firstFinding(arena, spending)).toMatch(fault)
})

test('without row lock and keys points are spent twice, and the races and check-ledger see it', {
  timeout: 300_000,
}, async () => {
  arena = await openArena(withoutRowLock())
  for (const table of ['ledger.entry', 'ledger.lot_move', 'ledger.lot']) await dropKey(arena, table)
  expect(await firstFinding(arena, spending)).toMatch(/check-ledger|twelve redemptions/)
  expect((await arena.shop.check()).isSound).toBe(false)
})

test('without the key of idempotency keys the races fail', { timeout: 300_000 }, async () => {
  arena = await openArena()
  await dropKey(arena, 'platform.idempotency_key')
  expect(await firstFinding(arena, selling)).toMatch(fault)
})

test('without any key of idempotency, points are added twice, and the races see it', { timeout: 300_000 }, async () => {
  arena = await openArena()
  await dropKey(arena, 'platform.idempotency_key')
  await dropKey(arena, 'platform.idempotency_answer')
  expect(await firstFinding(arena, adding)).toMatch(/check-ledger|one key with one adjustment/)
})

test('without advisory locks the key constraint alone still makes one execution of one key', {
  timeout: 300_000,
}, async () => {
  const rewrite = without(/pg_try_advisory_xact_lock\([^)]*\)/, 'true')
  arena = await openArena(rewrite)
  for (let round = 0; round < 10; round++) for (const race of [...selling, ...adding]) await race.run(arena, round)
  expect(rewrite.count()).toBeGreaterThan(0)
})
