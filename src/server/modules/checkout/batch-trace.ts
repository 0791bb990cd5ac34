import { sqlStateOf } from '../../platform/database.ts'
import { type TraceSpan, type Tracing, traceNowMs } from '../../platform/trace-span.ts'
import { type BatchObserver, type BatchStep, type BatchWatch, nobody } from './batch-observer.ts'
import type { Order } from './commands.ts'

/** The spans of an order: of its request, and of its wait for a batch, until it is in one. */
export class OrderTrace {
  readonly request: TraceSpan
  readonly #wait: TraceSpan
  #isWaiting = true

  constructor(request: TraceSpan) {
    this.request = request
    this.#wait = request.child('wait')
  }

  /** A batch that failed is run again, but its orders have waited once. */
  endWait(): void {
    if (this.#isWaiting) this.#wait.end()
    this.#isWaiting = false
  }
}

/**
 * A span for each step of a batch. The batch is a trace of its own with a link to each of its requests, and in each of
 * their traces a span with a link to it says when its batch ran.
 */
export function batchTrace(tracing: Tracing): BatchObserver {
  return {
    begin: orders => {
      const traces = orders.flatMap(({ trace }) => (trace ? [trace] : []))
      for (const trace of traces) trace.endWait()
      const recorded = traces.filter(({ request }) => request.isRecorded)
      return recorded.length === 0 ? nobody.begin(orders) : watchRecorded(tracing, { orders, recorded })
    },
  }
}

function watchRecorded(
  tracing: Tracing,
  { orders, recorded }: { orders: readonly Order[]; recorded: readonly OrderTrace[] },
): BatchWatch {
  const batch = tracing.batch(recorded.map(({ request }) => request))
  batch.note({ 'regulars.orders': orders.length })
  const inRequests = recorded.map(({ request }) => request.child('run in batch', { links: [batch] }))
  let stepAtMs = traceNowMs()
  const endStep = (step: BatchStep | 'failed step', failure: string | null) => {
    const span = batch.child(step, { startedAtMs: stepAtMs })
    if (failure !== null) span.fail(failure)
    span.end()
    stepAtMs = traceNowMs()
  }
  return {
    done: step => endStep(step, null),
    order: () => undefined,
    ended: failure => {
      const code = failure === null ? null : failureCode(failure)
      if (code !== null) endStep('failed step', code)
      for (const span of [...inRequests, batch]) {
        if (code !== null) span.fail(code)
        span.end()
      }
    },
  }
}

/** Its kind alone: a message may name values. */
function failureCode(failure: unknown): string {
  if (!(failure instanceof Error)) return 'failed'
  return sqlStateOf(failure) ?? ('code' in failure ? String(failure.code) : failure.constructor.name)
}
