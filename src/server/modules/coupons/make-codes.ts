import { randomBytes } from 'node:crypto'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { lockNextBatch, markMade } from './batch-store.ts'
import { insertBatchCodes } from './code-store.ts'
import { codeBytes, couponCode } from './coupon-code.ts'

/** So many in one transaction: a quarter of a second of work, and all that a cancellation waits for. */
export const codesPerStep = 5_000

/** Makes the next codes of the oldest batch that waits. @returns how many were made; 0 when nothing waits */
export function makeCodes({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> {
  return db.transaction(tx => makeStep(tx, clock.now()))
}

async function makeStep(tx: Transaction, now: Date): Promise<number> {
  const batch = await lockNextBatch(tx)
  if (!batch) return 0
  const count = Math.min(codesPerStep, batch.wanted - batch.made)
  const chance = randomBytes(count * codeBytes)
  const codes = Array.from({ length: count }, (_, index) => couponCode(chance.subarray(index * codeBytes)))
  const made = await insertBatchCodes(tx, batch, { batchId: batch.batchId, codes, madeAt: now })
  await markMade(tx, { batchId: batch.batchId, made, now })
  return made
}
