import { texts } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'
import type { Goods } from './goods.ts'
import { searchTextOf, soughtWordsOf } from './search-text.ts'

const columns = `sku, name, class, brand, unit, kind, is_listed as "isListed", first_seen_at as "firstSeenAt",
  cost_cents as "costCents", on_sale_at as "onSaleAt"`

/** Reads goods by the primary key, in one statement. */
export async function findGoods(tx: Transaction, skus: readonly string[]): Promise<Goods[]> {
  if (skus.length === 0) return []
  return tx.rows<Goods>(`select ${columns} from catalog.goods where sku = any($1)`, [skus])
}

/** Goods with the number of the transaction that wrote them last. */
export type GoodsVersion = { goods: Goods; version: string }

/** As findGoods, with versions. */
export async function findGoodsVersions(tx: Transaction, skus: readonly string[]): Promise<GoodsVersion[]> {
  if (skus.length === 0) return []
  const rows = await tx.rows<Goods & { version: string }>(
    `select ${columns}, xmin::text as version from catalog.goods where sku = any($1)`,
    [skus],
  )
  return rows.map(({ version, ...goods }) => ({ goods, version }))
}

/** @returns the SKUs of those that were written again since, or are gone */
export async function findChangedGoods(tx: Transaction, known: readonly GoodsVersion[]): Promise<string[]> {
  const rows = await tx.rows<{ sku: string }>(
    `select known.sku from unnest($1::text[], $2::text[]) as known (sku, version) left join catalog.goods g using (sku)
     where g.xmin::text is distinct from known.version`,
    [texts(known, ({ goods }) => goods.sku), texts(known, ({ version }) => version)],
  )
  return rows.map(({ sku }) => sku)
}

/** Until the commit nobody else changes them. */
export function lockGoods(tx: Transaction, sku: string): Promise<Goods | undefined> {
  return tx.row<Goods>(`select ${columns} from catalog.goods where sku = $1 for update`, [sku])
}

/** What goods are called, by SKU; those that have no name are left out. */
export async function goodsNames(tx: Transaction, skus: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const named = (await findGoods(tx, skus)).filter(({ name }) => name !== '')
  return new Map(named.map(({ sku, name }) => [sku, name]))
}

/** Writes goods whole, but keeps when they were first seen. Each SKU may be named once. */
export async function upsertGoods(tx: Transaction, goods: readonly Goods[]): Promise<void> {
  await tx.run(
    `insert into catalog.goods (sku, name, class, brand, unit, kind, is_listed, first_seen_at, cost_cents, on_sale_at,
       search_text)
     ${newGoodsWithText}
     order by sku
     on conflict (sku) do update set name = excluded.name, class = excluded.class, brand = excluded.brand,
       unit = excluded.unit, kind = excluded.kind, is_listed = excluded.is_listed,
       cost_cents = excluded.cost_cents, on_sale_at = excluded.on_sale_at, search_text = excluded.search_text`,
    [...valuesOf(goods), goods.map(searchTextOf)],
  )
}

/** Writes goods that nobody has seen before. The order of the SKUs lets two relays wait instead of deadlocking. */
export async function insertUnseenGoods(tx: Transaction, goods: readonly Goods[]): Promise<void> {
  // Without their search texts: nearly all of them are known already, and a sound is dear. The background makes them.
  await tx.run(
    `insert into catalog.goods (sku, name, class, brand, unit, kind, is_listed, first_seen_at, cost_cents, on_sale_at)
     ${newGoods}
     where not exists (select from catalog.goods seen where seen.sku = new.sku)
     order by sku
     on conflict (sku) do nothing`,
    valuesOf(goods),
  )
}

const newGoods = `select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[],
  $8::timestamptz[], $9::bigint[], $10::timestamptz[]) as new (sku, name, class, brand, unit, kind, is_listed, first_seen_at, cost_cents, on_sale_at)`
