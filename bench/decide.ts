import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Engine, type RuleProperties } from 'json-rules-engine'
import { type CompiledProgram, decideSale, readProgram } from '../src/program/index.ts'
import { type Basket, baskets } from './support/baskets.ts'
import { printResult, rounded, say } from './support/result.ts'

/**
 * Decisions a second of `src/program` alone, on one core: P07, three lines, level price, redemption, points, what counts
 * for the level, all with reasons. Yardstick: json-rules-engine over eight rules of the same meaning, which only says
 * which of them hold: it neither shares amounts over lines nor rounds nor explains.
 */
const bar = 50
const seconds = 8
const count = 20_000

const program = await openProgram()
const engine = engineOf(program)
const sample = baskets(count)

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
  yardstick: { name: 'json-rules-engine 7.3.1, 8 rules', value: rounded(yardstick), unit: 'runs/s of one core' },
  ratio: rounded(ratio, 1),
  bar: `>= ${bar}`,
  holds: ratio >= bar,
  pointsOfSample: totalPoints(),
})

async function openProgram(): Promise<CompiledProgram> {
  const document = await readFile(join(import.meta.dirname, '../programs/p07-accessory-shop.yaml'), 'utf8')
  const read = readProgram(document, { version: 1, zone: 'Asia/Shanghai' })
  if (!read.program) throw new Error('the program of the benchmark compiles')
  return read.program
}

/** @returns decisions per second of CPU time: what other programs take of the core is not counted */
function decideFor(wantedSeconds: number): number {
  return perCpuSecond(wantedSeconds, () => {
    for (const { member, sale } of sample) decideSale(program, member, sale)
    return sample.length
  })
}

function perCpuSecond(wantedSeconds: number, work: () => number): number {
  const began = process.cpuUsage()
  let done = 0
  let spent = 0
  while (spent < wantedSeconds * 1e6) {
    done += work()
    const { user, system } = process.cpuUsage(began)
    spent = user + system
  }
  return done / (spent / 1e6)
}

async function runEngineFor(wantedSeconds: number): Promise<number> {
  const began = process.cpuUsage()
  let done = 0
  let spent = 0
  while (spent < wantedSeconds * 1e6) {
    for (const basket of sample.slice(done % count, (done % count) + 200)) await engine.run(factsOf(basket))
    done += 200
    const { user, system } = process.cpuUsage(began)
    spent = user + system
  }
  return done / (spent / 1e6)
}

/** Proof that the work was done: the points of all baskets of the sample, the same in every run. */
function totalPoints(): number {
  return sample.reduce((sum, { member, sale }) => {
    const decision = decideSale(program, member, sale)
    return sum + ('refusal' in decision ? 0 : (decision.earnings[0]?.points ?? 0))
  }, 0)
}

function factsOf({ member, sale }: Basket) {
  const total = sale.lines.reduce((sum, line) => sum + line.grossCents - line.manualDiscountCents, 0)
  return {
    total,
    level: member.level,
    usable: member.usable.points ?? 0,
    wished: sale.redeem[0]?.points ?? 0,
    spend: (member.measures['net-spend'] ?? 0) + total,
  }
}

/** P07 in the words of json-rules-engine: points for money, three level prices, points off, three rises. */
function engineOf({ tracks: [levels] }: CompiledProgram): Engine {
  const rule = (type: string, all: { fact: string; operator: string; value: unknown }[]): RuleProperties => ({
    conditions: { all },
    event: { type },
  })
  const steps = levels?.ladder.slice(1) ?? []
  return new Engine([
    rule('earn', [{ fact: 'total', operator: 'greaterThan', value: 0 }]),
    rule('points-off', [
      { fact: 'wished', operator: 'greaterThanInclusive', value: 500 },
      { fact: 'usable', operator: 'greaterThanInclusive', value: 500 },
      { fact: 'total', operator: 'greaterThanInclusive', value: 5_000 },
    ]),
    ...steps.map(({ level }) => rule(`price-${level}`, [{ fact: 'level', operator: 'equal', value: level }])),
    ...steps.map(({ level }, index) =>
      rule(`rise-${level}`, [
        { fact: 'spend', operator: 'greaterThanInclusive', value: [300_000, 500_000, 1_000_000][index] },
        { fact: 'level', operator: 'notEqual', value: level },
      ]),
    ),
  ])
}
