import type { ProgramDocument } from './document.ts'
import { tracksOf } from './levels-schema.ts'

/** The codes of all levels of a document, track by track, each from the lowest. */
export function levelCodesOf({ levels }: ProgramDocument): string[] {
  return tracksOf(levels).flatMap(({ block }) => block.ladder.map(level => level.level))
}
