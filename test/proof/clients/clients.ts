import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../../../src/server/platform/database.ts'
import { member } from '../model/json.ts'
import type { Kill, Operation, Plan } from '../operations.ts'
import type { Fleet } from '../processes/fleet.ts'
import { onTheWire, otherBody, quoteOnTheWire, type Request } from '../requests.ts'
import { freezeOwingAnswer } from './freeze.ts'
import type { Memory } from './memory.ts'
import type { Answer, Asked, Sender } from './sender.ts'

const clientCount = 16
/** Between two kills everything has been up for a moment, or a run would only ever see one long outage. */
const restMs = 500

type Parts = { fleet: Fleet; sender: Sender; memory: Memory; db: Database }

export type Killed = {
  atMs: number
  target: Kill['target']
  /** Keys under which it had done something and not yet told. */
  owed: readonly string[]
}

/** Sixteen clients that take the operations of a plan one after the other, while processes are killed under them. */
export class Clients {
  /** What was asked since it was last examined, and what nobody had an answer to. */
  asked: Asked[] = []
  readonly killed: Killed[] = []
  repeats = 0
  otherBodies = 0
  readonly #parts: Parts
  readonly #fleet: Fleet
  readonly #sender: Sender
  readonly #memory: Memory
  readonly #plan: Plan
  #next = 0
  #killing: Promise<void> = Promise.resolve()

  constructor(plan: Plan, parts: Parts) {
    this.#plan = plan
    this.#parts = parts
    this.#fleet = parts.fleet
    this.#sender = parts.sender
    this.#memory = parts.memory
  }

  get done(): number {
    return this.#next
  }

  /** Plays on up to an operation, and waits until everything has an answer and everybody killed is back. */
  async playUntil(end: number): Promise<void> {
    await Promise.all(Array.from({ length: clientCount }, () => this.#playOn(end)))
    await this.#killing
  }

  async #playOn(end: number): Promise<void> {
    for (;;) {
      const index = this.#next
      const operation = this.#plan.operations.at(index)
      if (!operation || index >= end) return
      this.#next += 1
      for (const kill of this.#plan.kills) if (kill.atOperation === index) this.#killLater(kill)
      await this.#play(operation, index)
    }
  }

  async #play(operation: Operation, index: number): Promise<void> {
    if (operation.kind === 'clock') return this.#fleet.setClock(this.#fleet.nowMs + operation.minutes * 60_000)
    if (operation.kind === 'repeat') return this.#repeat(operation)
    const request = this.#memory.requestOf(operation, { index, nowMs: this.#fleet.nowMs })
    if (!request) return
    if (operation.kind === 'sale' && request.kind === 'sale')
      request.expectedPayableCents = await this.#expected(request, operation.quote)
    const asked = this.#askedOf(operation, request, index)
    this.asked.push(asked)
    this.#memory.noteSent(asked)
    await this.#send(asked, operation.sending)
    this.#memory.noteAnswered(asked)
  }

  #askedOf({ caller }: Operation, request: Request, index: number): Asked {
    const { path, body } = onTheWire(request)
    return {
      index,
      key: `${this.#plan.seed}-${index}`,
      caller,
      request,
      path,
      body: JSON.stringify(body),
      sentMs: Date.now(),
      answeredMs: null,
      answers: [],
      cuts: 0,
      waits: 0,
    }
  }

  async #send(asked: Asked, sending: Operation['sending']): Promise<void> {
    const web = asked.index
    if (sending === 'walks-away') return this.#sender.askAndWalkAway(asked, { web, afterMs: 1 + (asked.index % 12) })
    const times = sending === 'twice-at-once' ? 2 : 1
    await Promise.all(Array.from({ length: times }, (_, time) => this.#sender.askPatiently(asked, web + time)))
  }

  async #expected(
    request: Request & { kind: 'sale' },
    quote: (Operation & { kind: 'sale' })['quote'],
  ): Promise<number | null> {
    if (quote === 'none') return null
    const payable = member(await this.#sender.quote(quoteOnTheWire(request)), 'payableCents')
    if (typeof payable !== 'number') return null
    return quote === 'misread' ? payable + 1 : payable
  }

  /** Sends something long answered again: as it was, or with another body under the old key. */
  async #repeat({ back, hasOtherBody }: Operation & { kind: 'repeat' }): Promise<void> {
    const earlier = this.#memory.answeredBefore(back)
    const [first] = earlier?.answers ?? []
    if (!earlier || !first) return
    const other = hasOtherBody ? otherBody(earlier.request) : undefined
    if (other === null) return
    const body = hasOtherBody ? JSON.stringify(other) : earlier.body
    const again: Asked = { ...earlier, body, answers: [] }
    await this.#sender.askPatiently(again, earlier.index + 1)
    const [answer] = again.answers
    if (!answer) return
    if (hasOtherBody) this.#noteOtherBody(earlier, answer)
    else this.#noteRepeat(earlier, { first, answer })
  }

  #noteRepeat({ index, key }: Asked, { first, answer }: { first: Answer; answer: Answer }): void {
    this.repeats += 1
    if (answer.status === first.status && answer.text === first.text) return
    const what = `${key} was answered ${first.status} ${first.text}, and later ${answer.status} ${answer.text}`
    this.#sender.faults.push({ index, what })
  }

  #noteOtherBody({ index, key }: Asked, { status, text, json }: Answer): void {
    this.otherBodies += 1
    if (status === 422 && member(json, 'code') === 'idempotency/other-body') return
    this.#sender.faults.push({ index, what: `${key} with another body was answered ${status}: ${text}` })
  }

  #killLater({ afterMs, target }: Kill): void {
    this.#killing = this.#killing.then(async () => {
      await pause(afterMs)
      const place = this.killed.length
      const web = this.#fleet.webAt(place)
      const owed = target === 'answer' ? await freezeOwingAnswer(web, this.#parts) : []
      this.killed.push({ atMs: Date.now(), target, owed })
      if (target === 'database') await this.#fleet.killDatabase()
      else if (target === 'worker') this.#fleet.killBackground(place)
      else web.kill()
      await pause(restMs)
    })
  }
}
