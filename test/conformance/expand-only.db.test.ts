import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

// While a new version starts, the one before still runs on the same database. So migrations only ever add: whatever the
// recorded version reads is still there with its type, and whatever it writes is still enough. After a release, when the
// one before runs nowhere any more, the record is made anew: REGULARS_RECORD_SCHEMA=yes vitest run expand-only

const recordFile = join(import.meta.dirname, 'released-columns.json')

type Column = { type: string; isRequired: boolean }
type Schema = Record<string, Record<string, Column>>

let fresh: FreshDatabase

beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

/** Every column of every table; required is one that an insert which does not know it would fail for. */
async function schemaNow(): Promise<Schema> {
  const rows = await fresh.db.rows<{ table_name: string; name: string; type: string; is_required: boolean }>(
    `select n.nspname || '.' || t.relname as table_name, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
            a.attnotnull and not a.atthasdef and a.attidentity = '' as is_required
     from pg_attribute a join pg_class t on t.oid = a.attrelid join pg_namespace n on n.oid = t.relnamespace
     where t.relkind in ('r', 'p') and not t.relispartition and a.attnum > 0 and not a.attisdropped
       and n.nspname not in ('pg_catalog', 'information_schema', 'public') and n.nspname not like 'pg_%'
     order by 1, a.attnum`,
  )
  const tables = Map.groupBy(rows, row => row.table_name)
  const columnsOf = (columns: typeof rows) =>
    Object.fromEntries(columns.map(({ name, type, is_required: isRequired }) => [name, { type, isRequired }]))
  return Object.fromEntries([...tables].map(([table, columns]) => [table, columnsOf(columns)]))
}

/** What the version that wrote `before` could no longer do. */
function breaksBetween(before: Schema, now: Schema): string[] {
  return Object.entries(before).flatMap(([table, columns]) => {
    const found = now[table]
    if (!found) return [`${table} is gone`]
    const changed = Object.entries(columns).flatMap(([name, column]) => {
      const after = found[name]
      if (!after) return [`${table}.${name} is gone`]
      if (after.type !== column.type) return [`${table}.${name} was ${column.type} and is ${after.type}`]
      return after.isRequired && !column.isRequired ? [`${table}.${name} has become required`] : []
    })
    const added = Object.entries(found)
      .filter(([name, column]) => !(name in columns) && column.isRequired)
      .map(([name]) => `${table}.${name} is new and required`)
    return [...changed, ...added]
  })
}

test('the version before can go on reading and writing', async () => {
  const now = await schemaNow()
  if (process.env.REGULARS_RECORD_SCHEMA === 'yes') await writeFile(recordFile, `${JSON.stringify(now, null, 2)}\n`)
  const before: Schema = JSON.parse(await readFile(recordFile, 'utf8'))
  expect(Object.keys(before).length).toBeGreaterThan(30)
  expect(breaksBetween(before, now)).toEqual([])
})

test('each way of breaking it would be found', async () => {
  const before = await schemaNow()
  const altered = async (sql: string) => {
    await fresh.db.run(sql)
    return breaksBetween(before, await schemaNow())
  }
  expect(await altered('alter table catalog.goods add column colour text')).toEqual([])
  expect(await altered('alter table catalog.goods add column size text not null')).toEqual([
    'catalog.goods.size is new and required',
  ])
  expect(await altered('alter table catalog.goods drop column size, alter column class set not null')).toEqual([
    'catalog.goods.class has become required',
  ])
  expect(
    await altered('alter table catalog.goods alter column class drop not null, alter column class type varchar(9)'),
  ).toEqual(['catalog.goods.class was text and is character varying(9)'])
  expect(await altered('alter table catalog.goods drop column class')).toEqual(['catalog.goods.class is gone'])
  expect(await altered('alter table catalog.goods rename to wares')).toEqual(['catalog.goods is gone'])
})
