/** The languages of every screen, receipt reason and error. The first is the default. */
export const languages = ['zh-CN', 'zh-TW', 'en'] as const
export type Language = (typeof languages)[number]

/** One text in every language. */
export type Texts = Record<Language, string>

/** Picks the language that an Accept-Language header asks for first; unknown ones are passed over. */
export function languageOf(header: string | undefined): Language {
  for (const part of (header ?? '').split(',')) {
    const tag = part.split(';')[0]?.trim().toLowerCase() ?? ''
    if (tag.startsWith('en')) return 'en'
    if (/^zh-(tw|hk|mo|hant)/.test(tag)) return 'zh-TW'
    if (tag.startsWith('zh')) return 'zh-CN'
  }
  return 'zh-CN'
}

/** Fills {name} places of a text. A place without a value stays visible, so that it is noticed. */
export function fill(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => (name in values ? String(values[name]) : place))
}
