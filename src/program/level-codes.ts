import type { ProgramDocument } from './document.ts'

/** The codes of all levels of a document, from the lowest. */
export function levelCodesOf({ levels }: ProgramDocument): string[] {
  return (levels?.ladder ?? []).map(level => level.level)
}
