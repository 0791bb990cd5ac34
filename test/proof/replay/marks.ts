import type { Account } from '../model/account.ts'
import { member } from '../model/json.ts'
import type { Move } from '../model/standing.ts'
import { rules } from '../program.ts'
import type { EntryRow } from './recorder-store.ts'
import type { Answered, Transacted } from './transactions.ts'

/**
 * What a run came by, and how often at least for each 10,000 operations. A run that missed one of them has proved
 * nothing about it, and fails.
 */
export const wanted = {
  'a sale': 1_000,
  'a hold placed': 100,
  'a hold captured': 50,
  'a hold that ran out': 50,
  'points ended when somebody looked': 50,
  'points ended by the sweeper': 20,
  'points came so late that they ended at once': 20,
  'points given back to a lot that had ended': 5,
  'a refund counted points that had ended unused': 10,
  'points that had been pending were used': 200,
  'pending points went back with their receipt': 50,
  'an offer counted': 200,
  'the limit of a month cut what was earned': 30,
  'a debt created': 20,
  'a debt settled': 20,
  'a lot emptied to the last point': 100,
  'a level up': 20,
  'a level moved at a review': 10,
  'a level kept at a review': 10,
  'a level undone by a refund': 5,
  'a refund applied': 300,
  'a refund that came before its sale': 20,
  'a waiting refund applied': 10,
  'a receipt voided': 20,
  'two things of one member in one batch': 20,
  'points given to another': 20,
  'refused: ledger/giver-owes': 1,
  'refused: ledger/transfer-limit': 3,
  'refused: ledger/transfer-to-oneself': 1,
  'a coupon given': 100,
  'a coupon used': 50,
  'several coupons on one receipt': 10,
  'a coupon held': 10,
  'a coupon used that had been held': 5,
  'a coupon came back': 5,
  'a coupon that never comes back': 5,
  'a coupon that had ended did not come back': 1,
  'refused: coupons/limit-of-member': 5,
  'refused: coupons/limit-of-day': 5,
  'refused: coupons/limit-in-all': 5,
  'refused: coupons/code-of-another': 5,
  'refused: program/coupon-used-before': 10,
  'refused: program/coupon-over': 1,
  'refused: program/coupon-not-now': 2,
  'goods had for points': 50,
  'points became stamps': 50,
  'goods handed over': 20,
  'a redemption cancelled': 20,
  'refused: program/reward-limit': 20,
  'refused: rewards/not-to-hand-over': 20,
  'refused: rewards/store-missing': 5,
  'an activity recorded': 200,
  'an activity gave nothing beyond its limit': 20,
  'refused: activities/already-recorded': 10,
  'stamps kept by what happened': 100,
  'stamps ended by inactivity': 50,
  'an answer to wait': 50,
  'two at once answered the same': 100,
  'an old key answered the same': 100,
  'a key with another body refused': 30,
  'somebody walked away and it was done': 50,
  'a connection cut': 5,
  'a small adjustment that waited for what was given before': 10,
  'refused: checkout/refund-too-much': 20,
  'refused: checkout/nothing-left-to-refund': 20,
  'refused: checkout/receipt-number-used': 5,
  'refused: checkout/void-after-refund': 3,
  'refused: checkout/price-changed': 10,
  'refused: checkout/hold-gone': 20,
  'refused: program/redeem-not-enough': 50,
  'refused: ledger/not-enough': 10,
  'refused: ledger/own-request': 3,
  'refused: ledger/already-decided': 3,
  'refused: members/card-taken': 5,
} as const satisfies Record<string, number>

const levelMarks = {
  receipt: 'a level up',
  review: 'a level moved at a review',
  refund: 'a level undone by a refund',
} as const satisfies Record<Move['cause'], string>

/** Crashes are counted by kills, not by operations. */
export const wantedPerKill = {
  'a crash before a commit': 0.5,
  'a crash between a commit and its answer': 0.2,
  // One kill in five waits for this moment.
  'a web process killed while it owed an answer': 0.2,
} as const satisfies Record<string, number>

export class Marks {
  readonly #counts = new Map<string, number>()

  add(name: string, times = 1): void {
    if (times > 0) this.#counts.set(name, (this.#counts.get(name) ?? 0) + times)
  }

