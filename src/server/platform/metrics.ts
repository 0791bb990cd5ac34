import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from './database.ts'

/** What a metric is: its name, a sentence, and the names of its labels. Values of labels come from lists in our code. */
type Described<Label extends string> = { name: string; help: string; labelNames?: readonly Label[] }

/** What one process has measured, as plain objects that travel between processes. */
export type Measured = readonly object[]

/** The metrics of one process. Its name is a label of each, so that those of several processes stand side by side. */
export class Metrics {
  readonly processName: string
  readonly #registry = new Registry()

  constructor(processName: string) {
    this.processName = processName
    this.#registry.setDefaultLabels(processName === '' ? {} : { process: processName })
  }

  counter<Label extends string>({ labelNames = [], ...described }: Described<Label>): Counter<Label> {
    return new Counter({ ...described, labelNames, registers: [this.#registry] })
  }

  /** A counter of what is counted elsewhere: `read` adds everything that there is, whenever somebody looks. */
  tally<Label extends string>({
    labelNames = [],
    read,
    ...described
  }: Described<Label> & { read: (counter: Counter<Label>) => void }): Counter<Label> {
    return new Counter({
      ...described,
      labelNames,
      registers: [this.#registry],
      collect() {
        this.reset()
        read(this)
      },
    })
  }

  histogram<Label extends string>({
    labelNames = [],
    ...described
  }: Described<Label> & { buckets: number[] }): Histogram<Label> {
    return new Histogram({ ...described, labelNames, registers: [this.#registry] })
  }

  /** `read` is called whenever somebody looks, and sets what is true then. */
  gauge<Label extends string>({
    labelNames = [],
    read,
    ...described
  }: Described<Label> & { read: (gauge: Gauge<Label>) => void | Promise<void> }): Gauge<Label> {
    return new Gauge({
      ...described,
      labelNames,
      registers: [this.#registry],
      collect() {
        return read(this)
      },
    })
  }

  /** Memory, processor, event loop and garbage. Once for the life of a process: what it starts is never stopped. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.#registry, eventLoopMonitoringPrecision: 20 })
  }

  async measured(): Promise<Measured> {
    const metrics = await this.#registry.getMetricsAsJSON()
    // Told apart by their process, nothing is added up or left out.
    return metrics.map(metric => ({ ...metric, aggregator: 'sum' }))
  }
}

/** What several processes have measured, in the text format of Prometheus. */
export async function metricsText(measured: readonly Measured[]): Promise<string> {
  return AggregatorRegistry.aggregate(measured.map(metrics => [...metrics])).metrics()
}

export const metricsContentType = Registry.PROMETHEUS_CONTENT_TYPE

/** Bounds for what should take milliseconds and must not take seconds. */
export const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** How the pool of a process is used: callers that wait mean that it is too small, or that the database is slow. */
export function watchConnections(metrics: Metrics, db: Database): void {
  metrics.gauge({
    name: 'regulars_database_connections',
    help: 'Connections that work or rest, and callers that wait for one.',
    labelNames: ['state'],
    read: gauge => {
      const { busy, idle, waiting } = db.load()
      gauge.set({ state: 'busy' }, busy)
      gauge.set({ state: 'idle' }, idle)
      gauge.set({ state: 'waiting' }, waiting)
    },
  })
}
