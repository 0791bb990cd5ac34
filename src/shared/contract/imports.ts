import Type, { type Static } from 'typebox'
import { closed, Nullable, TextsBody } from './common.ts'

export const GoodsFileBody = closed(
  {
    fileName: Type.String({ minLength: 1, maxLength: 200, description: 'Ends with .csv or .xlsx' }),
    content: Type.String({ minLength: 1, contentEncoding: 'base64', description: 'The bytes of the file, in base64' }),
  },
  { $id: 'GoodsFile', description: 'A table of goods; what a cell leaves empty stays as it is.' },
)
export type GoodsFileBody = Static<typeof GoodsFileBody>

const count = () => Type.Integer({ minimum: 0 })

export const GoodsFileAnswer = closed(
  {
    rows: count(),
    added: count(),
    changed: count(),
    same: count(),
    rejected: count(),
    notes: Type.Array(TextsBody, { description: 'How the file was understood' }),
    unusedColumns: Type.Array(Type.String()),
    changes: Type.Array(
      closed({
        sku: Type.String(),
        name: Type.String(),
        isNew: Type.Boolean(),
        fields: Type.Array(
          closed({ field: Type.String(), before: Nullable(Type.String()), after: Nullable(Type.String()) }),
        ),
      }),
      { description: 'The first 100' },
    ),
    rejects: Type.Array(closed({ lineNumber: count(), texts: TextsBody }), { description: 'The first 100' }),
  },
  { $id: 'GoodsFileResult' },
)
export type GoodsFileAnswer = Static<typeof GoodsFileAnswer>
