import type { CompiledProgram } from './compiled.ts'
import { activityOf } from './gauges.ts'

/** The activities that mean something to a program: they give points or benefits, count for a level or grant one. */
export function activitiesKnownTo({ assets, tracks, benefits }: CompiledProgram): ReadonlySet<string> {
  const giving = assets.flatMap(asset => [...asset.occasions.keys()])
  const counted = tracks.flatMap(({ gauges }) => gauges.flatMap(({ measure }) => activityOf(measure) ?? []))
  const granting = tracks.flatMap(({ ladder }) =>
    ladder.flatMap(({ granted }) => (granted?.by === 'event' ? [granted.event] : [])),
  )
  const keeping = assets.flatMap(({ valid }) => (valid.kind === 'inactive' ? valid.keptBy.filter(isActivity) : []))
  const ending = assets.flatMap(({ pending }) => (pending?.kind === 'until' ? [pending.activity] : []))
  const bringing = benefits.flatMap(({ content }) => (content.kind === 'issued' ? (content.activity ?? []) : []))
  return new Set([...giving, ...bringing, ...counted, ...granting, ...keeping, ...ending])
}

const isActivity = (code: string) => code !== 'purchase' && code !== 'redemption'

export function knowsActivity(program: CompiledProgram | null, code: string): boolean {
  return program !== null && activitiesKnownTo(program).has(code)
}
