import type { Reason } from '../../../program/index.ts'
import type { Day } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import type { MoveCause } from './level-state.ts'

export type StoredMove = {
  number: number
  from: string
  to: string
  movedOn: Day
  cause: MoveCause
  staff: string | null
  reasons: Reason[]
}

/** The history of a member in a track, newest first. */
export async function findMoves(
  tx: Transaction,
  { memberId, programCode, track }: { memberId: number; programCode: string; track: string },
): Promise<StoredMove[]> {
  const rows = await tx.rows<{
    move_number: number
    from_level: string
    to_level: string
    moved_on: Day
    cause: MoveCause
    staff: string | null
    reasons: Reason[]
  }>(
    `select move_number, from_level, to_level, moved_on, cause, staff, reasons from levels.move
     where member_id = $1 and program_code = $2 and track = $3 order by move_number desc limit 100`,
    [memberId, programCode, track],
  )
  return rows.map(row => ({
    number: row.move_number,
    from: row.from_level,
    to: row.to_level,
    movedOn: row.moved_on,
    cause: row.cause,
    staff: row.staff,
    reasons: row.reasons,
  }))
}

/** A move by its own number, with where and by what it was made. */
export type ExplainedMove = StoredMove & {
  programCode: string
  programVersion: number
  track: string
  movedAt: Date
  receiptId: string | null
}

type ExplainedRow = {
  program_code: string
  program_version: number
  track: string
  move_number: number
  from_level: string
  to_level: string
  moved_on: Day
  moved_at: Date
  cause: MoveCause
  staff: string | null
  receipt_id: string | null
  reasons: Reason[]
}

const explainedColumns =
  'program_code, program_version, track, move_number, from_level, to_level, moved_on, moved_at, cause, staff, receipt_id, reasons'

function explainedMove(row: ExplainedRow): ExplainedMove {
  return {
    programCode: row.program_code,
    programVersion: row.program_version,
    track: row.track,
    number: row.move_number,
    from: row.from_level,
    to: row.to_level,
    movedOn: row.moved_on,
    movedAt: row.moved_at,
    cause: row.cause,
    staff: row.staff,
    receiptId: row.receipt_id,
    reasons: row.reasons,
  }
}

/** The moves that a receipt or its refunds caused, in order. */
export async function findMovesOfReceipt(
  tx: Transaction,
  { memberId, receiptId }: { memberId: number; receiptId: string },
): Promise<ExplainedMove[]> {
  const rows = await tx.rows<ExplainedRow>(
    `select ${explainedColumns} from levels.move where member_id = $1 and receipt_id = $2 order by moved_at, move_number`,
    [memberId, receiptId],
  )
  return rows.map(explainedMove)
}

/** One move; where several programs have a track of this name, the latest of its number. */
export async function findMove(
  tx: Transaction,
  {
    memberId,
    track,
    number,
    programCode,
  }: { memberId: number; track: string; number: number; programCode: string | null },
): Promise<ExplainedMove | undefined> {
  const row = await tx.row<ExplainedRow>(
    `select ${explainedColumns} from levels.move
     where member_id = $1 and track = $2 and move_number = $3 and ($4::text is null or program_code = $4) order by moved_at desc limit 1`,
    [memberId, track, number, programCode],
  )
  return row && explainedMove(row)
}
