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
    'zh-CN': Type.String({ minLength: 1, ...text('简体中文 / in simplified Chinese') }),
    'zh-TW': Type.Optional(Type.String({ minLength: 1, ...text('繁体中文 / in traditional Chinese') })),
    en: Type.Optional(Type.String({ minLength: 1, ...text('英文 / in English') })),
  },
  { ...closed, ...text('各语言的名称 / the name in each language'), examples: [{ 'zh-CN': '银卡', en: 'Silver' }] },
)

/** A name: in Chinese, its translations once at the end of the file, or in each language here. */
export const Name = Type.Union([Type.String({ minLength: 1 }), Texts], {
  description:
    '名称，译文写在 translations 里，或在这里分语言写 / the name; translations once under `translations`, or here',
  examples: ['银卡', { 'zh-CN': '银卡', en: 'Silver' }],
})

/** How much may be given: "500 points a day", "3 times a month", "1000000 points in all". */
const Limit = Type.String({
  description: '上限 / a limit',
  pattern: '^[1-9]\\d{0,9} (points?|times?) (a (receipt|day|week|month|year)|in (life|all))$',
  examples: ['500 points a day', '3 times a month', '1000000 points in all'],
})
export const Limits = Type.Union([Limit, Type.Array(Limit, { minItems: 1 })], {
  description:
    '上限，按自然日、周、月、年；in life 是每位会员终身，in all 是全部会员合计的预算 / at most so much per calendar day, week, month, year; in life: per member; in all: the budget of all members',
})

const TimesLimit = Type.String({
  description: '上限 / a limit',
  pattern: '^[1-9]\\d{0,9} times? (a (day|week|month|year)|in (life|all))$',
  examples: ['1 time a month', '2 times in life', '1000 times in all'],
})
export const TimesLimits = Type.Union([TimesLimit, Type.Array(TimesLimit, { minItems: 1 })], {
  description:
    '上限：最多发几次，按自然日、周、月、年；in life 是每位会员终身，in all 是全部会员合计 / issued at most so often per calendar day, week, month, year; in life: per member; in all: to all members together',
})

const OfferLimit = Type.String({
  description: '上限 / a limit',
  pattern:
    '^([1-9]\\d{0,9} times?|[¥￥](0\\.\\d{1,2}|[1-9]\\d{0,2}(,\\d{3}){1,3}(\\.\\d{1,2})?|[1-9]\\d{0,9}(\\.\\d{1,2})?)) (a (receipt|day|week|month|year)|in (life|all))$',
  examples: ['1 time a day', '¥200 a month', '¥50000 in all'],
})
export const OfferLimits = Type.Union([OfferLimit, Type.Array(OfferLimit, { minItems: 1 })], {
  description:
    '上限：几次（每单算一次）或减多少钱，按单、自然日、周、月、年；in life 是每位会员终身，in all 是全部会员合计的预算 / at most so often (once a receipt) or so much money off per receipt, calendar day, week, month, year; in life: per member; in all: the budget of all members',
})

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

/** A day of each year. */
export const monthDay = (description: string) =>
  Type.String({ pattern: '^\\d{2}-\\d{2}$', ...text(description), examples: ['03-31'] })

const time = '([01]?\\d|2[0-3]):[0-5]\\d'
export const Hours = Type.String({
  pattern: `^${time}\\s*-\\s*(${time}|24:00)$`,
  description: '时段，不含结束的那一分钟 / time of day, the end not included',
  examples: ['10:00-14:00'],
})

/** A multiplier of points. More than four decimals cannot be counted exactly; the check says so. */
export const times = (description: string) =>
  Type.Number({ minimum: 0, maximum: 100, ...text(description), examples: [2, 1.5] })
