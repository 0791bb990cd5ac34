import { type RewardCode, rules } from '../program.ts'

export type Redemption = {
  redemptionId: string
  card: string
  rule: RewardCode
  times: number
  points: number
  /** The entry that took the points. */
  entry: number
  redeemedOn: string
  state: 'given' | 'to-hand-over' | 'handed-over' | 'cancelled'
}

/**
 * What members had away from a receipt: rewards, and what they did. Every change can be taken back until it is noted as
 * written: a transaction is tried at several instants.
 */
export class DeskBook {
  readonly #redemptions = new Map<string, Redemption>()
  readonly #reported = new Set<string>()
  /** How often all members together had a reward, by its rule. */
  taken: ReadonlyMap<RewardCode, number> = new Map()
  #undo: (() => void)[] = []
  /** What one transaction is expected to write, and what it came by. */
  changed = new Set<string>()
  happened: string[] = []
  /** Since the beginning, for what is announced. */
  activities = 0

  get all(): readonly Redemption[] {
    return [...this.#redemptions.values()]
  }

  get(redemptionId: string): Redemption | undefined {
    return this.#redemptions.get(redemptionId)
  }

  noteWritten(): void {
    this.#undo = []
    this.changed = new Set()
    this.happened = []
  }

  undo(): void {
    for (const undoOne of this.#undo.toReversed()) undoOne()
    this.noteWritten()
  }

  put(redemption: Redemption): void {
    const { redemptionId } = redemption
    const earlier = this.#redemptions.get(redemptionId)
    this.#redemptions.set(redemptionId, redemption)
    this.changed.add(redemptionId)
    this.#undo.push(() => {
      if (earlier) this.#redemptions.set(redemptionId, earlier)
      else this.#redemptions.delete(redemptionId)
    })
  }

  /** @param times negative when it gives room back */
  take(rule: RewardCode, times: number): void {
    const earlier = this.taken
    this.taken = new Map([...earlier, [rule, (earlier.get(rule) ?? 0) + times]])
    this.#undo.push(() => {
      this.taken = earlier
    })
  }

  isReported(reference: string): boolean {
    return this.#reported.has(reference)
  }

  /** @param reference null: it may be reported again */
  report(reference: string | null): void {
    this.activities += 1
    if (reference !== null) this.#reported.add(reference)
    this.#undo.push(() => {
      this.activities -= 1
      if (reference !== null) this.#reported.delete(reference)
    })
  }
}

export function rewardOf(rule: RewardCode): (typeof rules.rewards)[number] {
  const found = rules.rewards.find(reward => reward.rule === rule)
  if (!found) throw new Error(`there is no reward ${rule}`)
  return found
}
