import { totalmem } from 'node:os'

const leastMb = 128
const mostMb = 1_024

/**
 * PostgreSQL's own cache, in MB: a quarter of the memory, as its manual advises, from 128 to 1,024. A member who comes
 * once a month lies on pages that nobody else has read today; fetching each from the system costs a copy and a checksum,
 * which was a fifth of the database's part of a checkout.
 */
export const cacheMb = (memory: number): number => Math.min(mostMb, Math.max(leastMb, Math.floor(memory / 4 / 2 ** 20)))

/** What this process may use, in bytes: the machine's memory, or less where a container allows less. */
export const memoryBytes = (): number => Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
