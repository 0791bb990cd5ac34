import type { Texts } from '../shared/languages.ts'
import { isRecord } from './diff-words.ts'
import { type ProgramDocument, tracksOf } from './document.ts'
import { completeTexts } from './names.ts'

/** What the codes of a program are called in a sentence, by the word that they stand under. */
export type CodeNames = (word: string, code: string) => Texts | null

const wordsOfLevels: ReadonlySet<string> = new Set(['level', 'levels', 'up-to', 'off'])

/** Codes of both documents; what both know is called as in the later one. A level is never called by its code where it has a name. */
export function codeNames(...documents: readonly ProgramDocument[]): CodeNames {
  const levels = new Map<string, Texts>()
  const offers = new Map<string, Texts>()
  const assets = new Map<string, Texts>()
  for (const document of documents) {
    for (const { block } of tracksOf(document.levels))
      for (const { level, name } of block.ladder) levels.set(level, completeTexts(name))
    for (const { offer, name } of document.offers ?? []) offers.set(offer, completeTexts(name))
    for (const [code, asset] of Object.entries(document.assets))
      if (isRecord(asset)) assets.set(code, completeTexts(asset.name))
  }
  return (word, code) => {
    if (wordsOfLevels.has(word)) return levels.get(code) ?? null
    if (word === 'coupon') return offers.get(code) ?? null
    return word === 'asset' || word === 'gives' || word === 'uses' ? (assets.get(code) ?? null) : null
  }
}
