import { type BatchObserver, type BatchStep, type BatchWatch, nobody } from './batch-observer.ts'

type Log = { level: string; debug(facts: object, text: string): void }

/** A line for each batch, with the milliseconds of its steps, where each is wanted. */
export function batchLog(log: Log): BatchObserver {
  if (log.level !== 'debug') return nobody
  return {
    begin: orders => {
      const beganAt = performance.now()
      const steps: Partial<Record<BatchStep, number>> = {}
      let stepAt = beganAt
      return {
        done: step => {
          const now = performance.now()
          steps[step] = roundMs(now - stepAt)
          stepAt = now
        },
        order: () => undefined,
        ended: failure =>
          log.debug(
            { orders: orders.length, ms: roundMs(performance.now() - beganAt), steps, failed: failure !== null },
            'batch',
          ),
      } satisfies BatchWatch
    },
  }
}

const roundMs = (ms: number) => Math.round(ms * 10) / 10
