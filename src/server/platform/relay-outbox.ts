import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import type { Reaction } from './events.ts'
import { type OutboxRow, postponeOutboxRow, setOutboxRowAside, takeOutboxRows } from './outbox-store.ts'

const attemptsMax = 10
const batchRows = 500

type Relay = { db: Database; clock: Clock; reactions: readonly Reaction[] }

/**
 * Delivers what the outbox holds, until it holds nothing that is due.
 * A batch is one transaction; when a reaction fails, its batch is delivered one by one, and the failing event waits.
 * @returns how many events were delivered
 */
export async function relayOutbox(relay: Relay): Promise<number> {
  let delivered = 0
  for (;;) {
    const count = await relayBatch(relay, batchRows).catch(() => relayOneByOne(relay))
    delivered += count
    if (count < 1) return delivered
  }
}

async function relayBatch({ db, clock, reactions }: Relay, max: number): Promise<number> {
  return db.transaction(async tx => {
    const rows = await takeOutboxRows(tx, { now: clock.now(), max })
    for (const row of rows) {
      for (const reaction of reactions) {
        if (reaction.topic !== row.topic) continue
        await reaction
          .react(tx, {
            topic: row.topic,
            version: row.payload_version,
            payload: row.payload,
            occurredAt: row.occurred_at,
          })
          .catch(cause => {
            throw new DeliveryFailed(row, cause)
          })
      }
    }
    return rows.length
  })
}

async function relayOneByOne(relay: Relay): Promise<number> {
  for (let delivered = 0; ; ) {
    try {
      const count = await relayBatch(relay, 1)
      if (count === 0) return delivered
      delivered += count
    } catch (error) {
      if (!(error instanceof DeliveryFailed)) throw error
      await noteFailure(relay, error)
    }
  }
}

class DeliveryFailed extends Error {
  readonly row: OutboxRow

  constructor(row: OutboxRow, cause: unknown) {
    super(`${row.topic}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.row = row
  }
}

async function noteFailure({ db, clock }: Relay, { row, message }: DeliveryFailed): Promise<void> {
  await db.transaction(async tx => {
    if (row.attempts + 1 >= attemptsMax) return setOutboxRowAside(tx, { outboxId: row.outbox_id, error: message })
    // 1, 2, 4 … 256 seconds, so that a passing fault passes and a lasting one does not burn the machine.
    const pauseMs = 1000 * 2 ** row.attempts
    return postponeOutboxRow(tx, {
      outboxId: row.outbox_id,
      nextAttemptAt: new Date(clock.now().getTime() + pauseMs),
      error: message,
    })
  })
}
