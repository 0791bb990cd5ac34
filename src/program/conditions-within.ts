import { type Asked, askedBy } from './compare-conditions.ts'
import type { Condition, ProgramDocument } from './document.ts'
import type { Path } from './findings.ts'

/**
 * A condition that stands by itself, or within any, none or basket-has of another; not the parts of an `all`.
 * `beside`: what must hold as well wherever one way of an `any` counts.
 */
export type PlacedCondition = { condition: Condition; path: Path; isExcluded: boolean; beside: readonly Asked[] }

/** Blocks whose keys are the shop's own: a SKU or an attribute may be called "when". */
const ownNames: ReadonlySet<string> = new Set(['assets', 'attribute', 'prices', 'steps', 'translations'])

/** Every condition of a document, wherever it stands. */
export function conditionsWithin(document: ProgramDocument): PlacedCondition[] {
  return within(document, [])
}

function within(value: unknown, path: Path): PlacedCondition[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key]
    if (ownNames.has(key)) return []
    return key === 'when' && isCondition(inner)
      ? placesOf({ condition: inner, path: here, isExcluded: false, beside: [] })
      : within(inner, here)
  })
}

/** Whether a condition asks for a word, at whatever depth. */
export function asksFor(document: ProgramDocument, word: keyof Condition): boolean {
  return conditionsWithin(document).some(({ condition }) =>
    askedBy(condition).some(({ words }) => words[word] !== undefined),
  )
}

/** The form of a document was checked: what stands under `when` is a condition. */
function isCondition(value: unknown): value is Condition {
  return typeof value === 'object' && value !== null
}

function placesOf(placed: PlacedCondition): PlacedCondition[] {
  const { condition, path, beside } = placed
  return [placed, ...partsOf(placed, [...beside, ...askedBy(condition, path)])]
}

function partsOf(
  { condition, path, isExcluded }: Omit<PlacedCondition, 'beside'>,
  asked: readonly Asked[],
): PlacedCondition[] {
  const nested = (['any', 'none', 'basket-has'] as const).flatMap(word =>
    (condition[word] ?? []).flatMap((part, index) =>
      placesOf({
        condition: part,
        path: [...path, word, index],
        isExcluded: word === 'none' ? !isExcluded : isExcluded,
        beside: word === 'any' ? asked : [],
      }),
    ),
  )
  const together = (condition.all ?? []).flatMap((part, index) =>
    partsOf({ condition: part, path: [...path, 'all', index], isExcluded }, asked),
  )
  return [...nested, ...together]
}
