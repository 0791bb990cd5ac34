import type { Static } from 'typebox'
import type { GoodsAnswer, GoodsList } from '../../shared/contract/catalog.ts'
import { read } from './client.ts'

type GoodsPage = Static<typeof GoodsList, { Goods: typeof GoodsAnswer }>

/** The catalogue's name for exactly this SKU; it has no prices, those are the till's. */
export async function nameOfGoods(sku: string): Promise<string | null> {
  const { goods } = await read<GoodsPage>('/v1/goods', { search: sku, pageSize: 20 })
  return goods.find(one => one.sku === sku)?.name ?? null
}
