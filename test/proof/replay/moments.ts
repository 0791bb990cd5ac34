import { member, textOf } from '../model/json.ts'
import type { Request } from '../requests.ts'
import { skewMs, waitMsMax } from './earlier.ts'
import type { Answered, Transacted } from './transactions.ts'

/** When something may have happened: its own time, and by when somebody else may have looked. */
export type Moment = {
  nowMs: number
  ripeMs: number
  /** When it was asked: what takes long finds that the clock has moved on. */
  arrivedMs: number
}

/** Where answers name what they made, by a UUID that begins with the instant. */
const names: Partial<Record<Request['kind'], string>> = {
  sale: 'receiptId',
  hold: 'holdId',
  refund: 'refundId',
  adjust: 'adjustmentId',
  claim: 'couponId',
  issue: 'couponId',
  transfer: 'transferId',
  activity: 'activityId',
}

/** Every value of the clock of a run. */
export class Clock {
  readonly #moves: readonly { fromMs: number; valueMs: number }[]
  /** Where the clock stood when the first transaction that may still be looked for was asked. */
  #firstMove = 0

  constructor(moves: readonly { fromMs: number; valueMs: number }[]) {
    this.#moves = moves
  }

  /**
   * Whoever waited for a lock may find pending points made usable by somebody whose clock had moved on meanwhile: that
   * writes no entry, so it is tried for every instant at which the clock stood until the commit. And a basket is sold when
   * it was asked for, which may be before the batch that it is in.
   */
  momentsOf(transacted: Transacted): Moment[] {
    const around = this.#between(sentMsOf(transacted) - skewMs, transacted.committedMs + skewMs)
    const instants = this.#instantsOf(transacted)
    return [
      ...instants.map(nowMs => ({ nowMs, ripeMs: nowMs, arrivedMs: nowMs })),
      ...instants.flatMap(nowMs =>
        around.flatMap(ripeMs => (ripeMs > nowMs ? [{ nowMs, ripeMs, arrivedMs: nowMs }] : [])),
      ),
      ...instants.flatMap(nowMs =>
        around.flatMap(arrivedMs => (arrivedMs < nowMs ? [{ nowMs, ripeMs: nowMs, arrivedMs }] : [])),
      ),
    ]
  }

  /**
   * At which instants a transaction may have believed itself to be. What it made is named by a UUID that begins with
   * the instant; where nothing was made, the clock stood somewhere between the first sending and the commit.
   */
  #instantsOf(transacted: Transacted): number[] {
    const { answered, committedMs, arrivedMs } = transacted
    if (arrivedMs !== null) return [arrivedMs]
    for (const one of answered) {
      const instant = instantIn(one)
      if (instant !== null) return [instant]
    }
    const sentMs = answered.length > 0 ? sentMsOf(transacted) : committedMs - waitMsMax
    return this.#between(sentMs - skewMs, committedMs + skewMs)
  }

  /** The values of the clock in a span of real time, latest first. */
  #between(fromMs: number, throughMs: number): number[] {
    const moves = this.#moves
    while ((moves[this.#firstMove + 1]?.fromMs ?? Infinity) < throughMs - 10 * waitMsMax) this.#firstMove += 1
    const values: number[] = []
    for (let index = this.#firstMove; index < moves.length; index++) {
      const { fromMs: since, valueMs } = moves[index] ?? { fromMs: Infinity, valueMs: 0 }
      const until = moves[index + 1]?.fromMs ?? Infinity
      if (since > throughMs) break
      if (until >= fromMs) values.unshift(valueMs)
    }
    return values
  }
}

export function sentMsOf({ answered, committedMs }: Transacted): number {
  return Math.min(...answered.map(({ asked }) => asked.sentMs), committedMs)
}

/** A claim that made nothing answers what was made long ago. */
function instantIn({ asked: { request }, status, json }: Answered): number | null {
  if (request.kind === 'redeem' && status === 201) return instantOf(textOf(member(json, 'redemption'), 'redemptionId'))
  const name = names[request.kind]
  if (status >= 300 || (request.kind === 'claim' && status === 200) || name === undefined) return null
  const id = member(json, name)
  return typeof id === 'string' ? instantOf(id) : null
}

function instantOf(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
}
