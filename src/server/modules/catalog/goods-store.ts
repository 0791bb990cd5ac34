import type { Transaction } from '../../platform/database.ts'
import type { Goods } from './goods.ts'

const columns = `sku, name, class, brand, unit, kind, is_listed as "isListed", first_seen_at as "firstSeenAt",
  cost_cents as "costCents", on_sale_at as "onSaleAt"`

/** Reads goods by the primary key, in one statement. */
export async function findGoods(tx: Transaction, skus: readonly string[]): Promise<Goods[]> {
  if (skus.length === 0) return []
  return tx.rows<Goods>(`select ${columns} from catalog.goods where sku = any($1)`, [skus])
}

/** Writes goods whole, but keeps when they were first seen. Each SKU may be named once. */
export async function upsertGoods(tx: Transaction, goods: readonly Goods[]): Promise<void> {
  await tx.run(
    `insert into catalog.goods (sku, name, class, brand, unit, kind, is_listed, first_seen_at, cost_cents, on_sale_at)
     ${newGoods}
     order by sku
     on conflict (sku) do update set name = excluded.name, class = excluded.class, brand = excluded.brand,
       unit = excluded.unit, kind = excluded.kind, is_listed = excluded.is_listed,
       cost_cents = excluded.cost_cents, on_sale_at = excluded.on_sale_at`,
    valuesOf(goods),
  )
}

/** Writes goods that nobody has seen before. The order of the SKUs lets two relays wait instead of deadlocking. */
export async function insertUnseenGoods(tx: Transaction, goods: readonly Goods[]): Promise<void> {
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

export type GoodsQuery = { search: string | undefined; isListed: boolean | undefined }

/** One page in the order of the SKU. A catalogue has some ten thousand rows, which a scan reads in milliseconds. */
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

function whereOf({ search, isListed }: GoodsQuery): { sql: string; values: unknown[] } {
  const values: unknown[] = []
  const parts = ['true']
  if (isListed !== undefined) parts.push(isListed ? 'is_listed' : 'not is_listed')
  if (search) {
    const pattern = `$${values.push(`%${search.replace(/[\\%_]/g, '\\$&')}%`)}`
    parts.push(`(sku ilike ${pattern} or name ilike ${pattern} or class ilike ${pattern} or brand ilike ${pattern})`)
  }
  return { sql: parts.join(' and '), values }
}

/** A few goods that are sold by the piece, by number. */
export function findPieceGoods(tx: Transaction, max: number): Promise<Goods[]> {
  return tx.rows<Goods>(
    `select ${columns} from catalog.goods where is_listed and unit = 'piece' and kind = 'goods' order by sku limit $1`,
    [max],
  )
}
