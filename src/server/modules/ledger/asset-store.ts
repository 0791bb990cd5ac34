import type { Transaction } from '../../platform/database.ts'

export type AssetKind = 'points' | 'money' | 'count'
export type Asset = { assetId: number; programCode: string; code: string; kind: AssetKind }

type AssetRow = { asset_id: number; program_code: string; code: string; kind: AssetKind }

/** Every asset there is. */
export async function listAssets(tx: Transaction): Promise<Asset[]> {
  const rows = await tx.rows<AssetRow>('select asset_id, program_code, code, kind from ledger.asset order by asset_id')
  return rows.map(row => ({ assetId: row.asset_id, programCode: row.program_code, code: row.code, kind: row.kind }))
}

/** Makes the assets of a program that do not exist yet. */
export async function insertAssets(
  tx: Transaction,
  { programCode, codes }: { programCode: string; codes: readonly string[] },
): Promise<void> {
  await tx.run(
    `insert into ledger.asset (program_code, code, kind) select $1, code, 'points' from unnest($2::text[]) as code on conflict do nothing`,
    [programCode, [...codes]],
  )
}
