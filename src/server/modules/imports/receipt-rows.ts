import type { LineKind } from '../../../program/index.ts'
import { lineKinds } from '../../../shared/contract/checkout.ts'
import type { MemberReference } from '../../../shared/contract/members.ts'
import { DomainError } from '../../platform/errors.ts'
import type { Store, StoreDirectory } from '../organisation/index.ts'
import { centsOf, type DateOrder, idOf, instantOf, wholeOf } from './cells.ts'
import { type Columns, findColumns, RowReader, requireColumn } from './columns.ts'
import { importErrors } from './errors.ts'
import { type ReceiptField, receiptFields } from './fields.ts'
import type { ReceiptMapping } from './mapping.ts'
import type { Row } from './read-table.ts'
import type { ReceiptKey, ReceiptRow, StagedLine } from './staged-receipt.ts'

export type ReceiptReading = { zone: string; shiftDays: number; directory: StoreDirectory }

/** What a row turned out to be. A refused row spoils its receipt, as far as it says which. */
export type RowOutcome =
  | { kind: 'taken'; row: ReceiptRow }
  | { kind: 'skipped' }
  | { kind: 'refused'; error: DomainError; key: ReceiptKey | null; isRefund: boolean }

/** How the rows of one file of receipts become lines of receipts. */
export class ReceiptRows {
  readonly columns: Columns<ReceiptField>
  readonly #reader: RowReader<ReceiptField>
  readonly #mapping: ReceiptMapping
  readonly #places: Places
  readonly #kindOf: (sku: string) => LineKind | undefined
  readonly #times: TimeReader

  /** @throws imports/column-missing, imports/place-needed, imports/unknown-store, imports/unknown-till */
  constructor(header: readonly string[], mapping: ReceiptMapping, reading: ReceiptReading) {
    this.columns = findColumns(header, receiptFields, mapping.columns ?? {})
    const found = { fields: receiptFields, columns: this.columns }
    requireColumn(header, found, 'receiptNumber')
    requireColumn(header, found, 'soldAt')
    requireColumn(header, found, 'sku', 'name')
    requireColumn(header, found, 'quantity', 'grams')
    requireColumn(header, found, 'unitPrice', 'amount')
    this.#reader = new RowReader(found)
    this.#mapping = mapping
    this.#places = new Places(reading.directory, mapping, this.columns)
    this.#kindOf = kindReader(mapping.kinds ?? {})
    this.#times = new TimeReader(reading, mapping.dates)
  }

