import { dayOf } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { writeDeeds } from '../../platform/deed.ts'
import { DomainError, invariant } from '../../platform/errors.ts'
import { answerOfError, idempotencyErrors, replayed } from '../../platform/idempotency.ts'
import {
  claimName,
  deleteIdempotencyKeys,
  findAnswers,
  insertAnswers,
  insertIdempotencyKeys,
  type StoredAnswer,
  tryLockNames,
} from '../../platform/idempotency-store.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import type { BatchObserver, BatchWatch } from './batch-observer.ts'
import { type Later, later } from './batcher.ts'
import { namesOf, type Order } from './commands.ts'
import { keepRefusedBasket } from './keep-refused-basket.ts'
import { type Reading, readReferences } from './read-references.ts'
import { readWorld, readWorldAtOnce } from './read-world.ts'
import { runOrder } from './run-order.ts'
import { tellDeed, tellPlace } from './tell-deed.ts'
import type { World } from './world.ts'
import { writeWorld } from './write-world.ts'

export type Running = { reading: Reading; directory: StoreDirectory; observer: BatchObserver }

/**
 * The way of a receipt, for up to 256 of them in one transaction:
 * names are locked without waiting → keys are claimed, members locked without waiting and facts read, in one journey
 * where nothing comes back → each order is decided and posted in memory, a refusal touching only its own → everything is
 * written, one statement a table → commit. Nothing here waits for a lock: who works with a busy member is put off, the others go on.
 * @returns the answers, in the order of the orders; a key in flight elsewhere is answered 409, a used key its first answer
 */
export async function runBatch(
  { reading, directory, observer }: Running,
  orders: readonly Order[],
): Promise<(StoredAnswer | Later)[]> {
  const watch = observer.begin(orders)
  const written: Order[] = []
  try {
    // The connections of batches are set apart: who was accepted is not turned away for want of one.
    const answers = await reading.context.db.urgently(tx =>
      runInside(tx, { reading, directory, watch, written }, orders),
    )
    watch.done('commit')
    watch.ended(null)
    for (const order of written) order.claim.open?.deed.isWritten()
    return answers
  } catch (failure) {
    watch.ended(failure)
    throw failure
  }
}

/** `written`: the orders whose deeds are on record once the transaction commits. */
type Inside = { reading: Reading; directory: StoreDirectory; watch: BatchWatch; written: Order[] }

async function runInside(
  tx: Transaction,
  { reading, directory, watch, written }: Inside,
  orders: readonly Order[],
): Promise<(StoredAnswer | Later)[]> {
  watch.done('connect')
  const { clock, timeZone } = reading.context
  const now = clock.now()
  const createdOn = dayOf(now, timeZone)
  const answers = new Map<Order, StoredAnswer | Later>()
  const [free, early] = await tx.together(() => [
    lockOrders(tx, orders, { answers, watch }),
    readReferences(tx, reading, commandsOf(orders)),
  ])
  watch.done('lock-names')
  // What an order refers to is nobody's concern any more when it was turned away or is a repetition.
  const references = free.length === orders.length ? early : await readReferences(tx, reading, commandsOf(free))
  const [fresh, whole] = await tx.together(() => [
    claimKeys(tx, free, { answers, createdOn, watch }),
    readWorldAtOnce(tx, reading, references, { now, watch }),
  ])
  if (fresh.length > 0) {
    const readAgain = async () => {
      const needed = fresh.length === free.length ? references : await readReferences(tx, reading, commandsOf(fresh))
      return readWorld(tx, reading, needed, { now, watch })
    }
    const { world, busy } =
      whole && fresh.length === free.length ? { world: whole, busy: nobodyBusy } : await readAgain()
    const putAside = fresh.filter(order => busy.has(order.command))
    await putOff(tx, putAside, { answers, watch })
    watch.done('read-world')
    const done: { order: Order; answer: StoredAnswer }[] = []
    for (const order of fresh) {
      if (busy.has(order.command)) continue
      const outcome = answerTo({ world, directory, watch }, order)
      const answer = outcome instanceof DomainError ? await refusedAnswer(tx, { world, order }, outcome) : outcome
      done.push({ order, answer })
      answers.set(order, answer)
    }
    const given = done.map(({ order, answer }) => ({ ...order.claim, ...answer }))
    const deeds = done.map(({ order, answer }) => ({ open: order.claim.open, sent: answer }))
    watch.done('decide')
    await tx.together(() => [writeWorld(tx, world), insertAnswers(tx, given, createdOn), writeDeeds(tx, deeds)])
    written.push(...done.map(({ order }) => order))
    watch.done('write-world')
  }
  return orders.map(order => {
    const answer = answers.get(order)
    invariant(answer, 'every order has an answer')
    return answer
  })
}

