import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

// The shape that lets the whole system be spread over machines by member: whatever belongs to a member can be found,
// kept unique and locked on the machine where that member lies.

/** Where members' own things lie. A table here without member_id needs a reason below. */
const memberSchemas = [
  'members',
  'ledger',
  'levels',
  'checkout',
  'coupons',
  'limits',
  'activities',
  'rewards',
  'benefits',
  'joining',
  'refusals',
]

const withoutMember: Readonly<Record<string, string>> = {
  'benefits.round': 'Months that are done, of all members at once.',
  'checkout.waiting_refund': 'It waits for its sale; until that comes, nobody knows whose it is.',
  'checkout.sales_delta': 'Sums per day and store, of many members at once.',
  'checkout.sales_total': 'Sums per day and store, of many members at once.',
  'coupons.batch': 'An order of codes; belongs to no member.',
  'coupons.tally': 'How many of an offer were given, of many members at once.',
  'coupons.offer_delta': 'Sums per day and offer, of many members at once.',
  'coupons.offer_total': 'Sums per day and offer, of many members at once.',
  'joining.request': 'Who asks to join is no member yet.',
  'joining.request_key': 'Phone, card … or receipt of somebody who waits; unique among all who wait.',
  'ledger.asset': 'A few rows that every machine has a copy of.',
  'ledger.day_delta': 'Sums per day and store, of many members at once.',
  'ledger.day_total': 'Sums per day and store, of many members at once.',
  'levels.measure_count': 'A few rows, of each program and measure; says how far all members are counted.',
  'limits.budget': 'A few rows, of each program and rule; what all members together were given.',
  'refusals.joining': 'Who was refused to join is no member.',
  'members.phone_look_up': 'What a caller looked up within the hour, found or not; it lies by the caller.',
}

/** Tables that find a member: they lie by the value that is looked up, so that it is unique among all members. */
const lookUps: Readonly<Record<string, string>> = {
  'members.identity': 'Phone, card, number … → member; unique among all.',
  'coupons.code': 'Code of a coupon → member and coupon; unique among all.',
  'members.joining_receipt': 'Receipt → who joined with it; each serves once.',
  'checkout.receipt_number': 'Number of a till → member and receipt; unique for ever.',
}

/** Every row lock that is not ledger's own. One row by its key, or rows that belong to no member. */
const otherLocks: Readonly<Record<string, string>> = {
  'src/server/sandbox/clock-store.ts': 'The one clock of a sandbox; belongs to no member.',
  'src/server/sandbox/room-store.ts': 'The one sandbox of a shop; belongs to no member.',
  'src/server/modules/ledger/adjustment-store.ts': 'One adjustment, by member and id.',
  'src/server/modules/members/member-store.ts': 'One member.',
  'src/server/modules/joining/request-store.ts': 'One request to join; belongs to no member yet.',
  'src/server/modules/catalog/goods-store.ts': 'One article of the shop; belongs to no member.',
  'src/server/modules/imports/run-store.ts': 'One import; belongs to no member.',
  'src/server/modules/checkout/receipt-store.ts': 'Sums that are folded; belong to no member.',
  'src/server/modules/ledger/journal-store.ts': 'Sums that are folded; belong to no member.',
  'src/server/modules/coupons/batch-store.ts': 'One batch of codes; belongs to no member.',
  'src/server/modules/coupons/offer-figures-store.ts': 'Sums that are folded; belong to no member.',
  'src/server/modules/limits/limit-store.ts':
    'Budgets, in the order of their names; periods that are over, of no member.',
  'src/server/platform/rate-limit-store.ts': 'Counters of tries, in the order of their names; belong to no member.',
  'src/server/platform/outbox-store.ts': 'Events to be delivered; belong to no member.',
}
/** What staff are, nobody spreads over machines. */
const isOfStaff = (path: string) => /staff|sign-in|session|access\//.test(path)

let fresh: FreshDatabase

beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

type Named = { table_name: string; name: string; columns: string[] }

