import type { Transaction } from './database.ts'
import { type Event, insertOutboxRows } from './outbox-store.ts'

export type { Event } from './outbox-store.ts'

/** A reaction runs in the transaction that takes its event out of the outbox: both happen, or neither. */
export type Reaction = { topic: string; react: (tx: Transaction, event: Event) => Promise<void> }

/** One kind of event. The catalogue of all kinds is docs/events.md. */
export class EventKind<Payload> {
  readonly topic: string
  readonly version: number

  constructor(topic: string, version: number) {
    this.topic = topic
    this.version = version
    kinds.push({ topic, version })
  }

  of(payload: Payload, occurredAt: Date): Event<Payload> {
    return { topic: this.topic, version: this.version, payload, occurredAt }
  }

  /** Binds a reaction to this kind. The payload comes back from JSON just as `of` wrote it. */
  reaction(react: (tx: Transaction, payload: Payload, occurredAt: Date) => Promise<void>): Reaction {
    return { topic: this.topic, react: (tx, event) => react(tx, this.#payloadOf(event), event.occurredAt) }
  }

  #payloadOf(event: Event): Payload {
    return JSON.parse(JSON.stringify(event.payload))
  }
}

const kinds: { topic: string; version: number }[] = []

/** Every kind of event that the loaded modules announce. */
export function allEventKinds(): { topic: string; version: number }[] {
  return [...kinds].sort((a, b) => a.topic.localeCompare(b.topic))
}

/** Writes events into the outbox, in the transaction of what they tell. */
export async function publish(tx: Transaction, events: readonly Event[]): Promise<void> {
  if (events.length > 0) await insertOutboxRows(tx, events)
}
