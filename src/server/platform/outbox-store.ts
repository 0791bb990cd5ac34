import { instants, jsons, smallints, texts } from './columns.ts'
import type { Transaction } from './database.ts'

/** Something that a module announces: "module/what-happened", with a versioned payload that is plain JSON. */
export type Event<Payload = unknown> = { topic: string; version: number; payload: Payload; occurredAt: Date }

export type OutboxRow = {
  outbox_id: number
  topic: string
  payload_version: number
  payload: unknown
  occurred_at: Date
  attempts: number
}

export async function insertOutboxRows(tx: Transaction, events: readonly Event[]): Promise<void> {
  await tx.run(
    `insert into platform.outbox (topic, payload_version, payload, occurred_at)
     select * from unnest($1::text[], $2::smallint[], $3::jsonb[], $4::timestamptz[])`,
    [
      texts(events, event => event.topic),
      smallints(events, event => event.version),
      jsons(events, event => JSON.stringify(event.payload)),
      instants(events, event => event.occurredAt.getTime()),
    ],
  )
}

/**
 * Takes the oldest due events out. Rows of other relays are skipped; a rollback puts these back. They are deleted by
 * their place: a plan made while the outbox was empty would compare each row with each other.
 */
export async function takeOutboxRows(tx: Transaction, { now, max }: { now: Date; max: number }): Promise<OutboxRow[]> {
  return tx.rows<OutboxRow>(
    `with taken as (
       delete from platform.outbox where ctid = any(array(
         select ctid from platform.outbox where next_attempt_at <= $1 order by outbox_id limit $2 for update skip locked))
       returning outbox_id, topic, payload_version, payload, occurred_at, attempts)
     select * from taken order by outbox_id`,
    [now, max],
  )
}

/** Notes a failed delivery, to be tried again later. */
export async function postponeOutboxRow(
  tx: Transaction,
  row: { outboxId: number; nextAttemptAt: Date; error: string },
): Promise<void> {
  await tx.run(
    'update platform.outbox set attempts = attempts + 1, next_attempt_at = $2, last_error = $3 where outbox_id = $1',
    [row.outboxId, row.nextAttemptAt, row.error],
  )
}

/** Moves an event that no attempt could deliver to where people see it. */
export async function setOutboxRowAside(
  tx: Transaction,
  { outboxId, error }: { outboxId: number; error: string },
): Promise<void> {
  await tx.run(
    `with gone as (delete from platform.outbox where outbox_id = $1 returning *)
     insert into platform.outbox_stuck (outbox_id, topic, payload_version, payload, occurred_at, last_error)
     select outbox_id, topic, payload_version, payload, occurred_at, $2 from gone`,
    [outboxId, error],
  )
}

export async function countOutbox(tx: Transaction): Promise<{ waiting: number; stuck: number }> {
  const row = await tx.row<{ waiting: number; stuck: number }>(
    'select (select count(*) from platform.outbox) as waiting, (select count(*) from platform.outbox_stuck) as stuck',
  )
  return row ?? { waiting: 0, stuck: 0 }
}

export type StuckEvent = { outboxId: number; topic: string; occurredAt: Date; error: string }

/** What no attempt could deliver, oldest first. */
export async function findStuckEvents(tx: Transaction, max: number): Promise<StuckEvent[]> {
  const rows = await tx.rows<{ outbox_id: number; topic: string; occurred_at: Date; last_error: string }>(
    'select outbox_id, topic, occurred_at, last_error from platform.outbox_stuck order by outbox_id limit $1',
    [max],
  )
  return rows.map(row => ({
    outboxId: row.outbox_id,
    topic: row.topic,
    occurredAt: row.occurred_at,
    error: row.last_error,
  }))
}

/** Gives stuck events a new life: ten more attempts, from now. Null: all of them. @returns how many there were */
export async function reviveStuckEvents(tx: Transaction, outboxIds: readonly number[] | null): Promise<number> {
  return tx.run(
    `with revived as (delete from platform.outbox_stuck where $1::bigint[] is null or outbox_id = any($1) returning *)
     insert into platform.outbox (topic, payload_version, payload, occurred_at)
     select topic, payload_version, payload, occurred_at from revived order by outbox_id`,
    [outboxIds && [...outboxIds]],
  )
}