const nobodyBusy: ReadonlySet<Order['command']> = new Set()

const commandsOf = (orders: readonly Order[]) => orders.map(order => order.command)

/** Gives keys back: nothing was done under them, and they are claimed again at the next try. */
async function putOff(
  tx: Transaction,
  orders: readonly Order[],
  { answers, watch }: { answers: Map<Order, StoredAnswer | Later>; watch: BatchWatch },
): Promise<void> {
  if (orders.length === 0) return
  await deleteIdempotencyKeys(
    tx,
    orders.map(order => order.claim),
  )
  for (const order of orders) {
    answers.set(order, later)
    watch.order(order.command.kind, 'put-off')
  }
}

/** Whoever holds one of the names is at work on the same thing right now: the caller is asked to wait, we never do. */
async function lockOrders(
  tx: Transaction,
  orders: readonly Order[],
  { answers, watch }: { answers: Map<Order, StoredAnswer | Later>; watch: BatchWatch },
): Promise<Order[]> {
  const wanted = orders.map(order => [claimName(order.claim), ...namesOf(order.command)])
  const locks = (await tryLockNames(tx, wanted.flat())).values()
  return orders.filter((order, index) => {
    const isLocked = (wanted[index] ?? []).map(() => locks.next().value === true).every(Boolean)
    if (!isLocked) {
      answers.set(order, answerOfError(idempotencyErrors.make('in-flight'), order.language))
      watch.order(order.command.kind, 'in-flight')
    }
    return isLocked
  })
}

async function claimKeys(
  tx: Transaction,
  orders: readonly Order[],
  { answers, createdOn, watch }: { answers: Map<Order, StoredAnswer | Later>; createdOn: string; watch: BatchWatch },
): Promise<Order[]> {
  const claimed = await insertIdempotencyKeys(
    tx,
    orders.map(order => order.claim),
    createdOn,
  )
  const used = orders.filter(order => !claimed.has(claimName(order.claim)))
  if (used.length > 0) {
    const stored = await findAnswers(
      tx,
      used.map(order => order.claim),
    )
    for (const order of used) {
      const first = stored.get(claimName(order.claim))
      invariant(first, 'a used key has an answer')
      answers.set(order, replayed(first, order.claim))
      watch.order(order.command.kind, 'repeated')
    }
  }
  watch.done('claim-keys')
  return orders.filter(order => claimed.has(claimName(order.claim)))
}

type Answering = { world: World; directory: StoreDirectory; watch: BatchWatch }

/**
 * A refusal that is kept is named in the answer, so it is written first. Its row is the member's own, who is locked: only a
 * quote, which holds nothing else, may be writing it at the same moment.
 */
async function refusedAnswer(
  tx: Transaction,
  { world, order: { command, attempts, language } }: { world: World; order: Order },
  error: DomainError,
): Promise<StoredAnswer> {
  if (command.kind === 'hold' || command.kind === 'sale')
    await keepRefusedBasket(tx, { world, basket: command, attempts }, error)
  return answerOfError(error, language)
}

function answerTo(
  { world, directory, watch }: Answering,
  { command, language, claim }: Order,
): StoredAnswer | DomainError {
  const deed = claim.open?.deed
  tellPlace(world, deed, command)
  try {
    const { status, body } = runOrder({ world, directory, language }, command)
    tellDeed(world, deed, command)
    watch.order(command.kind, status === 202 ? 'waiting' : 'done')
    return { status, body: JSON.stringify(body) }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    watch.order(command.kind, 'refused')
    return error
  }
}
