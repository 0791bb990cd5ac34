import { setTimeout as pause } from 'node:timers/promises'
import { member } from '../model/json.ts'
import type { Fleet, FleetProcess } from '../processes/fleet.ts'
import type { CallerName, Request } from '../requests.ts'

export type Answer = { status: number; text: string; json: unknown }

/** One mutation that a client asked for, with all that came of it. */
export type Asked = {
  /** Which operation of the plan it was. */
  index: number
  key: string
  caller: CallerName
  request: Request
  path: string
  body: string
  sentMs: number
  /** When the first final answer came; null for somebody who walked away. */
  answeredMs: number | null
  /** Every final answer: all are the same, byte for byte. */
  answers: Answer[]
  /** How often a connection broke or the server could not say what had become of it. */
  cuts: number
  /** How often the operation was at work elsewhere. */
  waits: number
}

/** Answers that nobody should ever get. */
export type Fault = { index: number; what: string }

/** Longer than any recovery; whoever waits longer has found a hang. */
const patienceMs = 120_000

export class Sender {
  readonly #fleet: Fleet
  readonly #secrets: Readonly<Record<CallerName, string>>
  readonly faults: Fault[] = []
  /** What patient clients wait for at this moment, and from whom. */
  readonly #underWay = new Set<{ asked: Asked; web: FleetProcess }>()

  constructor(fleet: Fleet, secrets: Readonly<Record<CallerName, string>>) {
    this.#fleet = fleet
    this.#secrets = secrets
  }

  /** Asks until there is a final answer, with the same key, now this process and now that. */
  async askPatiently(asked: Asked, firstWeb: number): Promise<void> {
    const untilMs = Date.now() + patienceMs
    for (let web = firstWeb; Date.now() < untilMs; web++) {
      const wait = { asked, web: this.#fleet.webAt(web) }
      this.#underWay.add(wait)
      const answer = await this.send(asked, { web }).finally(() => this.#underWay.delete(wait))
      if (answer === null) asked.cuts += 1
      else if (answer.status === 409 && codeOf(answer) === 'idempotency/in-flight') asked.waits += 1
      else if (answer.status >= 500) this.#noteUnavailable(asked, answer)
      else return this.#noteAnswer(asked, answer)
      await pause(answer?.status === 409 ? 10 : 150)
    }
    this.faults.push({ index: asked.index, what: `${asked.key} had no answer for ${patienceMs} ms` })
  }

  /** What a process has been asked and nobody has answered yet; what is only repeated was answered long ago. */
  unansweredAt(web: FleetProcess): Asked[] {
    return [...this.#underWay]
      .filter(wait => wait.web === web && wait.asked.answeredMs === null)
      .map(({ asked }) => asked)
  }

  /** Sends once and hangs up after a moment, like a till that lost its line. */
  async askAndWalkAway(asked: Asked, { web, afterMs }: { web: number; afterMs: number }): Promise<void> {
    await this.send(asked, { web, afterMs })
  }

  async get(path: string): Promise<unknown> {
    return this.#untilRead(path, {})
  }

  /** Prices a basket; null when it is refused. */
  async quote({ path, body }: { path: string; body: unknown }): Promise<unknown> {
    return this.#untilRead(path, { method: 'POST', body: JSON.stringify(body) })
  }

  /** @returns null when nobody knows what became of it */
  async send(
    { key, caller, path, body }: Pick<Asked, 'key' | 'caller' | 'path' | 'body'>,
    { web, afterMs = 30_000 }: { web: number; afterMs?: number },
  ): Promise<Answer | null> {
    return this.#fetch(web, path, {
      method: 'POST',
      body,
      headers: { ...this.#headersOf(caller), 'idempotency-key': key },
      signal: AbortSignal.timeout(afterMs),
    })
  }

  async #untilRead(path: string, init: RequestInit): Promise<unknown> {
    const headers = this.#headersOf('first')
    const untilMs = Date.now() + patienceMs
    for (let web = 0; Date.now() < untilMs; web++) {
      const answer = await this.#fetch(web, path, { ...init, headers, signal: AbortSignal.timeout(30_000) })
      if (answer && answer.status < 400) return answer.json
      if (answer && answer.status < 500) return null
      await pause(60)
    }
    throw new Error(`${path} had no answer for ${patienceMs} ms`)
  }

  #headersOf(caller: CallerName): Record<string, string> {
    return {
      authorization: `Bearer ${this.#secrets[caller]}`,
      'content-type': 'application/json',
      'accept-language': 'en',
    }
  }

  async #fetch(web: number, path: string, init: RequestInit): Promise<Answer | null> {
    const { address } = this.#fleet.webAt(web)
    if (!address) return null
    try {
      const response = await fetch(`${address}${path}`, init)
      const text = await response.text()
      return { status: response.status, text, json: JSON.parse(text) }
    } catch {
      // Refused, reset, cut off or timed out: all the same to a till.
      return null
    }
  }

  #noteAnswer(asked: Asked, answer: Answer): void {
    asked.answeredMs ??= Date.now()
    asked.answers.push(answer)
    if (answer.status === 400 || answer.status === 401 || answer.status === 403) this.#noteOddRefusal(asked, answer)
  }

  /** The clients of a run write well-formed requests, so these would be faults of the run or of the server. */
  #noteOddRefusal(asked: Asked, answer: Answer): void {
    if (!['ledger/own-request', 'members/number-mistyped'].includes(codeOf(answer)))
      this.faults.push({ index: asked.index, what: `${asked.key} was answered ${answer.status}: ${answer.text}` })
  }

  #noteUnavailable(asked: Asked, answer: Answer): void {
    asked.cuts += 1
    if (answer.status !== 503)
      this.faults.push({ index: asked.index, what: `${asked.key} was answered ${answer.status}: ${answer.text}` })
  }
}

export function codeOf({ json }: Answer): string {
  return String(member(json, 'code') ?? '')
}
