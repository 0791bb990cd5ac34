import type { Day } from '../../shared/calendar.ts'
import { recall, remember } from '../ui/storage.ts'

/** Without letters and digits that look alike on paper. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/**
 * A number of this device: day, a sequence that people can follow, and four random letters, because a device
 * that lost its memory begins again at one.
 */
export function nextNumber(prefix: string, today: Day): string {
  const sequence = Number(recall('till.sequence') ?? 0) + 1
  remember('till.sequence', String(sequence % 10_000))
  const chance = crypto.getRandomValues(new Uint8Array(4))
  const suffix = [...chance].map(byte => letters[byte % letters.length]).join('')
  return `${prefix}${today.replaceAll('-', '')}-${String(sequence).padStart(4, '0')}-${suffix}`
}
