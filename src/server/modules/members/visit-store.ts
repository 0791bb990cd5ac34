import { bigints, days, integers } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'
import type { Visit } from './member.ts'

/** Rows are written in the order of their key, so that two batches with the same members wait instead of deadlocking. */
export async function upsertVisits(tx: Transaction, visits: readonly Visit[]): Promise<void> {
  await tx.run(
    `insert into members.store_visit as known (member_id, store_id, last_on)
     select visit.member_id, visit.store_id, max(visit.on_day)
     from unnest($1::bigint[], $2::integer[], $3::date[]) as visit (member_id, store_id, on_day)
     left join lateral (select last_on from members.store_visit v
       where v.member_id = visit.member_id and v.store_id = visit.store_id limit 1) as earlier on true
     where earlier.last_on is null or earlier.last_on < visit.on_day
     group by visit.member_id, visit.store_id
     order by visit.member_id, visit.store_id
     on conflict (member_id, store_id) do update set last_on = excluded.last_on where known.last_on < excluded.last_on`,
    [
      bigints(visits, visit => visit.memberId),
      integers(visits, visit => visit.storeId),
      days(visits, visit => visit.onDay),
    ],
  )
}
