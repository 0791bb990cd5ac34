import { parseArgs } from 'node:util'
import { readConfig } from '../server/platform/config.ts'
import { openDatabase } from '../server/platform/database.ts'
import { countOutbox, findStuckEvents, reviveStuckEvents } from '../server/platform/outbox-store.ts'
import { withDatabaseServer } from './database-server.ts'

const shownMax = 50

/**
 * Shows the events that ten attempts could not deliver, and why; with --retry they are tried again, all or those named.
 * Exit code 1 while there are any, so that a watchman may ask.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { retry: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const outboxIds = positionals.map(readId)
  if (outboxIds.length > 0 && !values.retry)
    throw new Error('Numbers are for --retry: events --retry 17 23. 编号须与 --retry 一起使用。')
  const config = readConfig()
  return withDatabaseServer({ config, log: sentence => console.error(sentence) }, async target => {
    const db = openDatabase(target, { connectionsMax: 1 })
    try {
      if (values.retry) {
        const revived = await reviveStuckEvents(db, outboxIds.length > 0 ? outboxIds : null)
        console.log(`${revived} events are tried again. ${revived} 个事件将重新投递。`)
        return 0
      }
      const { waiting, stuck } = await countOutbox(db)
      console.log(`${waiting} waiting 等待中, ${stuck} stuck 未送达`)
      for (const event of await findStuckEvents(db, shownMax))
        console.log(`${event.outboxId}  ${event.topic}  ${event.occurredAt.toISOString()}  ${event.error}`)
      return stuck === 0 ? 0 : 1
    } finally {
      await db.close()
    }
  })
}

function readId(text: string): number {
  const id = Number(text)
  if (!Number.isSafeInteger(id) || id < 1) throw new Error(`"${text}" is no number of an event. 这不是事件编号。`)
  return id
}