const newGoodsWithText = newGoods
  .replace('$10::timestamptz[]', '$10::timestamptz[], $11::text[]')
  .replace('on_sale_at)', 'on_sale_at, search_text)')

function valuesOf(goods: readonly Goods[]): unknown[] {
  return [
    goods.map(one => one.sku),
    goods.map(one => one.name),
    goods.map(one => one.class),
    goods.map(one => one.brand),
    goods.map(one => one.unit),
    goods.map(one => one.kind),
    goods.map(one => one.isListed),
    goods.map(one => one.firstSeenAt),
    goods.map(one => one.costCents),
    goods.map(one => one.onSaleAt),
  ]
}

/** Undefined: no matter. `withoutClass` asks for goods that nobody gave a class. */
export type GoodsQuery = {
  search?: string | undefined
  sku?: string | undefined
  isListed?: boolean | undefined
  class?: string | undefined
  withoutClass?: boolean | undefined
}

/** One page in the order of the SKU. A search reads the texts of 100,000 goods in some ten milliseconds. */
export async function listGoods(
  tx: Transaction,
  query: GoodsQuery,
  { after, max }: { after: string | undefined; max: number },
): Promise<Goods[]> {
  const { sql, values } = whereOf(query)
  const place = (value: unknown) => `$${values.push(value)}`
  const position = after === undefined ? '' : `and sku > ${place(after)}`
  return tx.rows<Goods>(
    `select ${columns} from catalog.goods where ${sql} ${position} order by sku limit ${place(max)}`,
    values,
  )
}

export async function countGoods(tx: Transaction, query: GoodsQuery): Promise<number> {
  const { sql, values } = whereOf(query)
  const row = await tx.row<{ count: number }>(`select count(*) as count from catalog.goods where ${sql}`, values)
  return row?.count ?? 0
}

/** Classes with how many goods each has, listed or not; null: goods without one. The largest first. */
export function countClasses(tx: Transaction, max: number): Promise<{ class: string | null; count: number }[]> {
  return tx.rows(
    'select class, count(*) as count from catalog.goods group by class order by count(*) desc, class limit $1',
    [max],
  )
}

function whereOf({ search = '', sku, isListed, class: group, withoutClass }: GoodsQuery) {
  const values: unknown[] = []
  const place = (value: unknown) => `$${values.push(value)}`
  const parts = ['true']
  if (sku !== undefined) parts.push(`sku = ${place(sku)}`)
  if (isListed !== undefined) parts.push(isListed ? 'is_listed' : 'not is_listed')
  if (group !== undefined) parts.push(`class = ${place(group)}`)
  if (withoutClass) parts.push('class is null')
  for (const writings of soughtWordsOf(search)) {
    const patterns = writings.map(writing => `%${writing.replace(/[\\%_]/g, '\\$&')}%`)
    parts.push(`coalesce(search_text, lower(concat_ws(' ', sku, name, class, brand))) like any (${place(patterns)})`)
  }
  return { sql: parts.join(' and '), values }
}

/** Goods that an earlier release wrote, or a receipt named. */
export async function findGoodsWithoutSearchText(tx: Transaction, max: number): Promise<Goods[]> {
  return tx.rows<Goods>(`select ${columns} from catalog.goods where search_text is null order by sku limit $1`, [max])
}

/** Rows that somebody wrote meanwhile have their text, and keep it. */
export async function setSearchTexts(tx: Transaction, goods: readonly Goods[]): Promise<void> {
  await tx.run(
    `update catalog.goods g set search_text = new.search_text
     from unnest($1::text[], $2::text[]) as new (sku, search_text)
     where g.sku = new.sku and g.search_text is null`,
    [goods.map(one => one.sku), goods.map(searchTextOf)],
  )
}

/** A few goods that are sold by the piece, by number. */
export function findPieceGoods(tx: Transaction, max: number): Promise<Goods[]> {
  return tx.rows<Goods>(
    `select ${columns} from catalog.goods where is_listed and unit = 'piece' and kind = 'goods' order by sku limit $1`,
    [max],
  )
}
