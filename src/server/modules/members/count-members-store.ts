import { addDays, type Day, startOfDay } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'

/** How many members had joined by the end of a day. */
export async function countMembers(
  tx: Transaction,
  { through, timeZone }: { through: Day; timeZone: string },
): Promise<number> {
  const row = await tx.row<{ members: number }>('select count(*) as members from members.member where joined_at < $1', [
    startOfDay(addDays(through, 1), timeZone),
  ])
  return row?.members ?? 0
}
