import type { WriteStream } from 'node:tty'
import type { Progress } from '../server/modules/imports/index.ts'

const barWidth = 30
const barEveryMs = 100
const lineEveryMs = 5_000

type Output = Pick<WriteStream, 'write'> & { isTTY?: boolean }

/** Shows how far something is: a bar where somebody looks, a line every few seconds where it goes into a log. */
export class ProgressBar {
  readonly #label: string
  readonly #unit: string
  readonly #output: Output
  readonly #beganAtMs = performance.now()
  #shownAtMs = Number.NEGATIVE_INFINITY
  #firstDone: number | null = null
  #done = 0
  #shownDone = -1

  constructor({ label, unit, output = process.stderr }: { label: string; unit: string; output?: Output }) {
    this.#label = label
    this.#unit = unit
    this.#output = output
  }

  /** To be handed on as the listener of some work. */
  readonly update: Progress = (done, total) => {
    // What was done before this process began says nothing about its speed.
    this.#firstDone ??= 0
    this.#done = done
    const now = performance.now()
    const isLast = total !== null && done >= total
    // Work that is counted in large units is at its end several times.
    if (isLast && done === this.#shownDone) return
    const pauseMs = this.#output.isTTY ? barEveryMs : lineEveryMs
    // A log hears nothing of work that is over within the first pause.
    const sinceMs = this.#output.isTTY ? this.#shownAtMs : Math.max(this.#shownAtMs, this.#beganAtMs)
    if (!isLast && now - sinceMs < pauseMs) return
    this.#shownAtMs = now
    this.#shownDone = done
    this.#show(done, total)
  }

  /** Leaves the bar where it is, and goes on in a new line. */
  end(): void {
    if (this.#output.isTTY && Number.isFinite(this.#shownAtMs)) this.#output.write('\n')
  }

  get seconds(): number {
    return (performance.now() - this.#beganAtMs) / 1000
  }

  get perSecond(): number {
    return Math.round((this.#done - (this.#firstDone ?? 0)) / Math.max(this.seconds, 0.001))
  }

  #show(done: number, total: number | null): void {
    const speed = `${this.perSecond.toLocaleString('en')} ${this.#unit}/s`
    const count = done.toLocaleString('en')
    const share = total ? Math.min(done / total, 1) : null
    this.#write(`${this.#label} ${share === null ? '' : this.#barOf(share)}${count} ${this.#unit}  ${speed}`)
  }

  #barOf(share: number): string {
    const filled = Math.round(share * barWidth)
    const bar = this.#output.isTTY ? `[${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}] ` : ''
    return `${bar}${Math.floor(share * 100)} %  `
  }

  #write(text: string): void {
    // The bar is drawn over itself; what the line held before is cleared to its end.
    this.#output.write(this.#output.isTTY ? `\r${text}\u001b[K` : `${text}\n`)
  }
}
