import type { Cipher } from '../../platform/cipher.ts'
import type { Goods } from './goods.ts'

/**
 * Another text after each change of an entry. It is keyed, because a plain digest would tell the cost to whoever tries
 * all of them.
 */
export function versionOf({ firstSeenAt: _, ...entry }: Goods, cipher: Cipher): string {
  const { sku, name, class: group, brand, unit, kind, isListed, costCents, onSaleAt } = entry
  const text = JSON.stringify([sku, name, group, brand, unit, kind, isListed, costCents, onSaleAt?.toISOString()])
  return cipher.blindIndex('goods version', text).toString('base64url').slice(0, 22)
}
