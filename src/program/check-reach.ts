import { mostPointsIn } from './check-rule-limits.ts'
import { compileNeed, compileWindow, ownWordsOf } from './compile-needs.ts'
import { type LevelsBlock, type ProgramDocument, tracksOf } from './document.ts'
import type { Finding, FindingCode, Path } from './findings.ts'
import { pointKindsOf } from './gauges.ts'
import { implies, reachesLike } from './needs.ts'
import type { ParsedProgram } from './parse.ts'
import { scoreWords } from './score-schema.ts'
import { type Threshold, thresholdWords } from './threshold-schema.ts'
import { reviewsOf, spansOf } from './window-spans.ts'

/** Levels that nobody can reach however much is bought, and those that everybody passes by. */
export function checkReach(parsed: ParsedProgram): Finding[] {
  const { document, at } = parsed
  return tracksOf(document.levels).flatMap(({ block, path }) => [
    ...block.ladder.flatMap(({ level, from }, index) =>
      thresholdsOf(from, {
        block,
        kinds: Object.keys(document.assets),
        path: [...path, 'ladder', index, 'from'],
      }).flatMap(threshold =>
        tooHigh({ document, block, level }, threshold).map(({ code, values }) =>
          at(threshold.path, code, values, 'warning'),
        ),
      ),
    ),
    ...checkPassedBy(parsed, block, path),
  ])
}

type Bounded = 'active-months' | 'points-earned' | 'score'
/** `kind`: the kind of points that is counted, where it is not the first. */
type Placed = { measure: Bounded; kind?: string; value: number; window: LevelsBlock['window']; path: Path }

const bounded: readonly Bounded[] = ['active-months', 'points-earned', 'score']

/** Every threshold whose measure may have a most, with the window that it counts over. */
function thresholdsOf(
  from: LevelsBlock['ladder'][number]['from'],
  { block, kinds, path }: { block: LevelsBlock; kinds: readonly string[]; path: Path },
): Placed[] {
  if (typeof from === 'object') return within(from, { kinds, window: block.window, path })
  const measure = bounded.find(word => word === block.measure)
  return measure && typeof from === 'number' ? [{ measure, value: from, window: block.window, path }] : []
}

type Outer = { kinds: readonly string[]; window: LevelsBlock['window']; path: Path }

function within(threshold: Threshold, { kinds, path, ...outer }: Outer): Placed[] {
  const window = threshold.window ?? outer.window
  const ofKinds = ownWordsOf(threshold, thresholdWords).flatMap(([kind, value]): Placed[] =>
    kinds.includes(kind) ? [{ measure: 'points-earned', kind, value, window, path: [...path, kind] }] : [],
  )
  const own = bounded.flatMap(measure => {
    const value = threshold[measure]
    return value === undefined ? [] : [{ measure, value, window, path: [...path, measure] }]
  })
  const parts = (['any', 'all'] as const).flatMap(word =>
    (threshold[word] ?? []).flatMap((part, index) => within(part, { kinds, window, path: [...path, word, index] })),
  )
  return [...own, ...ofKinds, ...parts]
}

const codes = {
  'active-months': 'months-never-reached',
  'points-earned': 'points-never-reached',
  score: 'score-never-reached',
} as const satisfies Record<Bounded, FindingCode>

type Rung = { document: ProgramDocument; block: LevelsBlock; level: string }

function tooHigh({ document, block, level }: Rung, { measure, kind, value, window = '12 months' }: Placed) {
  const most = mostOf(measure, { document, block, window, kind })
  return value > most ? [{ code: codes[measure], values: { level, value, most, window } }] : []
}

type Counting = Pick<Rung, 'document' | 'block'> & { window: LevelsBlock['window']; kind?: string | undefined }

/** The most that a window can hold of a measure; infinite where nothing bounds it, as of money spent. */
function mostOf(measure: string, counting: Counting): number {
  const { document, block, window, kind = Object.keys(document.assets)[0] ?? '' } = counting
  const spans = spansOf(compileWindow(window), reviewsOf(block))
  if (measure === 'active-months') return spans.month ?? Number.POSITIVE_INFINITY
  if (measure === 'points-earned') return mostPointsIn(spans, document, kind)
  return measure === 'score' ? mostScore(counting) : Number.POSITIVE_INFINITY
}

function mostScore(counting: Counting): number {
  const { score = {} } = counting.block
  // Money and activities have no bound, and a weight of 0 is a way to write that they do not count.
  const spend = Number(score['net-spend']?.split(' ')[0] ?? 0)
  const free = [spend, ...ownWordsOf(score, scoreWords).map(([, weight]) => weight), score.visits ?? 0]
  if (free.some(weight => weight > 0)) return Number.POSITIVE_INFINITY
  const parts = (['points-earned', 'active-months'] as const).map(word => {
    const weight = score[word] ?? 0
    return weight > 0 ? weight * mostOf(word, counting) : 0
  })
  // Weights are decimals: a sum that is a hair below a whole number is that number.
  return Math.floor(parts.reduce((sum, part) => sum + part, 0) + 1e-6)
}

/** As `level-unreachable`, by measures that bound each other. Who is given a level without reaching it stays in it. */
function checkPassedBy({ at, document }: ParsedProgram, block: LevelsBlock, path: Path): Finding[] {
  const track = { ...block, kinds: pointKindsOf(document) }
  const needs = block.ladder.map(({ from }) => compileNeed(from, track))
  return block.ladder.flatMap(({ level, granted }, index) => {
    const need = needs[index]
    if (!need || granted) return []
    const above = needs.findIndex((higher, place) => place > index && higher && implies(need, higher, reachesLike))
    const values = { level, above: block.ladder[above]?.level }
    return above < 0 ? [] : [at([...path, 'ladder', index, 'from'], 'level-passed-by', values, 'warning')]
  })
}
