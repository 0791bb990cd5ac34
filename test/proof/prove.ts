import { setTimeout as pause } from 'node:timers/promises'
import { type Database, openDatabase } from '../../src/server/platform/database.ts'
import { Clients } from './clients/clients.ts'
import { Memory } from './clients/memory.ts'
import { type Fault, Sender } from './clients/sender.ts'
import { Examination } from './examination.ts'
import { writeHistory } from './history-file.ts'
import { type Plan, planOf } from './operations.ts'
import { Fleet } from './processes/fleet.ts'
import {
  countUnfinished,
  readFinalState,
  readMembers,
  readRest,
  startRecording,
  takeRecorded,
} from './replay/recorder-store.ts'
import type { Evidence } from './replay/transactions.ts'
import { foundShop, joinAll, shareCodes } from './setup.ts'
import { eventDifferences, readingDifferences, stateDifferences } from './verify.ts'

export type Size = { operations: number; kills: number; seed: number }

export type Result = {
  /** Each a sentence; an empty list is the proof. */
  violations: string[]
  /** What the run should have come by and did not. */
  missing: string[]
  marks: ReadonlyMap<string, number>
  figures: {
    operations: number
    answers: number
    transactions: number
    kills: number
    seconds: number
    perSecond: number
  }
  /** Where the history of the members concerned was written, if anything was violated. */
  historyFile: string | null
  /** What was examined last, for whoever wants to know whether a lie in it would be noticed. */
  evidence: Evidence
  /** Cards and numbers of those who had joined before the run. */
  founders: ReadonlyMap<string, string>
}

const startAt = '2026-03-05T04:00:00Z'
/** So many operations are asked before they are examined and forgotten: a million would fill the memory. */
const sliceOperations = 20_000

/** Founds a shop, plays a plan against it while its processes are killed, and proves what came of it. */
export async function prove(size: Size, log: (sentence: string) => void): Promise<Result> {
  const plan = planOf(size.seed, size)
  const fleet = await Fleet.found(startAt)
  try {
    const secrets = await foundShop(fleet)
    const sender = new Sender(fleet, secrets)
    const memory = new Memory(plan)
    await joinAll(plan.members, { sender, memory })
    await shareCodes(sender)
    const db = openDatabase(fleet.target, { connectionsMax: 2 })
    try {
      return await new Run({ plan, fleet, sender, memory, db, log }).toEnd()
    } finally {
      await db.close()
    }
  } finally {
    await fleet.close()
  }
}

type Parts = {
  plan: Plan
  fleet: Fleet
  sender: Sender
  memory: Memory
  db: Database
  log: (sentence: string) => void
}

class Run {
  readonly #parts: Parts
  readonly #clients: Clients
  readonly #examination: Examination
  readonly #founders: ReadonlyMap<string, string>
  #evidence: Evidence | undefined
  #answers = 0
  #seconds = 0

  constructor(parts: Parts) {
    this.#parts = parts
    this.#clients = new Clients(parts.plan, parts)
    this.#founders = new Map(parts.memory.memberNumbers)
    this.#examination = new Examination(this.#founders)
  }

  async toEnd(): Promise<Result> {
    const { plan, db, log } = this.#parts
    await startRecording(db)
    let violations: string[] = []
    for (let end = sliceOperations; violations.length === 0; end += sliceOperations) {
      await this.#playUntil(Math.min(end, plan.operations.length))
      const isLast = end >= plan.operations.length
      if (isLast) await untilQuiet(this.#parts)
      log('The history is replayed …')
      violations = await this.#examineSlice()
      if (isLast && violations.length === 0) violations = await this.#examineState()
      if (isLast) break
    }
    return this.#result([...violations, ...this.#parts.sender.faults.map(({ what }: Fault) => what)])
  }

  async #playUntil(end: number): Promise<void> {
    const { plan, log } = this.#parts
    const beganMs = Date.now()
    const first = this.#clients.done
    const ticker = setInterval(() => {
      const { done, killed } = this.#clients
      const perSecond = ((done - first) * 1000) / (Date.now() - beganMs)
      log(
        `${done} of ${plan.operations.length} operations, ${killed.length} kills, ${perSecond.toFixed(0)} operations a second`,
      )
    }, 10_000)
    await this.#clients.playUntil(end).finally(() => clearInterval(ticker))
    this.#seconds += (Date.now() - beganMs) / 1000
  }

  async #examineSlice(): Promise<string[]> {
    const { db, fleet } = this.#parts
    const { asked, killed } = this.#clients
    const evidence: Evidence = {
      asked,
      killed: [...killed],
      clockMoves: fleet.clockMoves,
      members: await readMembers(db),
      ...(await takeRecorded(db)),
    }
    this.#evidence = evidence
    this.#answers += asked.reduce((total, { answers }) => total + answers.length, 0)
    // Somebody walked away: whether it is done may show a moment later.
    this.#clients.asked = asked.filter(({ answers }) => answers.length === 0)
    return this.#examination.examine(evidence)
  }

  async #examineState(): Promise<string[]> {
    const { db, fleet, sender } = this.#parts
    const { shop, topics } = this.#examination
    const cards = new Map((await readMembers(db)).map(({ member_id, card }) => [member_id, card]))
    const rest = await readRest(db)
    const checked = await fleet.command('check-ledger')
    return [
      ...stateDifferences(shop, await readFinalState(db), cards),
      ...eventDifferences(shop, topics),
      ...Object.entries(rest ?? {}).flatMap(([name, count]) => (count === 0 ? [] : [`${name}: ${count}`])),
      ...(checked.exitCode === 0 ? [] : [`check-ledger: ${checked.output}`]),
      ...(await readingDifferences(shop, sender, fleet.nowMs)),
    ]
  }

  async #result(violations: string[]): Promise<Result> {
    const { plan, fleet } = this.#parts
    const { marks, transactions, concerned } = this.#examination
    const { killed, repeats, otherBodies } = this.#clients
    const evidence = this.#evidence
    if (!evidence) throw new Error('something was examined')
    marks.add('an old key answered the same', repeats)
    marks.add('a key with another body refused', otherBodies)
    const operations = plan.operations.length
    const figures = {
      operations,
      answers: this.#answers + repeats + otherBodies,
      transactions,
      kills: killed.length,
      seconds: this.#seconds,
      perSecond: operations / this.#seconds,
    }
    return {
      violations,
      missing: marks.missing({ operations, kills: killed.length }),
      marks: marks.all,
      figures,
      historyFile:
        violations.length > 0
          ? await writeHistory({ seed: plan.seed, violations, evidence, concerned, said: fleet.said })
          : null,
      evidence,
      founders: this.#founders,
    }
  }
}

/** The day changes once more, so that all that is due is swept and reviewed, and everything announced is delivered. */
async function untilQuiet({ fleet, db }: Parts): Promise<void> {
  fleet.setClock(fleet.nowMs + 86_400_000)
  const untilMs = Date.now() + 60_000
  while (Date.now() < untilMs && (await countUnfinished(db, new Date(fleet.nowMs))) > 0) await pause(200)
}
