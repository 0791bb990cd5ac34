import type { Config } from './config.ts'

export type TraceFacts = Readonly<Record<string, string | number>>

/** Something that takes time, in the trace of a request or of a batch. */
export interface TraceSpan {
  /** False where chance left this trace out: then nothing of it needs to be gathered. */
  readonly isRecorded: boolean
  child(name: string, more?: { startedAtMs?: number; links?: readonly TraceSpan[] }): TraceSpan
  note(facts: TraceFacts): void
  /** What kept it from its good end: the code of a refusal or a failure. */
  fail(code: string): void
  end(): void
}

export interface Tracing {
  /** The trace that a caller began goes on here. */
  request(name: string, traceparent: string | undefined): TraceSpan
  /** A batch belongs to no single request: it is a trace of its own, linked with all of them. */
  batch(links: readonly TraceSpan[]): TraceSpan
  /** Sends what is left. */
  stop(): Promise<void>
}

export type Starting = {
  config: Pick<Config, 'traceEndpoint' | 'traceShare'>
  processName: string
  /** Told when traces cannot be delivered. */
  onTrouble: (message: string) => void
}

/** The moment, as spans know it: milliseconds since 1970, with their fractions. */
export const traceNowMs = (): number => performance.timeOrigin + performance.now()
