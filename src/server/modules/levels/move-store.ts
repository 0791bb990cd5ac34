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

/** The moves that a receipt or its refunds caused, in order. */
export async function findMovesOfReceipt(
  tx: Transaction,
  { memberId, receiptId }: { memberId: number; receiptId: string },
): Promise<{ toLevel: string; reasons: Reason[] }[]> {
  const rows = await tx.rows<{ to_level: string; reasons: Reason[] }>(
    'select to_level, reasons from levels.move where member_id = $1 and receipt_id = $2 order by moved_at, move_number',
    [memberId, receiptId],
  )
  return rows.map(row => ({ toLevel: row.to_level, reasons: row.reasons }))
}
