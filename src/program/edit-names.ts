import { type Language, languages, type Texts } from '../shared/languages.ts'
import { plainAt, readDocument } from './edit-places.ts'
import { deleteAt, setAt } from './edit-program.ts'
import type { EditValue } from './edit-render.ts'
import type { Path } from './findings.ts'

/**
 * Names in three languages. A file writes them in each language where they stand, or in Chinese with the translations
 * once under `translations`; a change keeps to the way of the file.
 */

/** What is written of a name; a language that is not written is empty. */
export function nameAt(source: string, path: Path): Texts {
  const document = readDocument(source)
  const written = document ? plainAt(document, path) : undefined
  const translated = typeof written === 'string' && document ? plainAt(document, ['translations', written]) : undefined
  const chinese = typeof written === 'string' ? written : textIn(written, 'zh-CN')
  const from = typeof written === 'string' ? translated : written
  return { 'zh-CN': chinese, 'zh-TW': textIn(from, 'zh-TW'), en: textIn(from, 'en') }
}

/** @returns null where it cannot be written by a form */
export function setName(source: string, path: Path, texts: Texts): string | null {
  const before = nameAt(source, path)
  if (languages.every(language => before[language] === texts[language])) return source
  const document = readDocument(source)
  if (!document) return null
  const written = plainAt(document, path)
  if (isRecord(written)) return setTexts(source, path, texts)
  if (typeof written === 'string' || isPlainFile(source))
    return setPlain(source, path, { before: before['zh-CN'], texts })
  return setAt(source, path, nameValue(texts))
}

/** Takes a part out, with the translations of its name where nothing else has that name. */
export function deleteNamed(source: string, path: Path): string | null {
  const document = readDocument(source)
  const name = document ? plainAt(document, [...path, 'name']) : undefined
  const text = deleteAt(source, path)
  if (text === null || typeof name !== 'string' || countOf(text, name) > 0) return text
  return deleteAt(text, ['translations', name])
}

/** A name as a new part of this file has it. What is to be added under `translations` is added by `setName`. */
export function nameValue(texts: Texts): EditValue {
  const pairs = languages.filter(language => texts[language] !== '').map(language => [language, texts[language]])
  return Object.fromEntries(pairs)
}

/** Whether the file writes its names in Chinese alone. */
export function isPlainFile(source: string): boolean {
  const document = readDocument(source)
  return document !== null && typeof plainAt(document, ['name']) === 'string'
}

function setTexts(source: string, path: Path, texts: Texts): string | null {
  return languages.reduce<string | null>((text, language) => {
    if (text === null) return null
    const place = [...path, language]
    return texts[language] === '' ? deleteAt(text, place) : setAt(text, place, texts[language])
  }, source)
}

function setPlain(source: string, path: Path, { before, texts }: { before: string; texts: Texts }): string | null {
  const chinese = texts['zh-CN']
  let text = setAt(source, path, chinese)
  // The translations of the old name go, unless the name is still used elsewhere.
  if (text !== null && before !== chinese && before !== '' && countOf(text, before) === 0)
    text = deleteAt(text, ['translations', before])
  for (const language of languages.slice(1)) {
    if (text === null) return null
    const place = ['translations', chinese, language]
    text = texts[language] === '' ? deleteAt(text, place) : setAt(text, place, texts[language])
  }
  return text
}

/** How often a plain name is used outside of the translations. */
function countOf(source: string, name: string): number {
  const document = readDocument(source)
  const count = (value: unknown): number => {
    if (value === name) return 1
    if (typeof value !== 'object' || value === null) return 0
    return Object.entries(value).reduce((sum, [key, inner]) => sum + (key === 'translations' ? 0 : count(inner)), 0)
  }
  return document ? count(document.toJS()) : 0
}

function textIn(value: unknown, language: Language): string {
  const text = isRecord(value) ? value[language] : undefined
  return typeof text === 'string' ? text : ''
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