  read(row: Row): RowOutcome {
    let key: ReceiptKey | null = null
    let isRefund = false
    try {
      const number = idOf(this.#reader.required(row, 'receiptNumber'))
      const prefix = this.#mapping.refunds?.receiptNumberPrefix
      isRefund = prefix !== undefined && number.startsWith(prefix)
      key = { ...this.#places.of(this.#reader.text(row, 'storeCode'), this.#reader.text(row, 'tillCode')), number }
      const line = this.#line(row, isRefund)
      if (!line) return { kind: 'skipped' }
      const soldAt = this.#reader.read(row, 'soldAt', cell => this.#times.read(cell))
      if (!soldAt) return { kind: 'refused', error: this.#missing('soldAt'), key, isRefund }
      return { kind: 'taken', row: { ...key, isRefund, soldAt, member: this.#member(row), line } }
    } catch (error) {
      if (error instanceof DomainError) return { kind: 'refused', error, key, isRefund }
      throw error
    }
  }

  /** @returns undefined for a row that is skipped: a correction of the stock, not a sale */
  #line(row: Row, isRefund: boolean): StagedLine | undefined {
    const reader = this.#reader
    const pieces = reader.read(row, 'quantity', unitsOf)
    const grams = pieces === null ? reader.read(row, 'grams', unitsOf) : null
    const units = pieces ?? grams
    if (units === null) throw this.#missing('quantity')
    if (!isRefund && units < 0) {
      if (this.#mapping.negativeQuantity === 'skip') return undefined
      throw importErrors.make('quantity-below-zero', { value: units })
    }
    if (isRefund && units > 0) throw importErrors.make('refund-quantity', { value: units })
    const sku = idOf(reader.text(row, 'sku')) || reader.required(row, 'name')
    const kind = this.#kindOf(sku)
    const texts = {
      name: reader.text(row, 'name'),
      class: reader.text(row, 'class'),
      brand: reader.text(row, 'brand'),
      promoter: reader.text(row, 'promoter'),
    }
    return {
      at: row.lineNumber,
      sku,
      ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')),
      ...(kind ? { kind } : {}),
      ...(pieces === null ? { grams: Math.abs(units) } : { quantity: Math.abs(units) }),
      ...this.#price(row, { units: Math.abs(units), isWeighed: pieces === null }),
    }
  }

  /** The amount of a line is what was taken for it; where it is less than quantity × price, the rest was a discount. */
  #price(row: Row, { units, isWeighed }: { units: number; isWeighed: boolean }) {
    const priceCents = this.#reader.read(row, 'unitPrice', centsOf)
    const amount = this.#reader.read(row, 'amount', centsOf)
    const amountCents = amount === null ? null : Math.abs(amount)
    if (priceCents === null && amountCents === null)
      throw this.#missing(this.#reader.has('unitPrice') ? 'unitPrice' : 'amount')
    if (priceCents !== null && priceCents < 0) throw importErrors.make('price-below-zero', { value: priceCents / 100 })
    const perUnit = isWeighed ? 1000 : 1
    const unitPriceCents = priceCents ?? Math.ceil(((amountCents ?? 0) * perUnit) / Math.max(units, 1))
    if (amountCents === null || units === 0) return { unitPriceCents }
    const grossCents = isWeighed ? Math.floor((units * unitPriceCents * 2 + 1000) / 2000) : units * unitPriceCents
    if (amountCents > grossCents)
      throw importErrors.make('amount-above-price', { amount: amountCents / 100, gross: grossCents / 100 })
    return { unitPriceCents, ...(amountCents < grossCents ? { manualDiscountCents: grossCents - amountCents } : {}) }
  }

  #member(row: Row): MemberReference | null {
    const text = (name: ReceiptField) => idOf(this.#reader.text(row, name))
    const memberNumber = text('memberNumber')
    if (memberNumber) return { memberNumber }
    const card = text('memberCard')
    if (card) return { card }
    const externalId = text('memberId')
    if (externalId) return { externalId }
    const phone = text('memberPhone')
    return phone ? { phone } : null
  }

  #missing(name: ReceiptField): DomainError {
    return importErrors.make('value-missing', { column: this.columns[name]?.column ?? name })
  }
}

/** No quantity at all is no line of a receipt. */
const unitsOf = (cell: string) => wholeOf(cell) || undefined

/** Tills write thousands of receipts a day but few times twice apart: the last one read is mostly the next one too. */
class TimeReader {
  readonly #options: { zone: string; shiftDays: number; order?: DateOrder }
  #cell = ''
  #instant: Date | undefined

  constructor({ zone, shiftDays }: ReceiptReading, order: DateOrder | undefined) {
    this.#options = { zone, shiftDays, ...(order ? { order } : {}) }
  }

  read(cell: string): Date | undefined {
    if (cell !== this.#cell) {
      this.#cell = cell
      this.#instant = instantOf(cell, this.#options)
    }
    return this.#instant
  }
}

function kindReader(kinds: NonNullable<ReceiptMapping['kinds']>): (sku: string) => LineKind | undefined {
  const exact = new Map<string, LineKind>()
  const starts: { start: string; kind: LineKind }[] = []
  for (const kind of lineKinds) {
    const skus: unknown = kinds[kind]
    for (const sku of Array.isArray(skus) ? skus.map(String) : [])
      if (sku.endsWith('*')) starts.push({ start: sku.slice(0, -1), kind })
      else exact.set(sku, kind)
  }
  return sku => exact.get(sku) ?? starts.find(({ start }) => sku.startsWith(start))?.kind
}

type PlaceCodes = { storeCode: string; tillCode: string }

/** Stores and tills as a file names them, by code or by name; else as the mapping says, else the only ones there are. */
class Places {
  readonly #directory: StoreDirectory
  readonly #usual: { store: string | undefined; till: string | undefined }
  readonly #known = new Map<string, PlaceCodes>()

  constructor(directory: StoreDirectory, mapping: ReceiptMapping, columns: Columns<ReceiptField>) {
    this.#directory = directory
    const [onlyStore, ...otherStores] = directory.stores
    const store = mapping.store ?? (otherStores.length === 0 ? onlyStore?.code : undefined)
    this.#usual = { store, till: mapping.till }
    if (store === undefined && !columns.storeCode) throw importErrors.make('place-needed')
    // A mapping that names what is not there is told before the first row.
    if (store !== undefined && !columns.tillCode) this.of('', '')
  }

  of(storeText: string, tillText: string): PlaceCodes {
    const name = `${storeText}\0${tillText}`
    const known = this.#known.get(name) ?? this.#find(storeText || (this.#usual.store ?? ''), tillText)
    this.#known.set(name, known)
    return known
  }

  #find(storeText: string, tillText: string): PlaceCodes {
    const store = storeNamed(this.#directory, storeText)
    if (!store) throw importErrors.make('unknown-store', { value: storeText })
    const [onlyTill, ...otherTills] = store.tills
    const wanted = tillText || (this.#usual.till ?? (otherTills.length === 0 ? onlyTill?.code : undefined))
    if (wanted === undefined) throw importErrors.make('place-needed')
    const till = store.tills.find(candidate => candidate.code === wanted || candidate.name === wanted)
    if (!till) throw importErrors.make('unknown-till', { store: store.code, value: wanted })
    return { storeCode: store.code, tillCode: till.code }
  }
}

export function storeNamed(directory: StoreDirectory, text: string): Store | undefined {
  return directory.storeByCode(text) ?? directory.stores.find(store => store.name === text)
}
