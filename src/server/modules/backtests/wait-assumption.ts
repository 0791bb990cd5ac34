import type { CompiledProgram } from '../../../program/index.ts'
import type { Transaction } from '../../platform/database.ts'
import { readWaits } from './history-store.ts'
import type { BacktestRequest } from './run-store.ts'
import type { Sides } from './sides.ts'

/** With fewer the record says more about those few than about deliveries. */
const waitsMin = 30

/** Where nothing is recorded: a round figure that says it is one. */
const unrecordedDays = 7

/** Whether points of a program wait until something is reported. */
export function waitsForActivity({ assets }: CompiledProgram): boolean {
  return assets.some(({ pending }) => pending?.kind === 'until')
}

/** So many days points wait for what they wait for: as told, else as half of the recorded ones at most did. */
export async function waitAssumption(
  tx: Transaction,
  { request, sides, zone }: { request: BacktestRequest; sides: Sides; zone: string },
): Promise<{ waitDays: number; waitFrom: 'recorded' | 'given' | 'default' }> {
  if (request.waitDays !== undefined) return { waitDays: request.waitDays, waitFrom: 'given' }
  const { waits, medianDays } = await readWaits(tx, { programCode: sides.liveProgram.code, zone })
  if (waits < waitsMin || medianDays === null) return { waitDays: unrecordedDays, waitFrom: 'default' }
  return { waitDays: Math.max(medianDays, 0), waitFrom: 'recorded' }
}
