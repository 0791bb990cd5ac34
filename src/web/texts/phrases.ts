import { useCallback } from 'react'
import { fill, type Language, languages } from '../../shared/languages.ts'
import { useLanguage } from '../ui/language.ts'

/**
 * One text in the order of `languages`: 简体中文, 繁體中文, English. The optional fourth is English for a `count` of one.
 * A tuple, so that a missing translation does not compile.
 */
export type Phrase = readonly [string, string, string] | readonly [string, string, string, string]

export type Values = Readonly<Record<string, string | number>>

/** The texts of one page. */
export const phrases = <const Key extends string>(page: Readonly<Record<Key, Phrase>>) => page

export function say(phrase: Phrase, language: Language, values: Values = {}): string {
  const singular = language === 'en' && String(values.count) === '1' ? phrase[3] : undefined
  return fill(singular ?? phrase[languages.indexOf(language)] ?? phrase[0], values)
}

/** @returns a function that says a text of the page in the chosen language. */
export function useTexts<Key extends string>(page: Readonly<Record<Key, Phrase>>) {
  const language = useLanguage()
  return useCallback((key: Key, values?: Values) => say(page[key], language, values), [page, language])
}

/** Says a word that the server sent; an unknown word is shown as it is, so that nothing is hidden. */
export function useWord(page: Readonly<Record<string, Phrase>>) {
  const language = useLanguage()
  return useCallback(
    (word: string) => {
      const phrase = page[word]
      return phrase ? say(phrase, language) : word
    },
    [page, language],
  )
}
