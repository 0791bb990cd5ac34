import type { Transaction } from '../../platform/database.ts'
import type { Release } from './release.ts'

type ReleaseRow = {
  program_code: string
  number: number
  version: number
  kind: Release['kind']
  store_codes: string[] | null
  in_force_from: Date
  cancels: number | null
  released_at: Date
  released_by: string
  approved_by: string | null
  is_approved_alone: boolean
  change_id: string | null
  note: string | null
}

/** Every release of every program, oldest first. */
export async function listReleases(tx: Transaction): Promise<Release[]> {
  const rows = await tx.rows<ReleaseRow>('select * from programs.release order by program_code, number')
  return rows.map(row => ({
    programCode: row.program_code,
    number: row.number,
    version: row.version,
    kind: row.kind,
    storeCodes: row.store_codes,
    inForceFrom: row.in_force_from,
    cancels: row.cancels,
    releasedAt: row.released_at,
    releasedBy: row.released_by,
    approvedBy: row.approved_by,
    isApprovedAlone: row.is_approved_alone,
    changeId: row.change_id,
    note: row.note,
  }))
}

/** How many releases there are: they are only ever added, and each version comes with one, so an equal number means that nothing changed. */
export async function countReleases(tx: Transaction): Promise<number> {
  const row = await tx.row<{ releases: number }>('select count(*) as releases from programs.release')
  return row?.releases ?? 0
}

export async function insertRelease(tx: Transaction, release: Release): Promise<void> {
  await tx.run(
    `insert into programs.release (program_code, number, version, kind, store_codes, in_force_from, cancels, released_at, released_by, approved_by, is_approved_alone, change_id, note)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      release.programCode,
      release.number,
      release.version,
      release.kind,
      release.storeCodes,
      release.inForceFrom,
      release.cancels,
      release.releasedAt,
      release.releasedBy,
      release.approvedBy,
      release.isApprovedAlone,
      release.changeId,
      release.note,
    ],
  )
}
