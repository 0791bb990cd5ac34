import Type, { type TProperties, type TSchema } from 'typebox'

/** An object that refuses members it does not know: a typing mistake is told, never swallowed. */
export function closed<Properties extends TProperties>(
  properties: Properties,
  options: { $id?: string; description?: string } = {},
) {
  return Type.Object(properties, { ...options, additionalProperties: false })
}

/** Integer 分, signed. */
export const AmountCents = Type.Integer({
  minimum: -Number.MAX_SAFE_INTEGER,
  maximum: Number.MAX_SAFE_INTEGER,
  description: '分 (1/100 of the currency)',
})

/** Integer 分, not negative. */
export const Cents = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: '分 (1/100 of the currency)',
})

/** The largest receipt, in 分: a hundred million yuan. Nine hundred thousand of them are below 2^53, so sums of sums stay exact. */
export const receiptCentsMax = 10_000_000_000

/** As Cents, of one receipt. */
export const ReceiptCents = Type.Integer({
  minimum: 0,
  maximum: receiptCentsMax,
  description: '分 (1/100 of the currency)',
})

export const Points = Type.Integer({ minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER })

/** One of a few words. Written out here because the type of a mapped union would be `never`. */
export const oneOf = <const Word extends string>(words: readonly Word[], options: { description?: string } = {}) =>
  Type.Unsafe<Word>(
    Type.Union(
      words.map(word => Type.Literal(word)),
      options,
    ),
  )

/** A calendar day in the organisation's time zone. */
export const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD' })

/** An instant with its offset, as RFC 3339 writes it. */
export const InstantText = Type.String({ format: 'date-time', maxLength: 40, description: 'RFC 3339' })

/** A text in every language of the product. */
export const TextsBody = closed({ 'zh-CN': Type.String(), 'zh-TW': Type.String(), en: Type.String() })

export const Code = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' })

export const Name = Type.String({ minLength: 1, maxLength: 120 })

export const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/** Lists are read page by page; `next` is given back as `after`. */
export const PageQuery = {
  after: Type.Optional(Type.String({ maxLength: 200 })),
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
}

export const Problem = closed(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    details: Type.Unknown(),
    refusalId: Type.Optional(
      Type.String({
        description:
          'Where the rules of the shop refused somebody: GET /v1/members/{memberNumber}/refusals/{refusalId}/explain, of a guest who could not join GET /v1/joining-refusals/{refusalId}/explain',
      }),
    ),
  },
  {
    $id: 'Problem',
    description: 'Problem details (RFC 9457). `code` is stable; `title` is a sentence in the language asked for.',
  },
)
