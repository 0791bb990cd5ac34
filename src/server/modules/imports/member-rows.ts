import type { JoinRequest } from '../members/index.ts'
import type { Store } from '../organisation/index.ts'
import { type DateOrder, genderOf, idOf, instantOf, tidyCell, wallTimeOf } from './cells.ts'
import { type Columns, findColumns, RowReader, requireColumn } from './columns.ts'
import { importErrors } from './errors.ts'
import { type MemberField, memberFields } from './fields.ts'
import type { MemberMapping } from './mapping.ts'
import type { Row } from './read-table.ts'

export type MemberReading = {
  zone: string
  /** When somebody joined whose row does not say it. */
  now: Date
  storeNamed: (text: string) => Store | undefined
}

/** How the rows of one file of members become requests to join. */
export class MemberRows {
  readonly columns: Columns<MemberField>
  readonly #reader: RowReader<MemberField>
  readonly #reading: MemberReading
  readonly #order: DateOrder | undefined
  readonly #defaultStoreId: number | null
  readonly #attributes: readonly { name: string; index: number }[]

  /** @throws imports/column-missing, imports/unknown-store */
  constructor(header: readonly string[], mapping: MemberMapping, reading: MemberReading) {
    this.columns = findColumns(header, memberFields, mapping.columns ?? {})
    requireColumn(header, { fields: memberFields, columns: this.columns }, 'name')
    requireColumn(header, { fields: memberFields, columns: this.columns }, 'phone', 'card', 'externalId', 'email')
    this.#reader = new RowReader({ fields: memberFields, columns: this.columns })
    this.#reading = reading
    this.#order = mapping.dates
    this.#defaultStoreId = mapping.store === undefined ? null : this.#storeIdOf(mapping.store)
    this.#attributes = (mapping.attributes ?? []).map(name => {
      const index = header.indexOf(name)
      if (index < 0) throw importErrors.make('mapping-wrong', { detail: `attributes: ${name}?` })
      return { name, index }
    })
  }

  /** @throws imports/not-valid and the other refusals of one cell */
  read(row: Row): JoinRequest {
    const reader = this.#reader
    const id = (name: 'phone' | 'card' | 'externalId') => idOf(reader.text(row, name)) || null
    const order = this.#order
    const homeStore = reader.text(row, 'homeStore')
    return {
      name: reader.required(row, 'name'),
      phone: id('phone'),
      email: reader.text(row, 'email') || null,
      card: id('card'),
      externalId: id('externalId'),
      birthday: reader.read(row, 'birthday', cell => wallTimeOf(cell, order)?.day),
      gender: this.#gender(row),
      homeStoreId: homeStore === '' ? this.#defaultStoreId : this.#storeIdOf(homeStore),
      source: 'import',
      joinedAt:
        reader.read(row, 'joinedAt', cell =>
          instantOf(cell, { zone: this.#reading.zone, ...(order ? { order } : {}) }),
        ) ?? this.#reading.now,
      wishedLevel: reader.text(row, 'wishedLevel') || null,
      attributes: this.#attributesOf(row),
    }
  }

  /** "Unknown" is a gender that reads as null, which is not the same as a word that is none. */
  #gender(row: Row): 'female' | 'male' | 'other' | null {
    const read = this.#reader.read(row, 'gender', cell => {
      const gender = genderOf(cell)
      return gender === undefined ? undefined : { gender }
    })
    return read?.gender ?? null
  }

  #storeIdOf(text: string): number {
    const store = this.#reading.storeNamed(text)
    if (!store) throw importErrors.make('unknown-store', { value: text })
    return store.storeId
  }

  #attributesOf(row: Row): Record<string, string> {
    const filled = this.#attributes.map(({ name, index }) => [name, tidyCell(row.cells[index])] as const)
    return Object.fromEntries(filled.filter(([, value]) => value !== ''))
  }
}
