import type { Transaction } from '../../platform/database.ts'
import { type Goods, lastOfEachSku, type SoldLine, tidyGoodsText } from './goods.ts'
import { insertUnseenGoods } from './goods-store.ts'

/**
 * Notes goods that a till sold and the catalogue does not know, so that somebody can put them in. What the catalogue
 * knows is never changed by a receipt.
 */
export async function listUnknownGoodsWhenReceiptSettled(
  tx: Transaction,
  { lines }: { lines: readonly SoldLine[] },
  at: Date,
): Promise<void> {
  const goods = lastOfEachSku(lines).map(line => unlistedGoodsOf(line, at))
  if (goods.length > 0) await insertUnseenGoods(tx, goods)
}

function unlistedGoodsOf(line: SoldLine, at: Date): Goods {
  return {
    sku: line.sku,
    name: tidyGoodsText(line.name) ?? line.sku,
    class: tidyGoodsText(line.class),
    brand: tidyGoodsText(line.brand),
    unit: 'piece',
    kind: 'goods',
    isListed: false,
    costCents: null,
    onSaleAt: null,
    firstSeenAt: at,
  }
}
