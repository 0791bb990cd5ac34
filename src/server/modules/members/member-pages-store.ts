import type { Transaction } from '../../platform/database.ts'

/** Every member by number, page by page. */
export async function listMembers(
  tx: Transaction,
  { after, max }: { after: number; max: number },
): Promise<{ memberId: number; homeStoreId: number | null }[]> {
  return tx.rows(
    `select member_id as "memberId", home_store_id as "homeStoreId" from members.member
     where member_id > $1 order by member_id limit $2`,
    [after, max],
  )
}
