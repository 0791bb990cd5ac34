import type { Transaction } from '../platform/database.ts'
import type { Contents, Room } from './room.ts'

const columns = `request_number as "requestNumber", is_wanted as "isWanted", contents, state, asked_at as "askedAt", port, problem`

export function findRoom(tx: Transaction): Promise<Room | undefined> {
  return tx.row<Room>(`select ${columns} from sandbox.room`)
}

/** Locks the one row, so that two who ask do it one after the other. */
export function lockRoom(tx: Transaction): Promise<Room | undefined> {
  return tx.row<Room>(`select ${columns} from sandbox.room for update`)
}

export async function writeWish(
  tx: Transaction,
  { isWanted, contents, askedAt }: { isWanted: boolean; contents: Contents; askedAt: Date },
): Promise<void> {
  await tx.run(
    `insert into sandbox.room as known (request_number, is_wanted, contents, state, asked_at) values (1, $1, $2, 'waiting', $3)
     on conflict (only_row) do update set request_number = known.request_number + 1, is_wanted = excluded.is_wanted,
       contents = excluded.contents, state = 'waiting', asked_at = excluded.asked_at, port = null, problem = null`,
    [isWanted, contents, askedAt],
  )
}

/** What became of a wish. @returns false when another wish has come meanwhile: then this is no news any more */
export async function markRoom(
  tx: Transaction,
  requestNumber: number,
  { state, port = null, problem = null }: { state: Room['state']; port?: number | null; problem?: string | null },
): Promise<boolean> {
  const marked = await tx.run('update sandbox.room set state = $2, port = $3, problem = $4 where request_number = $1', [
    requestNumber,
    state,
    port,
    problem,
  ])
  return marked === 1
}
