import { byteOrderMark, csvLine } from '../../platform/csv.ts'
import type { Database } from '../../platform/database.ts'
import type { Goods } from './goods.ts'
import { listGoods } from './goods-store.ts'

const pageRows = 1_000

/** The names of the columns are those of PUT /v1/goods. */
const columns = [
  'sku',
  'name',
  'class',
  'brand',
  'kind',
  'unit',
  'costCents',
  'onSaleAt',
  'isListed',
  'firstSeenAt',
] as const satisfies (keyof Goods)[]

/** Writes all goods as CSV in the order of the SKU, a page at a time. Whoever may not know the cost gets no such column. */
export async function* exportGoods(db: Database, { withCost }: { withCost: boolean }): AsyncGenerator<string> {
  const told = columns.filter(column => withCost || column !== 'costCents')
  yield `${byteOrderMark}${csvLine(told)}`
  for (let after: string | undefined; ; ) {
    const goods = await listGoods(db, {}, { after, max: pageRows })
    yield goods.map(one => csvLine(told.map(column => cellOf(one[column])))).join('')
    after = goods.at(-1)?.sku
    if (goods.length < pageRows) return
  }
}

function cellOf(value: Goods[keyof Goods]): string {
  if (value === null) return ''
  return value instanceof Date ? value.toISOString() : String(value)
}
