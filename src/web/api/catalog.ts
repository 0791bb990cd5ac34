import type { PutGoodsBody } from '../../shared/contract/catalog.ts'
import type { GoodsClassList, GoodsItem, GoodsPage } from './answers.ts'
import { read, send } from './client.ts'

type GoodsQuery = {
  search?: string
  sku?: string
  /** Exactly this class; empty: goods without one. */
  class?: string
  isListed?: 'true' | 'false'
  after?: string
  pageSize?: number
}

/** An empty class means something here, where elsewhere an empty value is left out. */
export const readGoods = ({ class: group, ...query }: GoodsQuery) =>
  read<GoodsPage>(group === '' ? '/v1/goods?class=' : '/v1/goods', group ? { ...query, class: group } : query)
export const readClasses = () => read<GoodsClassList>('/v1/goods/classes')
export const putGoods = ({ sku, ...body }: PutGoodsBody & { sku: string }, key: string) =>
  send<GoodsItem>('PUT', `/v1/goods/${encodeURIComponent(sku)}`, { body, key })

/** The entry as it is now. */
export const goodsNow = async (sku: string): Promise<GoodsItem | null> =>
  (await readGoods({ sku, pageSize: 1 })).goods[0] ?? null

/** The catalogue's name for exactly this SKU; it has no prices, those are the till's. */
export async function nameOfGoods(sku: string): Promise<string | null> {
  return (await goodsNow(sku))?.name ?? null
}
