import type { goodsKinds, goodsUnits } from '../../../shared/contract/catalog.ts'

export type Goods = {
  sku: string
  name: string
  class: string | null
  brand: string | null
  unit: (typeof goodsUnits)[number]
  kind: (typeof goodsKinds)[number]
  /** False for goods that a till sold before anybody put them into the catalogue. */
  isListed: boolean
  firstSeenAt: Date
  /** What a piece, or a kilogram, costs the shop, in 分. */
  costCents: number | null
  /** Before it, only members with early access buy them. */
  onSaleAt: Date | null
}

/** What somebody puts into the catalogue; what is left out becomes empty, piece or goods. */
export type GoodsEntry = Pick<Goods, 'sku' | 'name'> & {
  [Key in 'class' | 'brand' | 'unit' | 'kind' | 'costCents' | 'onSaleAt']?: Goods[Key] | null | undefined
}

/** What a receipt knows of goods. */
export type SoldLine = {
  sku: string
  name?: string | null | undefined
  class?: string | null | undefined
  brand?: string | null | undefined
}

/** The rows of a batch with one row for each SKU: the last word about a SKU counts. */
export function lastOfEachSku<Row extends { sku: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map(row => [row.sku, row])).values()]
}

/** PostgreSQL cannot store the character 0; blanks around a name are typing. */
export function tidyGoodsText(text: string | null | undefined): string | null {
  return text
    ? text
        .toWellFormed()
        .replace(/\p{Cc}/gu, ' ')
        .trim() || null
    : null
}
