import { setTimeout as pause } from 'node:timers/promises'
import { addDays, type Day, dayOf, startOfDay } from '../../../shared/calendar.ts'
import type { Caller } from '../../platform/caller.ts'
import { ManualClock } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { DomainError, invariant } from '../../platform/errors.ts'
import { requestHashOf } from '../../platform/idempotency.ts'
import type { StoredAnswer } from '../../platform/idempotency-store.ts'
import { permissions } from '../access/index.ts'
import {
  Checkout,
  countGoods,
  findNewestRecordedAt,
  type Order,
  orRefused,
  prepareRefund,
  prepareSale,
} from '../checkout/index.ts'
import { Assets, sweepAccounts } from '../ledger/index.ts'
import { reviewLevels } from '../levels/index.ts'
import { ProgramBook } from '../programs/index.ts'
import { pendingChunks } from './replay-chunks.ts'
import { keyOf, type Sending, sendingsOf } from './replay-order.ts'
import type { Progress } from './run-import.ts'
import { countPending, markOutcomes, type PendingReceipt, type ReceiptOutcome } from './staged-receipt-store.ts'

/** Imports act for every store; their own right is proven by whoever may start them at the server. */
const importCaller: Caller = {
  id: 'import',
  kind: 'key',
  name: 'import',
  role: null,
  permissions: new Set(permissions),
  storeIds: 'all',
  tillId: null,
  staffId: null,
}

export type Replay = {
  context: Context
  /** Receipts sold from then on stay in the staging. */
  before: Date
  onProgress?: Progress
  signal?: AbortSignal
}

/** What became of the receipts that were replayed. */
export type ReplayReport = {
  receipts: number
  sales: number
  refunds: number
  refundsWithoutOriginal: number
  /** Refunds whose sale is not there; they wait for it. */
  waiting: number
  /** Numbers that were used before: settled by a replay that was interrupted, or by a till. */
  known: number
  /** How many were refused, by code. */
  refused: Record<string, number>
}

/**
 * Settles staged receipts in the order of their time, on the very path that a till's receipts take, with a clock that
 * stands at each receipt's time: points expire and levels are reviewed on their own days. Interrupted, it goes on where
 * it was left; the numbers of tills and the keys see to it that nothing is settled twice.
 */
export async function replayReceipts({ context, before, onProgress, signal }: Replay): Promise<ReplayReport> {
  const { db, timeZone } = context
  const report: ReplayReport = {
    receipts: 0,
    sales: 0,
    refunds: 0,
    refundsWithoutOriginal: 0,
    waiting: 0,
    known: 0,
    refused: {},
  }
  const total = await countPending(db, before)
  if (total === 0) return report
  const newest = await findNewestRecordedAt(db)
  // Before the first receipt there is nothing to wait for: reviews of the replayed years must not be put off.
  await countGoods({ ...context, programs: new ProgramBook(db, timeZone), settleMs: 0 })
  const stage = new Stage(context, newest)
  let running: Promise<void> = Promise.resolve()
  for await (const chunk of pendingChunks(db, { before, zone: timeZone })) {
    signal?.throwIfAborted()
    const newestSold = chunk.at(-1)?.soldAt
    invariant(newestSold, 'a chunk has receipts')
    // Time never goes back: what is older than the newest receipt of the house is a late receipt, as at a till.
    const at = newest && newest > newestSold ? newest : newestSold
    // The next chunk is prepared while the one before it is written.
    const [prepared] = await Promise.all([stage.prepare(chunk, at), running])
    running = stage.settle(prepared, at, report).then(() => onProgress?.(report.receipts, total))
    // Whoever waits for it is told; until then it must not end the process.
    running.catch(() => undefined)
  }
  await running
  return report
}

type Prepared = { receipt: PendingReceipt; sendings: Sending[]; orders: Order[] }

/** The checkout of a replay, with a clock of its own. */
class Stage {
  readonly #context: Context
  readonly #clock: ManualClock
  readonly #preparingClock = new ManualClock(new Date(0))
  readonly #programs: ProgramBook
  readonly #assets: Assets
  readonly #checkout: Checkout
  #day: Day | null

  /** @param newest where an interrupted replay stood: the midnights since then are still to come */
  constructor(context: Context, newest: Date | null) {
    this.#day = newest ? dayOf(newest, context.timeZone) : null
    this.#clock = new ManualClock(new Date(0))
    // One batch at a time: receipts of one member must not overtake each other.
    this.#context = { ...context, clock: this.#clock, config: { ...context.config, connectionsMax: 2 } }
    this.#programs = new ProgramBook(context.db, context.timeZone)
    this.#assets = new Assets(context.db)
    this.#checkout = new Checkout(this.#context, { programs: this.#programs, assets: this.#assets, observers: [] })
  }

