import type { Cipher } from '../../platform/cipher.ts'
import type { Transaction } from '../../platform/database.ts'
import { catalogErrors } from './errors.ts'
import { type Goods, type GoodsEntry, lastOfEachSku, tidyGoodsText } from './goods.ts'
import { lockGoods, upsertGoods } from './goods-store.ts'
import { versionOf } from './goods-version.ts'

/**
 * Puts goods into the catalogue, or replaces their entries; what a till sold unknown is listed from now on.
 * A SKU that comes twice gets its last entry.
 * @throws catalog/sku-malformed, catalog/name-missing: nothing of the batch is written
 */
export async function putGoods(tx: Transaction, entries: readonly GoodsEntry[], now: Date): Promise<void> {
  const goods = lastOfEachSku(entries.map(entry => goodsOf(entry, now)))
  if (goods.length > 0) await upsertGoods(tx, goods)
}

/**
 * Refuses to replace an entry that is another than the one that was read. The row stays locked until the commit, so
 * that of two who read the same version one comes too late.
 * @throws catalog/changed-meanwhile
 */
export async function refuseChanged(
  tx: Transaction,
  { sku, replaces, cipher }: { sku: string; replaces: string; cipher: Cipher },
): Promise<void> {
  const goods = await lockGoods(tx, sku)
  if (!goods || versionOf(goods, cipher) !== replaces) throw catalogErrors.make('changed-meanwhile', { sku })
}

function goodsOf({ sku, name, ...entry }: GoodsEntry, now: Date): Goods {
  if (sku === '' || sku !== tidyGoodsText(sku)) throw catalogErrors.make('sku-malformed', { sku })
  const tidyName = tidyGoodsText(name)
  if (!tidyName) throw catalogErrors.make('name-missing', { sku })
  return {
    sku,
    name: tidyName,
    class: tidyGoodsText(entry.class),
    brand: tidyGoodsText(entry.brand),
    unit: entry.unit ?? 'piece',
    kind: entry.kind ?? 'goods',
    isListed: true,
    firstSeenAt: now,
    costCents: entry.costCents ?? null,
    onSaleAt: entry.onSaleAt ?? null,
  }
}