/** Constraints and unique indexes of the members' tables, with the columns that they are made of. */
const uniques = () =>
  fresh.db.rows<Named>(
    `select n.nspname || '.' || t.relname as table_name, i.relname as name,
            array(select a.attname::text from pg_attribute a where a.attrelid = t.oid and a.attnum = any(x.indkey)) as columns
     from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid join pg_namespace n on n.oid = t.relnamespace
     where x.indisunique and n.nspname = any($1) order by 1, 2`,
    [memberSchemas],
  )

const references = () =>
  fresh.db.rows<Named & { referred: string }>(
    `select c.conrelid::regclass::text as table_name, c.conname as name, c.confrelid::regclass::text as referred,
            array(select a.attname::text from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any(c.conkey)) as columns
     from pg_constraint c where c.contype = 'f'`,
  )

async function tables(): Promise<{ table_name: string; has_member: boolean; has_key: boolean }[]> {
  return fresh.db.rows(
    `select n.nspname || '.' || t.relname as table_name,
            exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'member_id' and not a.attisdropped) as has_member,
            exists (select from pg_index x where x.indrelid = t.oid and x.indisprimary) as has_key
     from pg_class t join pg_namespace n on n.oid = t.relnamespace
     where t.relkind in ('r', 'p') and n.nspname = any($1) order by 1`,
    [memberSchemas],
  )
}

test('every table of members names its member, or is listed with the reason why not', async () => {
  const found = await tables()
  expect(found.length).toBeGreaterThan(20)
  expect(found.filter(table => !table.has_member).map(table => table.table_name)).toEqual(
    Object.keys(withoutMember).sort(),
  )
  expect(found.filter(table => !table.has_key).map(table => table.table_name)).toEqual([])
})

test('each primary key and unique constraint of a member’s table has the member in it', async () => {
  const broken = (await uniques()).filter(
    ({ table_name: table, columns }) =>
      !columns.includes('member_id') && !(table in withoutMember) && !(table in lookUps),
  )
  expect(broken).toEqual([])
})

test('what finds a member is unique by the value alone, as its reason says', async () => {
  const found = await uniques()
  for (const table of Object.keys(lookUps)) {
    const keys = found.filter(unique => unique.table_name === table)
    expect(keys.length, table).toBe(1)
    expect(keys[0]?.columns).not.toContain('member_id')
  }
})

test('a foreign key from or to a member’s table goes along with the member', async () => {
  const owned = new Set((await tables()).filter(table => table.has_member).map(table => table.table_name))
  const broken = (await references()).filter(
    ({ table_name: table, referred, columns }) =>
      (owned.has(table) || owned.has(referred)) && !columns.includes('member_id'),
  )
  expect(broken).toEqual([])
})

/** Texts between quotes. Comments go first: an apostrophe in one would turn inside and outside round. */
const statements = (text: string) =>
  [...text.replace(/^\s*(\/\*[\s\S]*?\*\/|\/\/.*$)/gm, '').matchAll(/(['`])(?:(?!\1)[\s\S])*\1/g)].map(
    ([statement]) => statement,
  )

test('rows of several members are locked in one place', () => {
  const root = join(import.meta.dirname, '../..')
  const lock = /\bfor\s+(no\s+key\s+update|update|key\s+share|share)\b/i
  const found = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map(name => join('src', name))
    .filter(path => path.endsWith('.ts') && !/test\.ts$|-for-tests\.ts$/.test(path))
    .filter(path => statements(readFileSync(join(root, path), 'utf8')).some(statement => lock.test(statement)))
    .filter(path => !isOfStaff(path))
  expect(found.sort()).toEqual(['src/server/modules/ledger/account-store.ts', ...Object.keys(otherLocks)].sort())
})

test('a lock outside of that place names one row, or takes rows of no member', () => {
  const root = join(import.meta.dirname, '../..')
  for (const [path, reason] of Object.entries(otherLocks)) {
    const text = readFileSync(join(root, path), 'utf8')
    for (const statement of statements(text)) {
      if (!/\bfor (no key )?update\b/i.test(statement)) continue
      if (reason.includes('no member')) expect(statement, path).not.toContain('member_id')
      else expect(statement, path).not.toMatch(/any ?\(|unnest|\bin \(/i)
    }
  }
})
