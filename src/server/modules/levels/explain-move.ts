import type { MoveExplanation } from '../../../shared/contract/explanations.ts'
import type { Texts } from '../../../shared/languages.ts'
import { linkOf, type ProgramBook, type ReasonTeller } from '../programs/index.ts'
import type { ExplainedMove } from './move-store.ts'

/** Names a level as the version did that moved somebody to it; one that no ladder has keeps its code. */
export function levelNameOf(
  programs: ProgramBook,
): (move: Pick<ExplainedMove, 'programCode' | 'programVersion' | 'track'>, level: string) => Texts {
  return ({ programCode, programVersion, track }, level) => {
    const tracks = programs.version(programCode, programVersion)?.tracks
    const levels = tracks?.find(candidate => candidate.track === track)
    const name = levels?.ladder.find(candidate => candidate.level === level)?.name ?? levels?.standIns.get(level)?.name
    return name ?? { 'zh-CN': level, 'zh-TW': level, en: level }
  }
}

/** Why somebody moved between levels. */
export function moveExplanation(move: ExplainedMove, teller: ReasonTeller): MoveExplanation {
  const { track, number, from, to, movedOn, cause, receiptId, programCode, programVersion, reasons } = move
  const program = linkOf(programCode, programVersion)
  return {
    program,
    track,
    number,
    from,
    to,
    movedOn,
    cause,
    receiptId,
    audience: teller.audience,
    sentences: teller.reasons({ chapter: 'levels', program }, reasons),
  }
}
