import type { CompiledLevels, CompiledProgram } from '../program/index.ts'

const plainMeasures: readonly string[] = ['net-spend', 'points-earned', 'visits']

/** The one track that a replay follows; null where the program has no levels. */
export function ladderOf({ tracks }: CompiledProgram): CompiledLevels | null {
  return tracks[0] ?? null
}

/**
 * Whether receipts alone say who reaches which level, at once. Several tracks, scores, active months, activities,
 * measures of certain goods, levels that are granted, and rises by time alone are not replayed yet: better no result
 * than one that keeps quiet about them.
 */
export function isReplayable({ tracks, goodsMeasures }: CompiledProgram): boolean {
  return tracks.length <= 1 && goodsMeasures.length === 0 && tracks.every(isPlain)
}

function isPlain({ risesAtReview, ladder, gauges }: CompiledLevels): boolean {
  const areCounted = gauges.every(
    ({ measure, parts, window }) =>
      plainMeasures.includes(measure) && parts.length === 0 && window.kind !== 'last full month',
  )
  return !risesAtReview && areCounted && ladder.every(({ granted }) => granted === null)
}

/** Whether points can be used from the receipt on and end by the calendar alone, as a replay takes them to. */
export function hasPlainTerms({ assets }: CompiledProgram): boolean {
  return assets.every(({ pending, valid }) => pending === null && valid.kind !== 'inactive')
}
