import type { Transaction } from '../../platform/database.ts'
import type { Change, ChangeState } from './change.ts'

type ChangeRow = {
  change_id: string
  program_code: string
  document: string
  in_force_from: Date | null
  store_codes: string[] | null
  why: string
  state: ChangeState
  base_release: number
  asked_by: string
  asked_by_name: string
  created_at: Date
  asked_at: Date | null
  decided_by: string | null
  decided_by_name: string | null
  decided_at: Date | null
  decline_reason: string | null
  approved_hash: string | null
  is_approved_alone: boolean
  release_number: number | null
}

function changeOf(row: ChangeRow): Change {
  return {
    changeId: row.change_id,
    programCode: row.program_code,
    document: row.document,
    inForceFrom: row.in_force_from,
    storeCodes: row.store_codes,
    why: row.why,
    state: row.state,
    baseRelease: row.base_release,
    askedBy: { id: row.asked_by, name: row.asked_by_name },
    createdAt: row.created_at,
    askedAt: row.asked_at,
    decidedBy: row.decided_by === null ? null : { id: row.decided_by, name: row.decided_by_name ?? '' },
    decidedAt: row.decided_at,
    declineReason: row.decline_reason,
    approvedHash: row.approved_hash,
    isApprovedAlone: row.is_approved_alone,
    releaseNumber: row.release_number,
  }
}

export async function insertChange(tx: Transaction, change: Change): Promise<void> {
  await tx.run(
    `insert into programs.change_request (change_id, program_code, asked_by, asked_by_name, created_at, document, in_force_from, store_codes, why, state, base_release, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      change.changeId,
      change.programCode,
      change.askedBy.id,
      change.askedBy.name,
      change.createdAt,
      change.document,
      change.inForceFrom,
      change.storeCodes,
      change.why,
      change.state,
      change.baseRelease,
      change.askedAt,
    ],
  )
}

/** Writes what the author edited. */
export async function updateChange(tx: Transaction, change: Change): Promise<void> {
  await tx.run(
    `update programs.change_request set document = $2, in_force_from = $3, store_codes = $4, why = $5, state = $6, base_release = $7, asked_at = $8
     where change_id = $1`,
    [
      change.changeId,
      change.document,
      change.inForceFrom,
      change.storeCodes,
      change.why,
      change.state,
      change.baseRelease,
      change.askedAt,
    ],
  )
}

export async function markChangeDecided(tx: Transaction, change: Change): Promise<void> {
  await tx.run(
    `update programs.change_request set state = $2, decided_by = $3, decided_by_name = $4, decided_at = $5, decline_reason = $6,
       approved_hash = $7, is_approved_alone = $8, release_number = $9
     where change_id = $1`,
    [
      change.changeId,
      change.state,
      change.decidedBy?.id ?? null,
      change.decidedBy?.name ?? null,
      change.decidedAt,
      change.declineReason,
      change.approvedHash,
      change.isApprovedAlone,
      change.releaseNumber,
    ],
  )
}

/** Whoever works on changes holds lockPrograms, so that what is read here stays. */
export async function findChange(tx: Transaction, changeId: string): Promise<Change | undefined> {
  const row = await tx.row<ChangeRow>('select * from programs.change_request where change_id = $1', [changeId])
  return row && changeOf(row)
}

/** Newest first, 200 at most. */
export async function listChanges(
  tx: Transaction,
  { programCode, state }: { programCode: string | null; state: ChangeState | null },
): Promise<Change[]> {
  const rows = await tx.rows<ChangeRow>(
    `select * from programs.change_request
     where ($1::text is null or program_code = $1) and ($2::text is null or state = $2)
     order by created_at desc, change_id limit 200`,
    [programCode, state],
  )
  return rows.map(changeOf)
}
