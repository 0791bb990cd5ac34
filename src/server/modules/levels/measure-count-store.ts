import type { Transaction } from '../../platform/database.ts'

/** Programs of which a measure is not yet counted for everybody. */
export async function findProgramsBeingCounted(tx: Transaction): Promise<string[]> {
  const rows = await tx.rows<{ program_code: string }>(
    'select distinct program_code from levels.measure_count where counted_at is null',
  )
  return rows.map(row => row.program_code)
}
