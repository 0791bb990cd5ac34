import type { Transaction } from '../../platform/database.ts'

export type ProgramVersion = {
  programCode: string
  version: number
  document: string
  inForceFrom: Date
  publishedAt: Date
  publishedBy: string
  note: string | null
}

type VersionRow = {
  program_code: string
  version: number
  document: string
  in_force_from: Date
  published_at: Date
  published_by: string
  note: string | null
}

/** Every version of every program, oldest first. */
export async function listVersions(tx: Transaction): Promise<ProgramVersion[]> {
  const rows = await tx.rows<VersionRow>(
    'select program_code, version, document, in_force_from, published_at, published_by, note from programs.version order by program_code, version',
  )
  return rows.map(row => ({
    programCode: row.program_code,
    version: row.version,
    document: row.document,
    inForceFrom: row.in_force_from,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
    note: row.note,
  }))
}

/** Lets one publication go on at a time, so that version numbers have no gaps. */
export async function lockPrograms(tx: Transaction): Promise<void> {
  await tx.run('lock table programs.version in share row exclusive mode')
}

export async function insertVersion(tx: Transaction, version: ProgramVersion): Promise<void> {
  await tx.run(
    `insert into programs.version (program_code, version, document, in_force_from, published_at, published_by, note) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      version.programCode,
      version.version,
      version.document,
      version.inForceFrom,
      version.publishedAt,
      version.publishedBy,
      version.note,
    ],
  )
}