  async prepare(chunk: readonly PendingReceipt[], at: Date): Promise<Prepared[]> {
    this.#preparingClock.moveTo(at)
    return Promise.all(
      chunk.map(async receipt => {
        const sendings = sendingsOf(receipt)
        const orders = await Promise.all(sendings.map(sending => this.#orderOf(sending)))
        return { receipt, sendings, orders }
      }),
    )
  }

  async settle(prepared: readonly Prepared[], at: Date, report: ReplayReport): Promise<void> {
    await this.#moveTo(at)
    const answers = await Promise.all(
      prepared.map(({ orders }) => Promise.all(orders.map(order => this.#submit(order)))),
    )
    const outcomes = prepared.map(({ receipt, sendings }, index) =>
      outcomeOf(receipt, sendings, answers[index] ?? [], report),
    )
    await markOutcomes(this.#context.db, outcomes)
    report.receipts += prepared.length
  }

  async #orderOf(sending: Sending): Promise<Order> {
    const preparing = {
      context: { ...this.#context, clock: this.#preparingClock },
      programs: this.#programs,
      assets: this.#assets,
    }
    const sender = { caller: importCaller, channel: 'import' }
    const command = await orRefused<Order['command']>(() =>
      sending.kind === 'sale'
        ? prepareSale(preparing, sending.body, sender)
        : prepareRefund(preparing, sending.body, sender),
    )
    const path = sending.kind === 'sale' ? '/v1/checkouts' : '/v1/refunds'
    const requestHash = requestHashOf({ method: 'POST', path, body: JSON.stringify(sending.body) })
    const claim = { caller: importCaller.id, key: keyOf(sending), requestHash, language: 'zh-CN' } as const
    return { claim, language: 'zh-CN', command }
  }

  /** Another process may hold a name or a member for a moment, never for long. */
  async #submit(order: Order): Promise<StoredAnswer> {
    for (let tries = 1; ; tries++) {
      const answer = await this.#checkout.submit(order).catch(error => {
        if (!(error instanceof DomainError) || error.code !== 'checkout/member-busy' || tries > 50) throw error
        return null
      })
      if (answer && (answer.status !== 409 || problemOf(answer).code !== 'idempotency/in-flight' || tries > 50))
        return answer
      await pause(200)
    }
  }

  /** Goes on to a time, and does at each midnight on the way what the background does every night. */
  async #moveTo(at: Date): Promise<void> {
    const { timeZone } = this.#context
    const target = dayOf(at, timeZone)
    for (let day = this.#day ?? target; day < target; ) {
      day = addDays(day, 1)
      this.#clock.moveTo(startOfDay(day, timeZone))
      await sweepAccounts(this.#context)
      await reviewLevels({ ...this.#context, programs: this.#programs })
    }
    this.#day = target
    this.#clock.moveTo(at)
  }
}

const usedNumbers = ['checkout/receipt-number-used', 'checkout/refund-number-used']

function outcomeOf(
  { storeCode, tillCode, number }: PendingReceipt,
  sendings: readonly Sending[],
  answers: readonly StoredAnswer[],
  report: ReplayReport,
): ReceiptOutcome {
  const outcome: ReceiptOutcome = { storeCode, tillCode, number, state: 'settled', reason: null }
  for (const [index, answer] of answers.entries()) {
    const sending = sendings[index]
    if (answer.status < 400) countSettled(sending, answer, report)
    else {
      const { code, title } = problemOf(answer)
      const isKnown = usedNumbers.includes(code)
      if (isKnown) report.known += 1
      else report.refused[code] = (report.refused[code] ?? 0) + 1
      outcome.state = isKnown && outcome.state !== 'refused' ? 'known' : 'refused'
      outcome.reason = `${code} ${title}`
    }
  }
  return outcome
}

function countSettled(sending: Sending | undefined, answer: StoredAnswer, report: ReplayReport): void {
  if (answer.status === 202) report.waiting += 1
  else if (sending?.kind === 'sale') report.sales += 1
  else if (sending?.body.withoutOriginal) report.refundsWithoutOriginal += 1
  else report.refunds += 1
}

function problemOf({ body }: StoredAnswer): { code: string; title: string } {
  const problem: { code?: unknown; title?: unknown } = JSON.parse(body)
  return { code: String(problem.code), title: String(problem.title) }
}
