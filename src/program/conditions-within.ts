import type { Condition, ProgramDocument } from './document.ts'
import type { Path } from './findings.ts'

/** A condition that stands by itself, or within any, none or basket-has of another; not the parts of an `all`. */
export type PlacedCondition = { condition: Condition; path: Path; isExcluded: boolean }

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
    return key === 'when' && isCondition(inner) ? placesOf(inner, here, false) : within(inner, here)
  })
}

/** The form of a document was checked: what stands under `when` is a condition. */
function isCondition(value: unknown): value is Condition {
  return typeof value === 'object' && value !== null
}

function placesOf(condition: Condition, path: Path, isExcluded: boolean): PlacedCondition[] {
  return [{ condition, path, isExcluded }, ...partsOf(condition, path, isExcluded)]
}

function partsOf(condition: Condition, path: Path, isExcluded: boolean): PlacedCondition[] {
  const nested = (['any', 'none', 'basket-has'] as const).flatMap(word =>
    (condition[word] ?? []).flatMap((part, index) =>
      placesOf(part, [...path, word, index], word === 'none' ? !isExcluded : isExcluded),
    ),
  )
  const together = (condition.all ?? []).flatMap((part, index) => partsOf(part, [...path, 'all', index], isExcluded))
  return [...nested, ...together]
}
