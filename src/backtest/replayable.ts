import type { CompiledLevels, CompiledProgram } from '../program/index.ts'

const plainMeasures: readonly string[] = ['net-spend', 'points-earned', 'visits']

/** The first track of a program; null where it has no levels. */
export function ladderOf({ tracks }: CompiledProgram): CompiledLevels | null {
  return tracks[0] ?? null
}

/**
 * Whether levels are of the usual kind: one track, which receipts raise at once by what every receipt counts. Those are
 * kept in columns (`Standings`); all others member by member (`TrackStandings`).
 */
export function hasPlainLevels({ tracks, goodsMeasures }: CompiledProgram): boolean {
  return tracks.length <= 1 && goodsMeasures.length === 0 && tracks.every(isPlain)
}

function isPlain({ risesAtReview, ladder, gauges }: CompiledLevels): boolean {
  const areCounted = gauges.every(
    ({ measure, parts, window }) =>
      plainMeasures.includes(measure) && parts.length === 0 && window.kind !== 'last full month',
  )
  return !risesAtReview && areCounted && ladder.every(({ granted }) => granted === null)
}
