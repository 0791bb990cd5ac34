import type { Condition } from './document.ts'

/** The levels of one track, and the one of them that the member has. */
export type AtLevel = { ladder: readonly string[]; level: string }

/**
 * What is left of a condition for members of one level: its words about the levels of that track are answered. Null:
 * it never holds for them.
 */
export function conditionAtLevel(condition: Condition | undefined, at: AtLevel): Condition | null {
  const { level, all, any, none, ...rest } = condition ?? {}
  const isOfTrack = level?.some(one => at.ladder.includes(one)) === true
  if (level && isOfTrack && !level.includes(at.level)) {
    // Words of other tracks may hold all the same.
    const others = level.filter(one => !at.ladder.includes(one))
    if (others.length === 0) return null
    return conditionAtLevel({ ...condition, level: others }, at)
  }
  const parts = (all ?? []).map(part => conditionAtLevel(part, at))
  const ways = any?.flatMap(part => conditionAtLevel(part, at) ?? [])
  const excluded = (none ?? []).flatMap(part => conditionAtLevel(part, at) ?? [])
  if (parts.includes(null) || ways?.length === 0 || excluded.some(isEmpty)) return null
  const asked = parts.flatMap(part => (part === null || isEmpty(part) ? [] : [part]))
  return {
    ...rest,
    ...(level && !isOfTrack ? { level } : {}),
    ...(asked.length > 0 ? { all: asked } : {}),
    ...(ways && !ways.some(isEmpty) ? { any: ways } : {}),
    ...(excluded.length > 0 ? { none: excluded } : {}),
  }
}

function isEmpty(condition: Condition): boolean {
  return Object.keys(condition).length === 0
}
