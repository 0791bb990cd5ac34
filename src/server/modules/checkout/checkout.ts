import type { QuoteAnswer, QuoteBody } from '../../../shared/contract/checkout.ts'
import type { Language } from '../../../shared/languages.ts'
import type { Context } from '../../platform/context.ts'
import { troubleOf, urgentConnections } from '../../platform/database.ts'
import { DomainError } from '../../platform/errors.ts'
import { httpErrors } from '../../platform/http-errors.ts'
import { claimName, type StoredAnswer } from '../../platform/idempotency-store.ts'
import { type Assets, assetDirectory } from '../ledger/index.ts'
import { storeDirectory } from '../organisation/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import type { Attempts } from '../refusals/index.ts'
import { quoteAnswer } from './answers.ts'
import { allObservers, type BatchObserver } from './batch-observer.ts'
import { Batcher } from './batcher.ts'
import { namesOf, type Order } from './commands.ts'
import { decideBasket } from './decide-basket.ts'
import { checkoutErrors } from './errors.ts'
import { keepRefusedBasket } from './keep-refused-basket.ts'
import { type Preparing, prepareHold, type Sender } from './prepare.ts'
import type { Reading } from './read-references.ts'
import { readQuoteWorld } from './read-world.ts'
import { runBatch } from './run-batch.ts'
import { refuseTooEarly } from './sell-early.ts'

const ordersPerBatch = 256
const gatherMs = 2
/** A second batch beside the first pays from here on; fewer wait for the first to end, for as long as a batch usually takes. */
const besideMin = 48
const besideMs = 25
/** A few receipts of thousands of lines each are a transaction of their own. */
const linesPerBatch = 10_000
/** What may wait: about two seconds of work, and no more lines than memory holds easily. */
const waitingMax = { items: 8 * ordersPerBatch, weight: 10 * linesPerBatch }
/** A member whom somebody else works on is usually free again within milliseconds. A cashier waits this long, not longer. */
const againMs = 10
const patienceMs = 2_000
const triesMin = 20

/** Who asks for a quote, and where it is kept what a member is refused. */
export type Quoting = Sender & { attempts?: Attempts }

/** The till side of one process: quotes at once, everything that writes through the batcher. */
export class Checkout {
  readonly preparing: Preparing
  readonly #batcher: Batcher<Order, StoredAnswer>
  /** What answers call each asset, as of the versions seen so far. */
  #assetCodes: ReadonlyMap<number, string> = new Map()
  #versionsSeen = 0

  constructor(
    context: Context,
    { observers, ...parts }: { programs: ProgramBook; assets: Assets; observers: readonly BatchObserver[] },
  ) {
    this.preparing = { context, ...parts }
    const observer = allObservers(observers)
    this.#batcher = new Batcher({
      run: async orders =>
        runBatch({ reading: await this.#reading(), directory: await storeDirectory(context.db), observer }, orders),
      namesOf: order => [claimName(order.claim), ...namesOf(order.command)],
      itemsMax: ordersPerBatch,
      weightOf: ({ command }) => ('lines' in command ? (command.lines?.length ?? 1) : 1),
      weightMax: linesPerBatch,
      waitMs: gatherMs,
      batchesMax: urgentConnections(context.config.connectionsMax),
      besideMin,
      besideMs,
      waitingMax,
      againMs,
      patienceMs,
      triesMin,
      refusals: { full: () => httpErrors.make('shop-busy'), busy: () => checkoutErrors.make('member-busy') },
      isOutside: cause => troubleOf(cause) !== undefined || cause instanceof DomainError,
    })
  }

  /** Does a thing once, whatever happens on the way. @returns its answer, the first one for a repeated key */
  submit(order: Order): Promise<StoredAnswer> {
    return this.#batcher.submit(order)
  }

  get waiting(): number {
    return this.#batcher.waiting
  }

  /** Prices a basket and writes nothing. @throws what settling it would refuse */
  async quote(body: QuoteBody, { attempts, ...sender }: Quoting, language: Language): Promise<QuoteAnswer> {
    const basket = await prepareHold(this.preparing, body, sender)
    const { context } = this.preparing
    const reading = await this.#reading()
    const world = await readQuoteWorld(context.db, reading, basket, context.clock.now())
    const memberId = basket.member ? world.memberIds.get(basket.member) : null
    if (memberId instanceof DomainError) throw memberId
    try {
      refuseTooEarly(world, basket, memberId ?? null)
      const decided = decideBasket(world, basket, memberId ?? null)
      return quoteAnswer(world, { basket, decided, memberId: memberId ?? null, hold: null, language })
    } catch (error) {
      // In a transaction of its own: a quote writes nothing else.
      await context.db.transaction(tx => keepRefusedBasket(tx, { world, basket, attempts }, error))
      throw error
    }
  }

  async #reading(): Promise<Reading> {
    const { context, programs, assets } = this.preparing
    await programs.refresh()
    // Versions only ever come: as many as before means the same assets as before.
    if (this.#versionsSeen !== programs.all().length) {
      const directory = await assetDirectory(context.db, { programs, assets })
      this.#assetCodes = new Map(directory.assets.map(asset => [asset.assetId, asset.shownCode]))
      this.#versionsSeen = programs.all().length
    }
    return { context, programs, assetCodes: this.#assetCodes }
  }
}
