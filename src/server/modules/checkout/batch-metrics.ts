import { type Metrics, secondsBuckets } from '../../platform/metrics.ts'
import type { BatchObserver, BatchStep, BatchWatch, OrderKind, OrderOutcome } from './batch-observer.ts'

/** Counts what batches do; written into the metrics when somebody looks. */
export function batchMetrics(metrics: Metrics, { waiting }: { waiting: () => number }): BatchObserver {
  const counts: Counts = new Map()
  let running = 0
  const sizes = metrics.histogram({
    name: 'regulars_batch_orders',
    help: 'Orders (receipts, refunds, voids, holds) that shared one transaction.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
  })
  const steps = metrics.histogram({
    name: 'regulars_batch_step_seconds',
    help: 'How long each step of a batch took. The waits for locks are the steps lock-names and lock-owners.',
    labelNames: ['step'],
    buckets: secondsBuckets,
  })
  const whole = metrics.histogram({
    name: 'regulars_batch_seconds',
    help: 'How long a batch took, from its start to its commit.',
    labelNames: ['result'],
    buckets: secondsBuckets,
  })
  metrics.gauge({
    name: 'regulars_batch_queue',
    help: 'Orders that wait for a batch.',
    read: gauge => gauge.set(waiting()),
  })
  metrics.gauge({ name: 'regulars_batches_running', help: 'Batches at work.', read: gauge => gauge.set(running) })
  metrics.tally({
    name: 'regulars_orders_total',
    help: 'Orders by what they wanted and what became of them, since the process began.',
    labelNames: ['kind', 'outcome'],
    read: counter => {
      for (const [kind, outcomes] of counts)
        for (const [outcome, count] of outcomes) counter.inc({ kind, outcome }, count)
    },
  })

  return {
    begin: orders => {
      running += 1
      sizes.observe(orders.length)
      const beganAt = performance.now()
      let stepAt = beganAt
      // Counted when the batch is committed: one that fails is run again, one by one.
      const own: Counts = new Map()
      return {
        done: (step: BatchStep) => {
          const now = performance.now()
          steps.observe({ step }, (now - stepAt) / 1_000)
          stepAt = now
        },
        order: (kind, outcome) => add(countsOf(own, kind), outcome, 1),
        ended: failure => {
          running -= 1
          whole.observe({ result: failure === null ? 'done' : 'failed' }, (performance.now() - beganAt) / 1_000)
          if (failure !== null) return
          for (const [kind, outcomes] of own)
            for (const [outcome, count] of outcomes) add(countsOf(counts, kind), outcome, count)
        },
      } satisfies BatchWatch
    },
  }
}

type Counts = Map<OrderKind, Map<OrderOutcome, number>>

function countsOf(counts: Counts, kind: OrderKind): Map<OrderOutcome, number> {
  const found = counts.get(kind) ?? new Map<OrderOutcome, number>()
  counts.set(kind, found)
  return found
}

function add(counts: Map<OrderOutcome, number>, outcome: OrderOutcome, count: number): void {
  counts.set(outcome, (counts.get(outcome) ?? 0) + count)
}
