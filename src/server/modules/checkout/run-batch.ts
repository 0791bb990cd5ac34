import { dayOf } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { DomainError, invariant } from '../../platform/errors.ts'
import { answerOfError, idempotencyErrors, replayed } from '../../platform/idempotency.ts'
import {
  claimName,
  findAnswers,
  insertAnswers,
  insertIdempotencyKeys,
  type StoredAnswer,
  tryLockNames,
} from '../../platform/idempotency-store.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import { namesOf, type Order } from './commands.ts'
import { type Reading, readReferences, readWorld } from './read-world.ts'
import { runOrder } from './run-order.ts'
import type { World } from './world.ts'
import { writeWorld } from './write-world.ts'

export type Running = { reading: Reading; directory: StoreDirectory }

/**
 * The way of a receipt, for up to 256 of them in one transaction:
 * names are locked without waiting → keys are claimed → members are locked → facts are read → each order is decided
 * and posted in memory, a refusal touching only its own → everything is written, one statement a table → commit.
 * @returns the answers, in the order of the orders; a key in flight elsewhere is answered 409, a used key its first answer
 */
export async function runBatch({ reading, directory }: Running, orders: readonly Order[]): Promise<StoredAnswer[]> {
  const { db, clock, timeZone } = reading.context
  return db.transaction(async tx => {
    const now = clock.now()
    const createdOn = dayOf(now, timeZone)
    const answers = new Map<Order, StoredAnswer>()
    const free = await lockOrders(tx, orders, answers)
    const [fresh, references] = await tx.together(() => [
      claimKeys(tx, free, { answers, createdOn }),
      readReferences(tx, reading, commandsOf(free)),
    ])
    if (fresh.length > 0) {
      // What a repeated order refers to is nobody's concern any more.
      const needed = fresh.length === free.length ? references : await readReferences(tx, reading, commandsOf(fresh))
      const world = await readWorld(tx, reading, needed, now)
      for (const order of fresh) answers.set(order, answerTo(world, directory, order))
      const given = fresh.map(order => ({ ...order.claim, ...answerIn(answers, order) }))
      await tx.together(() => [writeWorld(tx, world), insertAnswers(tx, given, createdOn)])
    }
    return orders.map(order => answerIn(answers, order))
  })
}

const commandsOf = (orders: readonly Order[]) => orders.map(order => order.command)

function answerIn(answers: ReadonlyMap<Order, StoredAnswer>, order: Order): StoredAnswer {
  const answer = answers.get(order)
  invariant(answer, 'every order has an answer')
  return answer
}

/** Whoever holds one of the names is at work on the same thing right now: the caller is asked to wait, we never do. */
async function lockOrders(
  tx: Transaction,
  orders: readonly Order[],
  answers: Map<Order, StoredAnswer>,
): Promise<Order[]> {
  const wanted = orders.map(order => [claimName(order.claim), ...namesOf(order.command)])
  const locks = (await tryLockNames(tx, wanted.flat())).values()
  return orders.filter((order, index) => {
    const isLocked = (wanted[index] ?? []).map(() => locks.next().value === true).every(Boolean)
    if (!isLocked) answers.set(order, answerOfError(idempotencyErrors.make('in-flight'), order.language))
    return isLocked
  })
}

async function claimKeys(
  tx: Transaction,
  orders: readonly Order[],
  { answers, createdOn }: { answers: Map<Order, StoredAnswer>; createdOn: string },
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
    }
  }
  return orders.filter(order => claimed.has(claimName(order.claim)))
}

function answerTo(world: World, directory: StoreDirectory, { command, language }: Order): StoredAnswer {
  try {
    const { status, body } = runOrder({ world, directory, language }, command)
    return { status, body: JSON.stringify(body) }
  } catch (error) {
    if (error instanceof DomainError) return answerOfError(error, language)
    throw error
  }
}
