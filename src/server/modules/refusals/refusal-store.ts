import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import type { Refusal } from './refusal.ts'

export type NewRefusal = Omit<Refusal, 'firstAt' | 'lastAt' | 'times'> & { memberId: number; at: Date; hour: Date }

const columns = `refusal_id as "refusalId", attempt, thing, thing_name as name,
  case when program_version is not null then jsonb_build_object('code', program_code, 'version', program_version) end as program,
  code, details, store_id as "storeId", channel, asked_by as "askedBy", first_at as "firstAt", last_at as "lastAt", times`

/** One row, or one more on the row of the same hour. @returns the id of the row */
export async function keepRefusal(tx: Transaction, refusal: NewRefusal): Promise<string> {
  const { memberId, refusalId, attempt, thing, name, program, code, details, storeId, channel, askedBy, hour, at } =
    refusal
  const row = await tx.row<{ refusalId: string }>(
    `insert into refusals.refusal as kept (member_id, refusal_id, attempt, thing, thing_name, program_code, program_version,
       code, details, store_id, channel, asked_by, hour, first_at, last_at, times)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, 1)
     on conflict (member_id, attempt, thing, program_code, code, hour) do update set times = kept.times + 1,
       last_at = greatest(kept.last_at, excluded.last_at), thing_name = excluded.thing_name,
       program_version = excluded.program_version, details = excluded.details, store_id = excluded.store_id,
       channel = excluded.channel, asked_by = excluded.asked_by
     returning refusal_id as "refusalId"`,
    [
      memberId,
      refusalId,
      attempt,
      thing,
      name === null ? null : JSON.stringify(name),
      program?.code ?? null,
      program?.version ?? null,
      code,
      JSON.stringify(details),
      storeId,
      channel,
      askedBy,
      hour,
      at,
    ],
  )
  invariant(row, 'what is written or counted has an id')
  return row.refusalId
}

/** The newest first. Ids are in the order of time. */
export function listRefusals(
  tx: Transaction,
  { memberId, after, max }: { memberId: number; after: string | null; max: number },
): Promise<Refusal[]> {
  return tx.rows<Refusal>(
    `select ${columns} from refusals.refusal where member_id = $1 and ($2::uuid is null or refusal_id < $2)
     order by refusal_id desc limit $3`,
    [memberId, after, max],
  )
}

export function findRefusal(
  tx: Transaction,
  { memberId, refusalId }: { memberId: number; refusalId: string },
): Promise<Refusal | undefined> {
  return tx.row<Refusal>(`select ${columns} from refusals.refusal where member_id = $1 and refusal_id = $2`, [
    memberId,
    refusalId,
  ])
}

/** Forgets what was last asked for before an instant. @returns how many rows */
export async function deleteRefusalsBefore(tx: Transaction, before: Date): Promise<number> {
  const ofMembers = await tx.run('delete from refusals.refusal where last_at < $1', [before])
  return ofMembers + (await tx.run('delete from refusals.joining where last_at < $1', [before]))
}
