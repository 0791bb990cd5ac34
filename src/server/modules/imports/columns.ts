import type { Texts } from '../../../shared/languages.ts'
import type { DomainError } from '../../platform/errors.ts'
import {
  centsOf,
  type DateOrder,
  genderOf,
  goodsKindOf,
  goodsUnitOf,
  instantOf,
  isPhoneLike,
  tidyCell,
  wallTimeOf,
  wholeOf,
} from './cells.ts'
import { importErrors, inWords } from './errors.ts'
import { type CellKind, expectations, type Field, plainName } from './fields.ts'
import type { Row } from './read-table.ts'

/** Where each field stands in a row, as far as the file has it. */
export type Columns<Name extends string> = Readonly<Partial<Record<Name, { index: number; column: string }>>>

type Fields<Name extends string> = Readonly<Record<Name, Field>>

/**
 * Finds our fields among the columns of a file: first those that the mapping names, then by well-known names.
 * A column serves one field only. @throws imports/column-missing when a column of the mapping is not there
 */
export function findColumns<Name extends string>(
  header: readonly string[],
  fields: Fields<Name>,
  mapped: Readonly<Partial<Record<Name, string>>>,
): Columns<Name> {
  const columns: Partial<Record<Name, { index: number; column: string }>> = {}
  const free = new Map(header.map((column, index) => [index, column]))
  const take = (name: Name, index: number) => {
    columns[name] = { index, column: header[index] ?? '' }
    free.delete(index)
  }
  const names = namesOf(fields)
  for (const name of names) {
    const column = mapped[name]
    if (column === undefined) continue
    const index = header.findIndex(candidate => plainName(candidate) === plainName(column))
    if (index < 0) throw missing(header, { 'zh-CN': column, 'zh-TW': column, en: column })
    take(name, index)
  }
  for (const name of names) {
    if (columns[name]) continue
    const known = [name, ...fields[name].names].map(plainName)
    // Earlier names are surer: "销售时间" before "日期".
    const index = known
      .map(word => [...free].find(([, column]) => plainName(column) === word)?.[0])
      .find(found => found !== undefined)
    if (index !== undefined) take(name, index)
  }
  return columns
}

function namesOf<Name extends string>(fields: Fields<Name>): Name[] {
  const isName = (name: string): name is Name => name in fields
  return Object.keys(fields).filter(isName)
}

/** @throws imports/column-missing when none of the fields is there */
export function requireColumn<Name extends string>(
  header: readonly string[],
  { fields, columns }: { fields: Fields<Name>; columns: Columns<Name> },
  ...names: readonly [Name, ...Name[]]
): void {
  if (!names.some(name => columns[name])) throw missing(header, fields[names[0]].texts)
}

/** For files without a mapping: the names of the column are told. @throws imports/goods-column-missing */
export function requireNamedColumn<Name extends string>(
  header: readonly string[],
  { fields, columns }: { fields: Fields<Name>; columns: Columns<Name> },
  name: Name,
): void {
  if (columns[name]) return
  const { texts, names } = fields[name]
  const told = { columns: header.join(', '), names: [name, ...names].slice(0, namesTold).join(', ') }
  throw inWords(importErrors.make('goods-column-missing', told), 'field', texts)
}

const namesTold = 4

function missing(header: readonly string[], texts: Texts): DomainError {
  return inWords(importErrors.make('column-missing', { columns: header.join(', ') }), 'field', texts)
}

/** How many rows are looked at before the first is imported, and how many of them must be wrong to be no accident. */
export const sampleRows = 200
const sampleMin = 5
const doubtfulShare = 0.9

/**
 * Looks whether columns hold what their names promise, so that swapped columns are not imported as a thousand mistakes.
 * @throws imports/column-doubtful
 */
export function refuseDoubtfulColumns<Name extends string>(
  sample: readonly Row[],
  { fields, columns }: { fields: Fields<Name>; columns: Columns<Name> },
  order: DateOrder | undefined,
): void {
  for (const name of namesOf(fields)) {
    const place = columns[name]
    if (!place) continue
    const filled = sample.filter(row => tidyCell(row.cells[place.index]) !== '')
    const failing = filled.filter(row => !isPlausible(tidyCell(row.cells[place.index]), fields[name].kind, order))
    const [example] = failing
    if (!example || filled.length < sampleMin || failing.length < doubtfulShare * filled.length) continue
    const error = importErrors.make('column-doubtful', {
      column: place.column,
      rows: filled.length,
      failing: failing.length,
      lineNumber: example.lineNumber,
      value: tidyCell(example.cells[place.index]),
    })
    throw inWords(error, 'expected', expectations[fields[name].kind])
  }
}

function isPlausible(cell: string, kind: CellKind, order: DateOrder | undefined): boolean {
  switch (kind) {
    case 'text':
      return true
    case 'name':
      return !isPhoneLike(cell) && centsOf(cell) === undefined && wallTimeOf(cell, order) === undefined
    case 'phone':
      return isPhoneLike(cell)
    case 'day':
    case 'time':
      return instantOf(cell, { zone: 'UTC', ...(order ? { order } : {}) }) !== undefined
    case 'money':
      return centsOf(cell) !== undefined
    case 'quantity':
      return wholeOf(cell) !== undefined
    case 'gender':
      return genderOf(cell) !== undefined
    case 'goods-unit':
      return goodsUnitOf(cell) !== undefined
    case 'goods-kind':
      return goodsKindOf(cell) !== undefined
  }
}

/** Reads cells of one row by field, and says in a sentence what a cell should have held. */
export class RowReader<Name extends string> {
  readonly #columns: Columns<Name>
  readonly #fields: Fields<Name>

  constructor({ fields, columns }: { fields: Fields<Name>; columns: Columns<Name> }) {
    this.#fields = fields
    this.#columns = columns
  }

  has(name: Name): boolean {
    return this.#columns[name] !== undefined
  }

  /** Empty where the file has no such column. */
  text(row: Row, name: Name): string {
    const place = this.#columns[name]
    return place ? tidyCell(row.cells[place.index]) : ''
  }

  /** @throws imports/value-missing */
  required(row: Row, name: Name): string {
    return this.text(row, name) || this.#refuse('value-missing', name)
  }

  /** @throws imports/not-valid when the cell holds something else; null for an empty one */
  read<Value>(row: Row, name: Name, parse: (cell: string) => Value | undefined): Value | null {
    const cell = this.text(row, name)
    if (cell === '') return null
    return parse(cell) ?? this.#refuse('not-valid', name, cell)
  }

  #refuse(reason: 'value-missing' | 'not-valid', name: Name, value = ''): never {
    const error = importErrors.make(reason, { column: this.#columns[name]?.column ?? name, value: value.slice(0, 60) })
    throw inWords(error, 'expected', expectations[this.#fields[name].kind])
  }
}
