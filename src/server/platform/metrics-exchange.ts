import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Measured, Metrics } from './metrics.ts'

/** A process asks the supervisor for what all processes have measured. */
export type GatherMetrics = { kind: 'gather-metrics'; question: string }
/** The supervisor asks each of them. */
export type TellMetrics = { kind: 'tell-metrics'; question: string }
export type OwnMetrics = { kind: 'own-metrics'; question: string; measured: Measured }
export type AllMetrics = { kind: 'all-metrics'; question: string; measured: readonly Measured[] }
export type MetricsMessage = GatherMetrics | TellMetrics | OwnMetrics | AllMetrics

/** One that hangs must not hide the others. The supervisor waits a little less long than whoever asks it. */
export const answerPatienceMs = 1_000
const gatherPatienceMs = 2_000

/** The senders are processes of ours, of one version: the kind is proof enough of the rest. */
export function metricsMessage(message: unknown): MetricsMessage | undefined {
  return isMetricsMessage(message) ? message : undefined
}

const kinds = new Set<unknown>(['gather-metrics', 'tell-metrics', 'own-metrics', 'all-metrics'])

function isMetricsMessage(message: unknown): message is MetricsMessage {
  return typeof message === 'object' && message !== null && 'kind' in message && kinds.has(message.kind)
}

/** The line to the supervisor. */
type Channel = {
  readonly connected: boolean
  on(event: 'message', listener: (message: unknown) => void): unknown
  send?(message: MetricsMessage): unknown
}

/** The side of a process: it tells what it has measured whenever the supervisor asks, and can ask for all. */
export class MetricsExchange {
  readonly metrics: Metrics
  readonly #channel: Channel | null
  readonly #open = new Map<string, (measured: readonly Measured[]) => void>()

  /** `channel` is null for a process that runs alone. */
  constructor(metrics: Metrics, channel: Channel | null) {
    this.metrics = metrics
    this.#channel = channel
    channel?.on('message', (message: unknown) => void this.#hear(metricsMessage(message)))
  }

  /** Of all processes under our supervisor; without one, or when it does not answer, our own. */
  async gather(): Promise<readonly Measured[]> {
    if (!this.#channel?.connected) return [await this.metrics.measured()]
    const question = randomUUID()
    const answered = new Promise<readonly Measured[]>(resolve => this.#open.set(question, resolve))
    this.#send({ kind: 'gather-metrics', question })
    const patience = new AbortController()
    const measured = await Promise.race([
      answered,
      pause(gatherPatienceMs, undefined, { signal: patience.signal }).catch(() => undefined),
    ])
    patience.abort()
    this.#open.delete(question)
    return measured ?? [await this.metrics.measured()]
  }

  async #hear(message: MetricsMessage | undefined): Promise<void> {
    if (message?.kind === 'all-metrics') this.#open.get(message.question)?.(message.measured)
    if (message?.kind !== 'tell-metrics') return
    this.#send({ kind: 'own-metrics', question: message.question, measured: await this.metrics.measured() })
  }

  #send(message: MetricsMessage): void {
    if (this.#channel?.connected) this.#channel.send?.(message)
  }
}

/** What a process counts, told to the supervisor where there is one. Once for the life of a process. */
export function measureProcess(name: string): MetricsExchange {
  const metrics = new Metrics(name)
  metrics.watchProcess()
  return new MetricsExchange(metrics, process.send ? process : null)
}
