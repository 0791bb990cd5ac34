import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import type { Measured } from '../server/platform/metrics.ts'
import { answerPatienceMs, type MetricsMessage, metricsMessage } from '../server/platform/metrics-exchange.ts'

/**
 * The supervisor's side of /metrics: whichever process was asked, it asks all of them. So there is one address to read,
 * on the port that is there anyway, and it tells of the background too, which listens nowhere.
 */
export class MetricsGatherer {
  readonly #children: () => readonly ChildProcess[]
  readonly #open = new Map<string, (measured: Measured) => void>()

  constructor(children: () => readonly ChildProcess[]) {
    this.#children = children
  }

  /** To be told every message of every process. */
  hear(message: unknown, from: ChildProcess): void {
    const heard = metricsMessage(message)
    if (heard?.kind === 'gather-metrics') void this.#gather(heard.question, from)
    if (heard?.kind === 'own-metrics') this.#open.get(`${from.pid} ${heard.question}`)?.(heard.measured)
  }

  async #gather(question: string, asking: ChildProcess): Promise<void> {
    const patience = new AbortController()
    const silence = pause(answerPatienceMs, undefined, { signal: patience.signal }).catch(() => undefined)
    const answers = this.#children().map(child => Promise.race([this.#ask(child, question), silence]))
    const measured = (await Promise.all(answers)).filter(answer => answer !== undefined)
    patience.abort()
    for (const child of this.#children()) this.#open.delete(`${child.pid} ${question}`)
    send(asking, { kind: 'all-metrics', question, measured })
  }

  #ask(child: ChildProcess, question: string): Promise<Measured> {
    return new Promise(resolve => {
      this.#open.set(`${child.pid} ${question}`, resolve)
      send(child, { kind: 'tell-metrics', question })
    })
  }
}

function send(child: ChildProcess, message: MetricsMessage): void {
  if (child.connected) child.send(message, () => undefined)
}
