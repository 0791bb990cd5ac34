import { createHash } from 'node:crypto'
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { parseDocument } from 'yaml'
import { lineKinds } from '../../../shared/contract/checkout.ts'
import { closed, oneOf } from '../../../shared/contract/common.ts'
import { importErrors } from './errors.ts'
import { memberFields, receiptFields } from './fields.ts'

const ColumnName = Type.String({ minLength: 1 })
const columnsOf = (fields: Readonly<Record<string, unknown>>) =>
  closed(Object.fromEntries(Object.keys(fields).map(name => [name, Type.Optional(ColumnName)])))

const shared = {
  dates: Type.Optional(oneOf(['year-first', 'day-first', 'month-first'])),
  store: Type.Optional(Type.String({ minLength: 1, description: 'The store of rows that name none.' })),
}

/** How the columns of a file of members are to be understood. */
const MemberMapping = closed({
  ...shared,
  columns: Type.Optional(columnsOf(memberFields)),
  attributes: Type.Optional(Type.Array(ColumnName, { description: 'Columns that are kept as free attributes.' })),
})

/** How the columns and rows of a file of receipts are to be understood. */
const ReceiptMapping = closed({
  ...shared,
  columns: Type.Optional(columnsOf(receiptFields)),
  till: Type.Optional(Type.String({ minLength: 1, description: 'The till of rows that name none.' })),
  kinds: Type.Optional(
    closed(Object.fromEntries(lineKinds.map(kind => [kind, Type.Optional(Type.Array(Type.String()))])), {
      description: 'SKUs that are no goods; a * at the end stands for any rest.',
    }),
  ),
  negativeQuantity: Type.Optional(
    oneOf(['reject', 'skip'], { description: 'What happens to such rows outside of refunds: stock corrections.' }),
  ),
  refunds: Type.Optional(
    closed({
      receiptNumberPrefix: Type.String({ minLength: 1 }),
      match: oneOf(['latest-earlier-sale', 'none']),
    }),
  ),
})

const MappingFile = closed({ members: Type.Optional(MemberMapping), receipts: Type.Optional(ReceiptMapping) })

export type MemberMapping = Static<typeof MemberMapping>
export type ReceiptMapping = Static<typeof ReceiptMapping>
export type Mapping = { members: MemberMapping; receipts: ReceiptMapping }

const checker = Compile(MappingFile)

/** Reads a mapping file (YAML). Empty text: every default. @throws imports/mapping-wrong */
export function readMapping(source: string): Mapping {
  const document = parseDocument(source, { prettyErrors: true })
  const [mistake] = document.errors
  if (mistake) throw importErrors.make('mapping-wrong', { detail: mistake.message.split('\n')[0] })
  const value: unknown = document.toJS() ?? {}
  if (checker.Check(value)) return { members: value.members ?? {}, receipts: value.receipts ?? {} }
  const [error] = checker.Errors(value)
  throw importErrors.make('mapping-wrong', {
    detail: `${error?.instancePath || '/'} ${error?.message ?? ''}${unknownWord(error)}`,
  })
}

function unknownWord(error: { params?: object } | undefined): string {
  const params: object = error?.params ?? {}
  return 'additionalProperties' in params ? `: ${String(params.additionalProperties)}` : ''
}

/** Two mappings that say the same have the same hash. */
export function mappingHash(mapping: MemberMapping | ReceiptMapping): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(mapping)))
    .digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => [name, sorted(part)])
}
