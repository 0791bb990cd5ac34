import { deleteAt, setAt } from '../../../program/edit-program.ts'
import type { Path } from '../../../program/findings.ts'
import { isRecord, readerOf, textOf } from './form-desk.ts'

/** One thing that a threshold asks for: what is counted, and how much of it as it is written. */
export type Ask = { word: string; amount: string }

/** Words of a threshold that are no amounts. */
const otherWords = ['window', 'goods', 'any', 'all']

/** A bare value is of the track's own measure. */
export function asksOf(threshold: unknown, measure: string): Ask[] {
  if (isRecord(threshold))
    return Object.entries(threshold)
      .filter(([word]) => !otherWords.includes(word))
      .map(([word, value]) => ({ word, amount: textOf(value) }))
  const amount = textOf(threshold)
  return amount === '' ? [] : [{ word: measure, amount }]
}

/** Money is written with its sign, everything else as a whole number; what is neither stays for the check to name. */
export function amountFor(word: string, typed: string): string | number {
  const bare = typed.trim().replace(/^[¥￥]\s*/, '')
  const isPlain = /^\d{1,3}(,\d{3})+$|^\d+$/.test(bare)
  if (word === 'net-spend') return /^[\d,]+(\.\d{1,2})?$/.test(bare) ? `¥${bare}` : typed.trim()
  return isPlain ? Number(bare.replaceAll(',', '')) : typed.trim()
}

type Place = { path: Path; measure: string }

/** @returns null where a form cannot do it, as where that is asked for already */
export function withAmount(source: string, { path, measure }: Place, { word, amount }: Ask): string | null {
  const value = amountFor(word, amount)
  const isBare = !isRecord(readerOf(source)?.(path)) && word === measure
  return setAt(source, isBare ? path : [...path, word], value)
}

/** Asks for the same amount of something else. */
export function withWord(source: string, { path, measure }: Place, { from, to }: { from: Ask; to: string }) {
  const threshold = readerOf(source)?.(path)
  const value = amountFor(to, from.amount.replace(/^[¥￥]\s*/, '').replace(/\.\d+$/, ''))
  if (!isRecord(threshold)) return setAt(source, path, to === measure ? value : { [to]: value })
  if (to in threshold) return null
  // What is new is written first: a collection that is left empty would go with its last word.
  const added = setAt(source, [...path, to], value)
  return added === null ? null : deleteAt(added, [...path, from.word])
}

/** Asks for one thing more, beside what is asked for already. */
export function withAnother(source: string, { path, measure }: Place, word: string): string | null {
  const threshold = readerOf(source)?.(path)
  const begins = word === 'net-spend' ? '¥1000' : word === 'visits' || word === 'active-months' ? 3 : 1000
  if (threshold === undefined) return setAt(source, path, word === measure ? begins : { [word]: begins })
  if (isRecord(threshold)) return setAt(source, [...path, word], begins)
  return typeof threshold === 'string' || typeof threshold === 'number'
    ? setAt(source, path, { [measure]: threshold, [word]: begins })
    : null
}
