import type { Command, Order, Refused } from './commands.ts'

/**
 * What a batch goes through, in this order. Where nothing comes back, keys, owners and world are asked for in one journey;
 * one that finds nothing new goes from there to the commit.
 */
export const batchSteps = [
  'connect',
  'lock-names',
  'claim-keys',
  'lock-owners',
  'read-world',
  'decide',
  'write-world',
  'commit',
] as const
export type BatchStep = (typeof batchSteps)[number]

/** What became of an order: done, kept until its sale comes, refused, answered as before, at work elsewhere, tried later. */
export const orderOutcomes = ['done', 'waiting', 'refused', 'repeated', 'in-flight', 'put-off'] as const
export type OrderOutcome = (typeof orderOutcomes)[number]
export type OrderKind = Command['kind'] | Refused['kind']

/** Watches one batch. Whatever it does is done for every receipt, so it counts in plain numbers and makes nothing. */
export interface BatchWatch {
  /** This step is over, the next begins. */
  done(step: BatchStep): void
  order(kind: OrderKind, outcome: OrderOutcome): void
  /** The batch is over; with a failure nothing of it was done. */
  ended(failure: unknown): void
}

export interface BatchObserver {
  begin(orders: readonly Order[]): BatchWatch
}

const unwatched: BatchWatch = { done: () => undefined, order: () => undefined, ended: () => undefined }
export const nobody: BatchObserver = { begin: () => unwatched }

/** Several as one, without those that watch nothing. */
export function allObservers(given: readonly BatchObserver[]): BatchObserver {
  const observers = given.filter(observer => observer !== nobody)
  const [first = nobody, ...others] = observers
  if (others.length === 0) return first
  return {
    begin: orders => {
      const watches = observers.map(observer => observer.begin(orders))
      return {
        done: step => {
          for (const watch of watches) watch.done(step)
        },
        order: (kind, outcome) => {
          for (const watch of watches) watch.order(kind, outcome)
        },
        ended: failure => {
          for (const watch of watches) watch.ended(failure)
        },
      }
    },
  }
}
