import { setTimeout as pause } from 'node:timers/promises'
import { checkLedger } from '../../src/server/modules/ledger/index.ts'
import type { Database } from '../../src/server/platform/database.ts'
import { countLeftovers } from './seed-store.ts'

/** How long the background process needs, after the load, until nothing is left to deliver or fold. @returns seconds */
export async function drain(db: Database): Promise<number> {
  const beganAtMs = performance.now()
  while ((await countLeftovers(db)) > 0) await pause(100)
  return (performance.now() - beganAtMs) / 1000
}

/** A fast ledger that is wrong is no ledger: each benchmark that writes proves it at the end. */
export async function proveLedger(db: Database): Promise<boolean> {
  const { isSound } = await checkLedger(db, { now: new Date() })
  if (!isSound) throw new Error('the ledger of the benchmark is not sound: run check-ledger on it')
  return isSound
}
