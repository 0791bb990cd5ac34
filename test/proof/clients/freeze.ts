import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../../../src/server/platform/database.ts'
import type { FleetProcess } from '../processes/fleet.ts'
import { storedAmong } from '../replay/recorder-store.ts'
import type { Sender } from './sender.ts'

/** What a frozen process had asked of the database is done by then, and what it had said has arrived. */
const settleMs = 25
/** The next requests reach another step of their work meanwhile: each time another one, however slow the machine is. */
const runMs = { min: 3, steps: 13, step: 4 } as const
const patienceMs = 60_000

/**
 * Freezes a web process while it owes somebody the answer to what is committed already. Chance hardly ever hits the
 * moment between a commit and its answer, so it is looked for: freeze, look, let run on.
 * It stays frozen: the caller kills it.
 * @returns the keys of what it owes; none when no such moment came, and it runs
 */
export async function freezeOwingAnswer(
  web: FleetProcess,
  { sender, db }: { sender: Sender; db: Database },
): Promise<string[]> {
  const untilMs = Date.now() + patienceMs
  for (let tries = 0; Date.now() < untilMs; tries++) {
    web.freeze()
    await pause(settleMs)
    const owed = await owedBy(web, { sender, db })
    if (owed.length > 0) return owed
    web.thaw()
    await pause(runMs.min + (tries % runMs.steps) * runMs.step)
  }
  return []
}

/** What is stored and still not told after the look: what had been said by then has been heard. */
async function owedBy(web: FleetProcess, { sender, db }: { sender: Sender; db: Database }): Promise<string[]> {
  const keys = sender.unansweredAt(web).map(({ key }) => key)
  // While the database is away nobody knows.
  const stored = keys.length > 0 ? await storedAmong(db, keys).catch(() => []) : []
  if (stored.length === 0) return []
  await pause(settleMs)
  const waiting = new Set(sender.unansweredAt(web).map(({ key }) => key))
  return stored.filter(key => waiting.has(key))
}
