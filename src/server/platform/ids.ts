import { randomBytes } from 'node:crypto'
import { uuidV7 } from '../../shared/ids.ts'

/** A new id whose order is that of time. */
export function newId(now: Date): string {
  return uuidV7(now, randomBytes(16))
}
