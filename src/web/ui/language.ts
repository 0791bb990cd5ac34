import { useSyncExternalStore } from 'react'
import { type Language, languages, type Texts } from '../../shared/languages.ts'
import { recall, remember } from './storage.ts'

const listeners = new Set<() => void>()
let chosen: Language = stored()

function stored(): Language {
  const text = recall('language')
  return languages.find(language => language === text) ?? languages[0]
}

export const currentLanguage = (): Language => chosen

export function chooseLanguage(language: Language): void {
  chosen = language
  remember('language', language)
  document.documentElement.lang = language
  for (const listener of listeners) listener()
}

export function subscribeToLanguage(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribeToLanguage, currentLanguage)
}

/** Picks the chosen language of a text that the server sent in all of them. */
export function useOwnText(): (texts: Texts) => string {
  const language = useLanguage()
  return texts => texts[language] || texts['zh-CN']
}
