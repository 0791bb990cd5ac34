import { dayFindings } from './check-days.ts'
import { checkSums } from './check-sums.ts'
import { type Asked, askedBy, holdsWhenever, singles, sizeOf } from './compare-conditions.ts'
import { conditionsWithin, type PlacedCondition } from './conditions-within.ts'
import { type Finding, nearestWord, type Path } from './findings.ts'
import { tracksOf } from './levels-schema.ts'
import type { FindingMaker, ParsedProgram } from './parse.ts'
import { readHours } from './scalars.ts'

/** What a condition needs to be judged by its words alone: what it asks for at once, and which level is of which track. */
type Judged = { asked: readonly Asked[]; trackOf: ReadonlyMap<string, number>; at: FindingMaker }

/** Conditions that nothing can ever meet: they forbid what they ask for, or ask for what never comes together. */
export function checkImpossible(parsed: ParsedProgram): Finding[] {
  const { document, at } = parsed
  const trackOf = new Map(
    tracksOf(document.levels).flatMap(({ block }, track) => block.ladder.map(({ level }) => [level, track] as const)),
  )
  const ofConditions = conditionsWithin(document).flatMap(placed => {
    const judge = (asked: readonly Asked[]) => judged({ asked, trackOf, at })
    const { condition, path, beside } = placed
    // What is wrong without this way of an `any` is told of the condition that it belongs to.
    const known = new Set((beside.length > 0 ? judge(beside) : []).map(placeOf))
    const found = judge([...beside, ...askedBy(condition, path)]).filter(finding => !known.has(placeOf(finding)))
    return [...found.map(finding => notBefore(finding, at(path, finding.code, {}))), ...storeFindings(parsed, placed)]
  })
  return [...ofConditions, ...checkSums(parsed)]
}

function judged(judging: Judged): Finding[] {
  return [
    ...excludedFindings(judging),
    ...listFindings(judging),
    ...levelFindings(judging),
    ...otherFindings(judging),
    ...boundFindings(judging),
    ...dayFindings(judging.asked, judging.at),
  ]
}

function placeOf({ line, column, code }: Finding): string {
  return `${line}:${column} ${code}`
}

/** What does not go with something that stands before its own condition is told where that condition begins. */
function notBefore(finding: Finding, { line, column }: Finding): Finding {
  const isBefore = finding.line < line || (finding.line === line && finding.column < column)
  return isBefore ? { ...finding, line, column } : finding
}

function excludedFindings({ asked, at }: Judged): Finding[] {
  const rest = { all: asked.map(({ words: { none: _, ...words } }) => words) }
  return asked
    .filter(({ words }) => words.none?.some(part => holdsWhenever(part, rest)))
    .map(place => at([...place.path, 'none'], 'forbids-itself', {}, 'warning'))
}

function listFindings(judging: Judged): Finding[] {
  return singles.flatMap(word => {
    let common: readonly (string | number)[] | undefined
    for (const { words, path } of judging.asked) {
      const list: readonly (string | number)[] | undefined = words[word]
      if (!list) continue
      const left = common?.filter(one => list.includes(one)) ?? list
      if (common && left.length === 0) return [apart(judging, [...path, word], { word, other: common, value: list })]
      common = left
    }
    return []
  })
}

type Apart = { word: string; other: readonly (string | number)[]; value: readonly (string | number)[] }

function apart({ at }: Judged, place: Path, { word, other, value }: Apart): Finding {
  return at(place, 'asks-apart', { word, other: other.join(', '), value: value.join(', ') }, 'warning')
}

/** A member has one level of each track at a time. */
function levelFindings(judging: Judged): Finding[] {
  const { trackOf } = judging
  const lists = judging.asked.flatMap(({ words: { level }, path }) => (level ? [{ level, path }] : []))
  return lists.flatMap(({ level, path }, index) => {
    const other = lists
      .slice(0, index)
      .find(earlier => earlier.level.every(a => level.every(b => a !== b && trackOf.get(a) === trackOf.get(b))))
    return other ? [apart(judging, [...path, 'level'], { word: 'level', other: other.level, value: level })] : []
  })
}

function otherFindings(judging: Judged): Finding[] {
  const findings: Finding[] = []
  let first: boolean | undefined
  let span: { text: string; fromMinute: number; toMinute: number } | undefined
  for (const { words, path } of judging.asked) {
    const { hours = '', 'first-purchase': isFirst } = words
    if (first !== undefined && isFirst !== undefined && first !== isFirst)
      findings.push(
        apart(judging, [...path, 'first-purchase'], {
          word: 'first-purchase',
          other: [`${first}`],
          value: [`${isFirst}`],
        }),
      )
    first ??= isFirst
    const read = readHours(hours)
    if (!read) continue
    const fromMinute = Math.max(read.fromMinute, span?.fromMinute ?? 0)
    const toMinute = Math.min(read.toMinute, span?.toMinute ?? read.toMinute)
    if (span && fromMinute >= toMinute)
      findings.push(apart(judging, [...path, 'hours'], { word: 'hours', other: [span.text], value: [hours] }))
    span = { text: hours, fromMinute, toMinute }
  }
  return findings
}

const bounds = ['basket', 'price', 'line', 'margin', 'pieces', 'age'] as const

/** Bounds in different parts; those side by side are told by `checkBounds`. */
function boundFindings({ asked, at }: Judged): Finding[] {
  return bounds.flatMap(name => {
    const [lower, upper] = [`${name}-from`, `${name}-below`] as const
    const found = asked.find(({ words }, index) =>
      asked
        .slice(0, index)
        .some(({ words: earlier }) => isEmpty(words[lower], earlier[upper]) || isEmpty(earlier[lower], words[upper])),
    )
    if (!found) return []
    const word = found.words[lower] === undefined ? upper : lower
    return [at([...found.path, word], 'bounds-empty', { lower, upper }, 'warning')]
  })
}

function isEmpty(from: unknown, below: unknown): boolean {
  const [a, b] = [sizeOf(from), sizeOf(below)]
  return a !== undefined && b !== undefined && a >= b
}

/** A store where the program does not apply. To exclude it is needless and does no harm. */
function storeFindings({ document: { stores }, at }: ParsedProgram, placed: PlacedCondition): Finding[] {
  if (!stores || placed.isExcluded) return []
  return askedBy(placed.condition, placed.path).flatMap(({ words, path }) =>
    (words.store ?? []).flatMap((store, index) =>
      stores.includes(store)
        ? []
        : [
            at(
              [...path, 'store', index],
              'store-not-here',
              { store, suggestion: nearestWord(store, stores) },
              'warning',
            ),
          ],
    ),
  )
}
