/**
 * The nonces that keys have used, so that nobody sends a recorded request again. They are remembered in this process
 * only, for as long as their signature is in time, and at most so many a key: beyond that the oldest is forgotten,
 * because a busy till must go on. What slips through, or goes to another process, meets the receipt number and the
 * Idempotency-Key, which the database keeps for all.
 */
export class UsedNonces {
  readonly #usedBy = new Map<string, Map<string, number>>()
  readonly #perKeyMax: number

  constructor({ perKeyMax }: { perKeyMax: number }) {
    this.#perKeyMax = perKeyMax
  }

  /** @returns false when the key has used the nonce before */
  use(keyId: string, nonce: string, { nowMs, endsAtMs }: { nowMs: number; endsAtMs: number }): boolean {
    const used = this.#usedBy.get(keyId) ?? new Map<string, number>()
    this.#usedBy.set(keyId, used)
    forgetEnded(used, nowMs)
    if (used.has(nonce)) return false
    used.set(nonce, endsAtMs)
    const oldest = used.keys().next()
    if (used.size > this.#perKeyMax && !oldest.done) used.delete(oldest.value)
    return true
  }
}

/** Oldest first; stops at the first that is still in time, so that each nonce is looked at once. */
function forgetEnded(used: Map<string, number>, nowMs: number): void {
  for (const [nonce, endsAtMs] of used) {
    if (endsAtMs >= nowMs) return
    used.delete(nonce)
  }
}
