import type { Transaction } from '../../platform/database.ts'
import type { ProgramBook } from '../programs/index.ts'
import { findCountedMeasures } from './measure-count-store.ts'

/** Programs of which a measure is not yet counted for everybody: nobody is judged by half of a history. */
export async function findProgramsBeingCounted(tx: Transaction, programs: ProgramBook): Promise<string[]> {
  const asking = programs.newest().filter(({ programCode }) => programs.goodsMeasures(programCode).length > 0)
  if (asking.length === 0) return []
  const counted = await findCountedMeasures(tx)
  return asking
    .map(({ programCode }) => programCode)
    .filter(code => programs.goodsMeasures(code).some(({ measure }) => !counted.has(`${code} ${measure}`)))
}