  get all(): ReadonlyMap<string, number> {
    return new Map([...this.#counts].sort(([a], [b]) => a.localeCompare(b, 'en')))
  }

  /** What the run did not come by often enough. */
  missing({ operations, kills }: { operations: number; kills: number }): string[] {
    const share = Math.min(operations / 10_000, 1)
    const least = [
      ...Object.entries(wanted).map(([name, count]) => ({ name, count: Math.floor(count * share) })),
      ...Object.entries(wantedPerKill).map(([name, count]) => ({ name, count: Math.ceil(count * kills) })),
    ]
    return least
      .filter(({ name, count }) => (this.#counts.get(name) ?? 0) < count)
      .map(
        ({ name, count }) => `the run came by "${name}" ${this.#counts.get(name) ?? 0} times, at least ${count} wanted`,
      )
  }

  noteAnswer({ asked: { request }, status, json }: Answered): void {
    if (status >= 400) this.add(`refused: ${codeIn(json)}`)
    else if (request.kind === 'sale') this.#noteSale(json)
    else if (request.kind === 'refund')
      this.add(status === 202 ? 'a refund that came before its sale' : 'a refund applied')
    else if (request.kind === 'transfer') this.add('points given to another')
    else if (request.kind === 'void') this.add('a receipt voided')
    else if (request.kind === 'hold') this.add('a hold placed')
    else if (request.kind === 'adjust' && status === 202 && Math.abs(request.points) <= rules.adjustmentLimitPoints)
      this.add('a small adjustment that waited for what was given before')
  }

  noteMoves(moves: readonly Move[]): void {
    for (const { cause } of moves) this.add(levelMarks[cause])
  }

  noteAccount(account: Account): void {
    const { ripened, pendingTakenBack, cuts } = account
    this.add('a lot emptied to the last point', lotsEmptied(account))
    this.add('the limit of a month cut what was earned', cuts)
    this.add('points that had been pending were used', ripened)
    this.add('pending points went back with their receipt', pendingTakenBack > 0 ? 1 : 0)
  }

  noteStamps({ prolonged, entries }: Account): void {
    this.add('stamps kept by what happened', prolonged > 0 ? 1 : 0)
    this.add('stamps ended by inactivity', entries.filter(({ kind }) => kind === 'expire').length)
  }

  /** A receipt that is not whole when it is new was met by a refund that had waited for it. */
  #noteSale(json: unknown): void {
    this.add('a sale')
    if (JSON.stringify(member(json, 'lines')).match(/"offerDiscountCents":[1-9]/)) this.add('an offer counted')
    if (member(json, 'state') !== 'settled') this.add('a waiting refund applied')
  }

  noteTransaction({ answered, entries, holds }: Transacted): void {
    for (const [index, entry] of entries.entries()) {
      this.#noteEntry(entry, entries[index - 1], answered.length > 0)
    }
    for (const hold of holds.values()) if (hold.state === 'captured') this.add('a hold captured')
  }

  #noteEntry(entry: EntryRow, before: EntryRow | undefined, isAskedFor: boolean): void {
    const isAtOnce = before?.kind === 'earn' && before.version === entry.lot_numbers[0]
    if (entry.kind === 'expire' && isAtOnce) this.add('points came so late that they ended at once')
    else if (entry.kind === 'expire' && before?.kind === 'give-back')
      this.add('points given back to a lot that had ended')
    else if (entry.kind === 'expire')
      this.add(isAskedFor ? 'points ended when somebody looked' : 'points ended by the sweeper')
    if (entry.debt_change > 0) this.add('a debt created')
    if (entry.kind === 'settle-debt') this.add('a debt settled')
    if (entry.lapsed > 0) this.add('a refund counted points that had ended unused')
  }
}

function codeIn(json: unknown): string {
  return String(member(json, 'code') ?? 'without a code')
}

/** Which lots the entries just played drew on and left with nothing. */
function lotsEmptied({
  lots,
  entries,
}: {
  lots: readonly { number: number; remaining: number }[]
  entries: readonly { kind: string; moves: { lot: number }[] }[]
}): number {
  const drawn = new Set(
    entries.filter(({ kind }) => kind === 'redeem').flatMap(({ moves }) => moves.map(({ lot }) => lot)),
  )
  return lots.filter(({ number, remaining }) => remaining === 0 && drawn.has(number)).length
}
