import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import type { JoiningRefusal } from './refusal.ts'

export type NewJoiningRefusal = Omit<JoiningRefusal, 'firstAt' | 'lastAt' | 'times'> & { at: Date; hour: Date }

const columns = `refusal_id as "refusalId", thing, thing_name as name,
  case when program_version is not null then jsonb_build_object('code', program_code, 'version', program_version) end as program,
  code, details, store_id as "storeId", channel, asked_by as "askedBy", first_at as "firstAt", last_at as "lastAt", times`

/** One row, or one more on the row of the same hour, store, way and channel. @returns the id of the row */
export async function keepJoiningRefusal(tx: Transaction, refusal: NewJoiningRefusal): Promise<string> {
  const { refusalId, thing, name, program, code, details, storeId, channel, askedBy, hour, at } = refusal
  const row = await tx.row<{ refusalId: string }>(
    `insert into refusals.joining as kept (refusal_id, thing, thing_name, program_code, program_version, code, details,
       store_id, channel, asked_by, hour, first_at, last_at, times)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, 1)
     on conflict (store_id, thing, program_code, channel, code, hour) do update set times = kept.times + 1,
       last_at = greatest(kept.last_at, excluded.last_at), thing_name = excluded.thing_name,
       program_version = excluded.program_version, details = excluded.details, asked_by = excluded.asked_by
     returning refusal_id as "refusalId"`,
    [
      refusalId,
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

type Scope = { storeIds: 'all' | readonly number[] }

/** The newest first, of all stores or of some; what was asked in no store, only for who acts for all. */
export function listJoiningRefusals(
  tx: Transaction,
  { storeIds, after, max }: Scope & { after: string | null; max: number },
): Promise<JoiningRefusal[]> {
  return tx.rows<JoiningRefusal>(
    `select ${columns} from refusals.joining
     where ($1::integer[] is null or store_id = any($1)) and ($2::uuid is null or refusal_id < $2)
     order by refusal_id desc limit $3`,
    [storeIds === 'all' ? null : storeIds, after, max],
  )
}

export function findJoiningRefusal(
  tx: Transaction,
  { storeIds, refusalId }: Scope & { refusalId: string },
): Promise<JoiningRefusal | undefined> {
  return tx.row<JoiningRefusal>(
    `select ${columns} from refusals.joining where refusal_id = $2 and ($1::integer[] is null or store_id = any($1))`,
    [storeIds === 'all' ? null : storeIds, refusalId],
  )
}
