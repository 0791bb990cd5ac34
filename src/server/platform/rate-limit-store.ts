import type { Transaction } from './database.ts'

export type CountedName = { name: Buffer; windowMs: number }
export type Count = { name: Buffer; count: number; endsAt: Date }

/**
 * Counts one more under each name, in one statement; a window that is over begins anew. Names come in an order that
 * all processes share, so that two of them never wait for each other.
 */
export function countUp(
  tx: Transaction,
  { names, now }: { names: readonly CountedName[]; now: Date },
): Promise<Count[]> {
  return tx.rows<Count>(
    `insert into platform.rate_limit as known (name, count, ends_at)
     select name, 1, $3::timestamptz + window_ms * interval '1 millisecond'
     from unnest($1::bytea[], $2::double precision[]) as asked (name, window_ms) order by name
     on conflict (name) do update set
       count = case when known.ends_at <= $3 then 1 else known.count + 1 end,
       ends_at = case when known.ends_at <= $3 then excluded.ends_at else known.ends_at end
     returning name, count, ends_at as "endsAt"`,
    [names.map(({ name }) => name), names.map(({ windowMs }) => windowMs), now],
  )
}

/** Counts whose window is open, without counting. */
export function findCounts(tx: Transaction, { names, now }: { names: readonly Buffer[]; now: Date }): Promise<Count[]> {
  return tx.rows<Count>(
    `select name, count, ends_at as "endsAt" from platform.rate_limit where name = any ($1::bytea[]) and ends_at > $2`,
    [names, now],
  )
}

/** Takes back what countUp counted, as long as its window is open. */
export async function countDown(
  tx: Transaction,
  { names, now }: { names: readonly Buffer[]; now: Date },
): Promise<void> {
  await tx.run(
    `update platform.rate_limit set count = count - 1
     where name in (select name from platform.rate_limit where name = any ($1::bytea[]) order by name for update)
       and ends_at > $2 and count > 0`,
    [names, now],
  )
}

/** @returns how many were forgotten; at most `max`, so that no sweep holds much */
export function deleteEndedCounts(tx: Transaction, { now, max }: { now: Date; max: number }): Promise<number> {
  return tx.run(
    'delete from platform.rate_limit where name in (select name from platform.rate_limit where ends_at <= $1 limit $2)',
    [now, max],
  )
}
