import { decideSale, type Reason } from '../src/program/index.ts'
import { eightRules } from './support/eight-rules.ts'
import { fortyRules } from './support/forty-rules.ts'
import { printResult, rounded, say } from './support/result.ts'

/**
 * Decisions a second of `src/program` alone, on one core, by CPU time. Yardstick: json-rules-engine over rules of the same
 * meaning. `--rules 40` takes forty rules and their seeded receipts instead of P07, and proves that the very same rules
 * hold on each.
 */
const bar = 50
const seconds = 8
const count = 20_000

const isForty = process.argv.join(' ').includes('--rules 40')
const contest = isForty ? await fortyRules(count) : await eightRules(count)

say('Warming up …')
decideFor(2)
await runEngineFor(2)
say('Measuring …')
// In turns, so that whatever else the machine does falls on both.
const ours: number[] = []
const theirs: number[] = []
for (let round = 0; round < 4; round++) {
  ours.push(decideFor(seconds / 4))
  theirs.push(await runEngineFor(seconds / 4))
}
const value = Math.max(...ours)
const yardstick = Math.max(...theirs)
const ratio = value / yardstick
printResult({
  bench: 'decide',
  value: rounded(value),
  unit: 'decisions/s of one core',
  yardstick: {
    name: `json-rules-engine 7.3.1, ${contest.name}`,
    value: rounded(yardstick),
    unit: 'runs/s of one core',
  },
  ratio: rounded(ratio, 1),
  bar: `>= ${bar}`,
  holds: ratio >= bar,
  pointsOfSample: totalPoints(),
  ...(isForty && { rulesFired: countFired(), rulesFiredByYardstick: await countFiredByEngine() }),
})

/** @returns decisions per second of CPU time: what other programs take of the core is not counted */
function decideFor(wantedSeconds: number): number {
  const { program, sample } = contest
  const began = process.cpuUsage()
  let done = 0
  let spent = 0
  while (spent < wantedSeconds * 1e6) {
    for (const { member, sale } of sample) decideSale(program, member, sale)
    done += sample.length
    const { user, system } = process.cpuUsage(began)
    spent = user + system
  }
  return done / (spent / 1e6)
}

async function runEngineFor(wantedSeconds: number): Promise<number> {
  const { engine, facts } = contest
  const began = process.cpuUsage()
  let done = 0
  let spent = 0
  while (spent < wantedSeconds * 1e6) {
    for (const receipt of facts.slice(done % count, (done % count) + 200)) await engine.run(receipt)
    done += 200
    const { user, system } = process.cpuUsage(began)
    spent = user + system
  }
  return done / (spent / 1e6)
}

/** Proof that the work was done: the points of all receipts of the sample, the same in every run. */
function totalPoints(): number {
  return contest.sample.reduce((sum, { member, sale }) => {
    const decision = decideSale(contest.program, member, sale)
    return sum + ('refusal' in decision ? 0 : (decision.earnings[0]?.points ?? 0))
  }, 0)
}

/** Rules that held, over all receipts: those that gave points, and multipliers whether or not a higher one won. */
function countFired(): number {
  const isFired = ({ code }: Reason) => code.startsWith('earn-') || code.startsWith('times-')
  return contest.sample.reduce((sum, { member, sale }) => {
    const decision = decideSale(contest.program, member, sale)
    return sum + ('refusal' in decision ? 0 : (decision.earnings[0]?.reasons.filter(isFired).length ?? 0))
  }, 0)
}

async function countFiredByEngine(): Promise<number> {
  let fired = 0
  for (const receipt of contest.facts) fired += (await contest.engine.run(receipt)).events.length
  return fired
}
