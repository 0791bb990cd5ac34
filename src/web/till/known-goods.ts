import { recallJson, rememberJson } from '../ui/storage.ts'
import type { Goods } from './basket.ts'

/** Enough for a shop's everyday goods; the least recently sold are forgotten first. */
const goodsMax = 2_000
const name = 'till.goods'

function isGoodsList(value: unknown): value is Goods[] {
  return (
    Array.isArray(value) &&
    value.every(
      one =>
        typeof one === 'object' &&
        one !== null &&
        typeof one.sku === 'string' &&
        typeof one.name === 'string' &&
        Number.isSafeInteger(one.unitPriceCents),
    )
  )
}

/** Goods as this device sold them last: a scan fills in name and price, and the cashier may change both. */
export function knownGoods(sku: string): Goods | undefined {
  return recallJson(name, isGoodsList)?.find(goods => goods.sku === sku)
}

export function rememberGoods(goods: Goods): void {
  const others = (recallJson(name, isGoodsList) ?? []).filter(one => one.sku !== goods.sku)
  rememberJson(name, [goods, ...others].slice(0, goodsMax))
}
