import type { Transaction } from '../../platform/database.ts'

/** A birthday without its year, "03-05", and how many members have it. */
export type Birthdays = { monthDay: string; members: number }

/** Every day of the year on which somebody has a birthday. */
export function findBirthdayCounts(tx: Transaction): Promise<Birthdays[]> {
  return tx.rows<Birthdays>(
    `select to_char(birthday, 'MM-DD') as "monthDay", count(*) as members from members.member
     where birthday is not null group by 1 order by 1`,
  )
}

export async function findBornOn(tx: Transaction, monthDays: readonly string[]): Promise<number[]> {
  const rows = await tx.rows<{ member_id: number }>(
    `select member_id from members.member where to_char(birthday, 'MM-DD') = any($1::text[]) order by member_id`,
    [monthDays],
  )
  return rows.map(row => row.member_id)
}
