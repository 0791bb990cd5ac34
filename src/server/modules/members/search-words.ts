import { pinyin } from 'pinyin-pro'

/** Longer words are found by their first 40 characters; it bounds what one name may cost. */
const wordCharsMax = 40

/**
 * The words under which a name is found. A search looks for words that begin with what was typed, so every ending of
 * every part of the name is a word: 王小明 gives 王小明 小明 明, wangxiaoming xiaoming ming, wxm xm m.
 * The characters of traditional and simplified script have one pinyin, which makes 張 findable by typing zhang.
 */
export function searchWordsOf(name: string): string[] {
  const parts = partsOf(name)
  const words = new Set(parts.flatMap(part => endingsOf([...part])))
  if (parts.length > 1) words.add(parts.join('').slice(0, wordCharsMax))
  const syllables = syllablesOf(name)
  for (const word of endingsOf(syllables)) words.add(word)
  for (const word of endingsOf(syllables.map(syllable => syllable.charAt(0)))) words.add(word)
  return [...words]
}

/** What somebody typed, as the beginnings that must all be found. Nothing to look for: empty. */
export function searchBeginningsOf(text: string): string[] {
  return partsOf(text)
}

/** The same by sound, for a name in characters that was heard or is written in the other script; else empty. */
export function searchBeginningsBySound(text: string): string[] {
  const syllables = syllablesOf(text)
  return syllables.length === 0 ? [] : [syllables.join('').slice(0, wordCharsMax)]
}

function partsOf(text: string): string[] {
  const parts = text
    .toWellFormed()
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
  return parts.filter(part => part !== '').map(part => [...part].slice(0, wordCharsMax).join(''))
}

/** Every ending of a row of characters or syllables, joined. */
function endingsOf(units: readonly string[]): string[] {
  return units.map((_, start) => units.slice(start).join('').slice(0, wordCharsMax))
}

function syllablesOf(text: string): string[] {
  if (!/\p{Script=Han}/u.test(text)) return []
  // ü is typed as v; the first character of a name is read as a surname (单 is shan, 曾 is zeng).
  const syllables = pinyin(text, { toneType: 'none', type: 'array', surname: 'head', v: true, nonZh: 'removed' })
  return syllables.filter(syllable => /^[a-z]+$/.test(syllable))
}
