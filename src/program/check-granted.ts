import type { LevelsBlock } from './document.ts'
import type { Finding, Path } from './findings.ts'
import type { ParsedProgram } from './parse.ts'

type LevelBlock = LevelsBlock['ladder'][number]
type Rung = { level: LevelBlock; isLowest: boolean; higher: readonly LevelBlock[]; path: Path }

/** What a level that is given without its threshold can have wrong. */
export function checkGranted({ at }: ParsedProgram, { level, isLowest, higher, path }: Rung): Finding[] {
  if (level.granted === undefined)
    return level.kept === undefined ? [] : [at([...path, 'kept'], 'kept-without-granted', { level: level.level })]
  if (isLowest) return [at([...path, 'granted'], 'lowest-level-granted', { level: level.level })]
  const earned = higher.find(other => other.from !== undefined)
  if (level.from !== undefined || !earned) return []
  return [at([...path, 'granted'], 'granted-below-earned', { level: level.level, above: earned.level }, 'warning')]
}
