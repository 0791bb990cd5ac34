import { benefitCalendar } from '../../../program/benefit-words.ts'
import { deleteAt, setAt } from '../../../program/edit-program.ts'
import type { EditValue } from '../../../program/edit-render.ts'
import type { Path } from '../../../program/findings.ts'
import { isRecord, readerOf, textOf, wordsOf } from './form-desk.ts'

/** How members come by a benefit: the words that only it has, and how it begins. */
export const benefitKinds = [
  { kind: 'words', words: [] },
  { kind: 'issued', words: ['on', 'gives', 'usable', 'limit'] },
  { kind: 'service', words: ['count'] },
  { kind: 'early', words: ['early'] },
] as const
export type BenefitKind = (typeof benefitKinds)[number]['kind']

/** Where each level has a number of its own, that says the kind, and is changed level by level. */
export const isByLevel = (benefit: unknown): boolean => isRecord(benefit) && isRecord(benefit.levels)

export function kindOfBenefit(benefit: unknown): BenefitKind {
  const found = benefitKinds.find(({ words }) => words.some(word => isRecord(benefit) && word in benefit))
  return found?.kind ?? 'words'
}

/** Whether it is issued for activities, which may happen as often as they like: then a limit says how often it is. */
export function isForActivity(benefit: unknown): boolean {
  const on = isRecord(benefit) ? textOf(benefit.on) : ''
  return on !== '' && !benefitCalendar.some(word => word === on)
}

/** The benefit as one of another kind; what only the old kind had goes. null: a form cannot do it. */
export function withBenefitKind(source: string, path: Path, kind: BenefitKind): string | null {
  const begins: [string, EditValue][] =
    kind === 'issued'
      ? [
          ['on', 'birthday'],
          ['gives', { [wordsOf(readerOf(source)?.(['assets']))[0] ?? 'points']: 100 }],
        ]
      : kind === 'service'
        ? [['count', '2 a year']]
        : kind === 'early'
          ? [['early', '2 days']]
          : []
  const others = benefitKinds.filter(one => one.kind !== kind).flatMap(({ words }) => [...words])
  // What is new is written first: a collection that is left empty would go with its last word.
  const begun = begins.reduce<string | null>(
    (text, [word, value]) => (text === null ? null : setAt(text, [...path, word], value)),
    source,
  )
  return others.reduce<string | null>((text, word) => (text === null ? null : deleteAt(text, [...path, word])), begun)
}

export type Gift = { word: string; amount: string }

/** What is issued: goods by SKU, a coupon by its offer, or points of a kind. null: nothing, or not to be read. */
export function giftOf(gives: unknown): Gift | null {
  const [word] = wordsOf(gives)
  return word === undefined || !isRecord(gives) ? null : { word, amount: textOf(gives[word]) }
}

/** @returns null where a form cannot do it */
export function withGift(source: string, path: Path, { word, amount }: Gift): string | null {
  const isName = word === 'goods' || word === 'coupon'
  const value = !isName && /^\d{1,7}$/.test(amount) ? Number(amount) : amount
  const before = giftOf(readerOf(source)?.(path))
  const added = setAt(source, [...path, word], value)
  return added === null || before === null || before.word === word ? added : deleteAt(added, [...path, before.word])
}
