import type { Transaction } from './database.ts'

export type NewMark = { mark: Buffer; endsAt: Date }

/**
 * Notes marks that are not noted yet; one whose time is over may be noted again. Each mark comes once in a call, and
 * in an order that all processes share, so that two of them never wait for each other.
 * @returns those that were new, in hexadecimal
 */
export async function insertMarks(
  tx: Transaction,
  { marks, now }: { marks: readonly NewMark[]; now: Date },
): Promise<Set<string>> {
  const rows = await tx.rows<{ mark: Buffer }>(
    `insert into platform.used_mark as known (mark, ends_at)
     select * from unnest($1::bytea[], $2::timestamptz[]) as asked (mark, ends_at) order by mark
     on conflict (mark) do update set ends_at = excluded.ends_at where known.ends_at < $3
     returning mark`,
    [marks.map(({ mark }) => mark), marks.map(({ endsAt }) => endsAt), now],
  )
  return new Set(rows.map(({ mark }) => mark.toString('hex')))
}

/** @returns how many were forgotten; at most `max`, so that no sweep holds much */
export function deleteEndedMarks(tx: Transaction, { now, max }: { now: Date; max: number }): Promise<number> {
  return tx.run(
    'delete from platform.used_mark where mark in (select mark from platform.used_mark where ends_at < $1 limit $2)',
    [now, max],
  )
}
