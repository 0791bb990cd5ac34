import Type from 'typebox'

/**
 * The small notations of a program document. A text that one of these lets through is one that `scalars.ts` can read;
 * `examples` are what a mistaken shopkeeper is shown.
 */

export const closed = { additionalProperties: false } as const
export const text = (description: string) => ({ description })

export const codePattern = '^[a-z0-9][a-z0-9-]{0,62}$'
export const code = (description: string, example: string) =>
  Type.String({ pattern: codePattern, ...text(description), examples: [example] })

export const Texts = Type.Object(
  {
    'zh-CN': Type.String({ minLength: 1 }),
    'zh-TW': Type.Optional(Type.String({ minLength: 1 })),
    en: Type.Optional(Type.String({ minLength: 1 })),
  },
  { ...closed, ...text('各语言的名称 / the name in each language'), examples: [{ 'zh-CN': '银卡', en: 'Silver' }] },
)

const yuan = '\\s*(\\d{1,3}(,\\d{3}){1,3}|\\d{1,10})(\\.\\d{1,2})?$'
/** Money as it is written on a price tag, always with its sign: `per: 1` could mean a piece. */
export const SignedMoney = Type.String({ pattern: `^[¥￥]${yuan}`, examples: ['¥100'] })
export const money = (description: string) =>
  Type.Union([Type.String({ pattern: `^[¥￥]?${yuan}` }), Type.Integer({ minimum: 0, maximum: 9_999_999_999 })], {
    ...text(description),
    examples: ['¥3000', '¥19.90'],
  })

/** A discount as shops say it: 5 % off, or what is left to pay in tenths: 9.5 折. */
export const discount = (description: string) =>
  Type.String({
    pattern: '^((100|\\d{1,2}(\\.\\d{1,2})?)\\s*[%％]|([1-9](\\.\\d{1,2})?|[1-9][1-9])\\s*折)$',
    ...text(description),
    examples: ['5 %', '9.5 折'],
  })

export const percent = (description: string) =>
  Type.String({ pattern: '^(100|\\d{1,2}(\\.\\d{1,2})?)\\s*[%％]$', ...text(description), examples: ['5 %'] })

export const period = (description: string) =>
  Type.String({
    pattern: '^([1-9]\\d{0,2} (day|week|month)|[1-9]\\d? year)s?$',
    ...text(description),
    examples: ['2 years', '30 days'],
  })

export const day = (description: string) =>
  Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', ...text(description), examples: ['2026-03-05'] })

const time = '([01]?\\d|2[0-3]):[0-5]\\d'
export const Hours = Type.String({
  pattern: `^${time}\\s*-\\s*(${time}|24:00)$`,
  description: '时段，不含结束的那一分钟 / time of day, the end not included',
  examples: ['10:00-14:00'],
})

/** A multiplier of points. More than four decimals cannot be counted exactly; the check says so. */
export const times = (description: string) =>
  Type.Number({ minimum: 0, maximum: 100, ...text(description), examples: [2, 1.5] })
