import { deleteAt, setAt } from '../../../program/edit-program.ts'
import type { EditValue } from '../../../program/edit-render.ts'
import type { Path } from '../../../program/findings.ts'
import { isRecord } from './form-desk.ts'

/** What an offer can give: its word, the words that go with it, and how it begins. Without a beginning: in the text. */
export const offerKinds = [
  { word: 'off', words: ['off', 'every'], begins: '¥10' },
  { word: 'discount', words: ['discount', 'most'], begins: '10 %' },
  { word: 'steps', words: ['steps'], begins: { '¥300': '¥40' } },
  { word: 'pay', words: ['pay'], begins: '2 of 3' },
  { word: 'free', words: ['free'], begins: 'shipping' },
  { word: 'prices', words: ['prices'], begins: null },
  { word: 'gift', words: ['gift'], begins: null },
  { word: 'exchange', words: ['exchange'], begins: null },
] as const satisfies readonly { word: string; words: readonly string[]; begins: EditValue | null }[]

export type OfferKind = (typeof offerKinds)[number]

/** Those that name goods begin in the text: a form cannot guess an SKU. */
export const isEasyKind = ({ begins }: OfferKind) => begins !== null

/** The one kind of an offer; null: it has none yet, or cannot be read. */
export function kindOf(offer: unknown): OfferKind | null {
  return isRecord(offer) ? (offerKinds.find(({ word }) => word in offer) ?? null) : null
}

/** The offer with another kind; the words of the kinds that it had go. null: a form cannot do it. */
export function withKind(source: string, path: Path, word: OfferKind['word']): string | null {
  const chosen = offerKinds.find(kind => kind.word === word)
  if (!chosen || chosen.begins === null) return null
  // What is new is written first: a collection that is left empty would go with its last word.
  const begun = setAt(source, [...path, word], chosen.begins)
  const others = offerKinds.filter(kind => kind !== chosen).flatMap(({ words }) => words)
  return others.reduce<string | null>((text, one) => (text === null ? null : deleteAt(text, [...path, one])), begun)
}
