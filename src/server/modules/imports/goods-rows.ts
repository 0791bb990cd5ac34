import { catalogErrors, type Goods } from '../catalog/index.ts'
import { centsOf, goodsKindOf, goodsUnitOf, instantOf, wholeOf } from './cells.ts'
import { type Columns, findColumns, RowReader, requireNamedColumn } from './columns.ts'
import { importErrors } from './errors.ts'
import { type GoodsField, goodsFields } from './fields.ts'
import type { Row } from './read-table.ts'

/** What a row says of goods; null: nothing. */
export type GoodsRow = { sku: string } & {
  [Key in 'name' | 'class' | 'brand' | 'unit' | 'kind' | 'costCents' | 'onSaleAt']: Goods[Key] | null
}

const charactersMax = { sku: 80, name: 200, class: 80, brand: 80 } as const

/** How the rows of one file of goods are read. */
export class GoodsRows {
  readonly columns: Columns<GoodsField>
  /** The columns that nothing was read from. */
  readonly unused: readonly string[]
  readonly #reader: RowReader<GoodsField>
  readonly #zone: string

  /** @throws imports/goods-column-missing */
  constructor(header: readonly string[], zone: string) {
    this.columns = findColumns(header, goodsFields, {})
    requireNamedColumn(header, { fields: goodsFields, columns: this.columns }, 'sku')
    const used = Object.values(this.columns).map(({ index }) => index)
    this.unused = header.filter((column, index) => column !== '' && !used.includes(index))
    this.#reader = new RowReader({ fields: goodsFields, columns: this.columns })
    this.#zone = zone
  }

  /** @throws imports/not-valid and the other refusals of one row */
  read(row: Row): GoodsRow {
    const reader = this.#reader
    const sku = this.#text(row, 'sku') ?? reader.required(row, 'sku')
    if (/\p{Cc}/u.test(sku)) throw catalogErrors.make('sku-malformed', { sku })
    return {
      sku,
      name: this.#text(row, 'name'),
      class: this.#text(row, 'class'),
      brand: this.#text(row, 'brand'),
      unit: reader.read(row, 'unit', goodsUnitOf),
      kind: reader.read(row, 'kind', goodsKindOf),
      costCents:
        reader.read(row, 'costCents', notBelowZero(wholeOf)) ?? reader.read(row, 'cost', notBelowZero(centsOf)),
      onSaleAt: reader.read(row, 'onSaleAt', cell => instantOf(cell, { zone: this.#zone })),
    }
  }

  #text(row: Row, name: keyof typeof charactersMax): string | null {
    const text = this.#reader.text(row, name)
    const max = charactersMax[name]
    if (text.length > max) throw importErrors.make('too-long', { column: this.columns[name]?.column ?? name, max })
    return text || null
  }
}

const notBelowZero = (read: (cell: string) => number | undefined) => (cell: string) => {
  const value = read(cell)
  return value === undefined || value < 0 ? undefined : value
}
