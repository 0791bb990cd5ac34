import { languages } from '../shared/languages.ts'
import type { ProgramDocument } from './document.ts'
import type { Path } from './findings.ts'

/** Names of a document that was read: each with its languages, its translations put in. */
export function namesIn(document: object): { texts: Readonly<Record<string, unknown>>; path: Path }[] {
  const { translations: _, ...rest }: { translations?: unknown } = document
  return within(rest, [])
}

function within(value: unknown, path: Path): { texts: Readonly<Record<string, unknown>>; path: Path }[] {
  if (typeof value !== 'object' || value === null) return []
  if ('zh-CN' in value) return [{ texts: { ...value }, path }]
  return Object.entries(value).flatMap(([key, inner]) =>
    within(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

/** Names that say the same in every language have the same key. */
export function textsKey(texts: object): string {
  const said = new Map<string, unknown>(Object.entries(texts))
  return JSON.stringify(languages.map(language => said.get(language) ?? null))
}

/** Translations by their Chinese name, each as the key of a name that takes it. */
export function translationKeys({ translations }: ProgramDocument): Map<string, string> {
  const keys = Object.entries(translations ?? {}).map(
    ([word, texts]) => [word, textsKey({ 'zh-CN': word, ...texts })] as const,
  )
  return new Map(keys)
}

/**
 * Two documents without the translations that need not be compared: those that both have, and those that the names of
 * their document say already.
 */
export function withoutSaid(before: ProgramDocument, after: ProgramDocument): [object, object] {
  const [old, now] = [translationKeys(before), translationKeys(after)]
  const unsaid = [before, after].flatMap(document => {
    const said = new Set(namesIn(document).map(({ texts }) => textsKey(texts)))
    return [...translationKeys(document)].filter(([, key]) => !said.has(key)).map(([word]) => word)
  })
  const told = new Set(unsaid.filter(word => old.get(word) !== now.get(word)))
  return [keeping(before, told), keeping(after, told)]
}

function keeping({ translations, ...document }: ProgramDocument, told: ReadonlySet<string>): object {
  const left = Object.entries(translations ?? {}).filter(([word]) => told.has(word))
  return left.length > 0 ? { ...document, translations: Object.fromEntries(left) } : document
}
