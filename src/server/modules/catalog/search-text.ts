import { pinyin } from 'pinyin-pro'
import type { Goods } from './goods.ts'

/**
 * The one text in which goods are looked for: what is written about them, the SKU without its hyphens and blanks, the
 * name as it sounds (longjingcha) and the first letters of that (ljc).
 */
export function searchTextOf({
  sku,
  name,
  class: group,
  brand,
}: Pick<Goods, 'sku' | 'name' | 'class' | 'brand'>): string {
  const syllables = syllablesOf(name)
  const parts = [
    sku,
    name,
    group,
    brand,
    squeezed(sku),
    syllables.join(''),
    syllables.map(one => one.charAt(0)).join(''),
  ]
  return parts.flatMap(part => (part ? [plain(part)] : [])).join(' ')
}

/** Every word must be found, in any of its writings: as it was typed, or as it sounds. No word: nothing is looked for. */
export function soughtWordsOf(text: string): string[][] {
  const words = plain(text).split(/\s+/).slice(0, wordsMax)
  return words.flatMap(word => {
    if (word === '') return []
    const sound = syllablesOf(word).join('')
    return [[...new Set([word, sound])].filter(writing => writing !== '')]
  })
}

/** More words than anybody types; each of them is a condition of the statement. */
const wordsMax = 8

const plain = (text: string) => text.toWellFormed().normalize('NFKC').toLowerCase()
const squeezed = (sku: string) => sku.replace(/[^\p{L}\p{N}]+/gu, '')

/** Both scripts of a character sound the same, so 圍巾 is found by 围巾. */
function syllablesOf(text: string): string[] {
  if (!/\p{Script=Han}/u.test(text)) return []
  // ü is typed as v.
  const syllables = pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'removed' })
  return syllables.filter(syllable => /^[a-z]+$/.test(syllable))
}
