import type { GoodsFileAnswer } from '../../../shared/contract/imports.ts'
import type { DomainError } from '../../platform/errors.ts'
import type { Goods, GoodsEntry } from '../catalog/index.ts'
import type { GoodsRow } from './goods-rows.ts'

export type ReadRow = { lineNumber: number; row: GoodsRow }
export type Reject = { lineNumber: number; error: DomainError }
export type Change = GoodsFileAnswer['changes'][number]

const compared = ['name', 'class', 'brand', 'unit', 'kind', 'costCents', 'onSaleAt'] as const

/** What becomes of an entry by a row: what the row leaves empty stays. null: there is no name for what is new. */
export function mergedEntry(row: GoodsRow, before: Goods | undefined): GoodsEntry | null {
  const name = row.name ?? before?.name
  if (name === undefined) return null
  return {
    sku: row.sku,
    name,
    class: row.class ?? before?.class ?? null,
    brand: row.brand ?? before?.brand ?? null,
    unit: row.unit ?? before?.unit ?? 'piece',
    kind: row.kind ?? before?.kind ?? 'goods',
    costCents: row.costCents ?? before?.costCents ?? null,
    onSaleAt: row.onSaleAt ?? before?.onSaleAt ?? null,
  }
}

/** What an entry would change; null: nothing. Goods that only a receipt named are new to the catalogue. */
export function changeOf(entry: GoodsEntry, before: Goods | undefined): Change | null {
  const known = before?.isListed ? before : undefined
  const fields = compared.flatMap(field => {
    const [old, now] = [textOf(known?.[field]), textOf(entry[field])]
    return old === now ? [] : [{ field, before: old, after: now }]
  })
  return fields.length === 0 ? null : { sku: entry.sku, name: entry.name, isNew: known === undefined, fields }
}

function textOf(value: string | number | Date | null | undefined): string | null {
  if (value === null || value === undefined) return null
  return value instanceof Date ? value.toISOString() : String(value)
}
