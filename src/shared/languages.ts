/** The languages of every screen, receipt reason and error. The first is the default. */
export const languages = ['zh-CN', 'zh-TW', 'en'] as const
export type Language = (typeof languages)[number]

/** One text in every language. */
export type Texts = Record<Language, string>

export function isTexts(value: unknown): value is Texts {
  return typeof value === 'object' && value !== null && languages.every(language => hasText(value, language))
}

function hasText(value: object, language: Language): boolean {
  return typeof Object.entries(value).find(([name]) => name === language)?.[1] === 'string'
}

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

/**
 * Fills {name} places of a text. A place without a value stays visible, so that it is noticed. {name|line|lines} is the
 * first word where that value is 1, and the second otherwise.
 */
export function fill(text: string, values: Readonly<Record<string, unknown>>): string {
  const parts = partsOf(text)
  let filled = parts[0] ?? ''
  for (let index = 1; index < parts.length; index += 2) {
    const name = parts[index] ?? ''
    filled += name in values ? String(values[name]) : wordFor(name, values)
    filled += parts[index + 1] ?? ''
  }
  return filled
}

function wordFor(place: string, values: Readonly<Record<string, unknown>>): string {
  const [name = '', one, many] = place.split('|')
  if (one === undefined || many === undefined || !(name in values)) return `{${place}}`
  return String(values[name]) === '1' ? one : many
}

/** A text for documents, with its places as they are and the words for several. */
export function inPlural(text: string): string {
  return text.replace(/\{\w+\|[^{}|]*\|([^{}|]*)\}/g, '$1')
}

/** Texts are few and used often: each is taken apart once. */
const partsOfText = new Map<string, readonly string[]>()

/** Words and names of places in turn, beginning and ending with words. */
function partsOf(text: string): readonly string[] {
  const known = partsOfText.get(text)
  if (known) return known
  const parts = text.split(/\{(\w+(?:\|[^{}|]*\|[^{}|]*)?)\}/)
  if (partsOfText.size >= 5_000) partsOfText.clear()
  partsOfText.set(text, parts)
  return parts
}
