import { parentPort, workerData } from 'node:worker_threads'
import { Engine, type RuleProperties } from 'json-rules-engine'

/** One thread of the yardstick: receipts under the rules of both programs, without state and without a report. */
export type RulesStart = { seconds: number; totals: readonly number[]; ladders: readonly (readonly number[])[] }

/** What a thread decided. Its own CPU is without what V8 does for it in threads of its own, collecting garbage first. */
export type RulesDone = { receipts: number; ownCpuSeconds: number }

const start: RulesStart = workerData
const levels = ['ordinary', 'silver', 'gold', 'diamond']
const engines = start.ladders.map(engineOf)

// All threads begin together, when every one of them is warm: whoever measures counts the CPU of the whole process.
await decideFor(1)
parentPort?.postMessage('warm')
await new Promise(resolve => parentPort?.once('message', resolve))
const cpuBegan = process.threadCpuUsage()
const receipts = await decideFor(start.seconds)
const { user, system } = process.threadCpuUsage(cpuBegan)
parentPort?.postMessage({ receipts, ownCpuSeconds: (user + system) / 1e6 } satisfies RulesDone)
parentPort?.close()

async function decideFor(seconds: number): Promise<number> {
  const endsAt = performance.now() + seconds * 1000
  let done = 0
  while (performance.now() < endsAt) {
    const total = start.totals[done % start.totals.length] ?? 0
    const facts = {
      total,
      level: levels[done % levels.length] ?? null,
      usable: done % 1_500,
      wished: done % 5 === 0 ? 500 : 0,
      spend: (done * 977) % 800_000,
    }
    for (const engine of engines) await engine.run(facts)
    done += 1
  }
  return done
}

/** A program in the words of json-rules-engine: points for money, three level prices, points off, three rises. */
function engineOf(thresholds: readonly number[]): Engine {
  const rule = (type: string, all: { fact: string; operator: string; value: unknown }[]): RuleProperties => ({
    conditions: { all },
    event: { type },
  })
  const steps = levels.slice(1)
  return new Engine([
    rule('earn', [{ fact: 'total', operator: 'greaterThan', value: 0 }]),
    rule('points-off', [
      { fact: 'wished', operator: 'greaterThanInclusive', value: 500 },
      { fact: 'usable', operator: 'greaterThanInclusive', value: 500 },
      { fact: 'total', operator: 'greaterThanInclusive', value: 5_000 },
    ]),
    ...steps.map(level => rule(`price-${level}`, [{ fact: 'level', operator: 'equal', value: level }])),
    ...steps.map((level, index) =>
      rule(`rise-${level}`, [
        { fact: 'spend', operator: 'greaterThanInclusive', value: thresholds[index] },
        { fact: 'level', operator: 'notEqual', value: level },
      ]),
    ),
  ])
}
