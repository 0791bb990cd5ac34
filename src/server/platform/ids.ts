import { randomFillSync } from 'node:crypto'
import { uuidV7 } from '../../shared/ids.ts'

/** Asking the system for random bytes costs more than an id: they are fetched for 256 ids at once, and used once each. */
const random = Buffer.alloc(256 * 16)
let used = random.length

/** A new id whose order is that of time. */
export function newId(now: Date): string {
  if (used === random.length) {
    randomFillSync(random)
    used = 0
  }
  const id = uuidV7(now, random.subarray(used, used + 16))
  used += 16
  return id
}
