import { anniversaryIn, type Day } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'

/** Members who celebrate their birthday on a day, by number; 29 February is celebrated on the 28th in common years. */
export async function findBirthdays(
  tx: Transaction,
  { today, after, max }: { today: Day; after: number; max: number },
): Promise<{ memberId: number; homeStoreId: number | null }[]> {
  const numberOf = (monthDay: string) => Number(monthDay.replace('-', ''))
  const days = [numberOf(today.slice(5))]
  if (anniversaryIn(Number(today.slice(0, 4)), '02-29') === today && days[0] === 228) days.push(229)
  return tx.rows(
    `select member_id as "memberId", home_store_id as "homeStoreId" from members.member
     where birthday is not null and birthday <= $4
       and (extract(month from birthday)::int * 100 + extract(day from birthday)::int) = any($1) and member_id > $2
     order by member_id limit $3`,
    [days, after, max, today],
  )
}
