import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Engine, type RuleProperties } from 'json-rules-engine'
import { type CompiledProgram, readProgram } from '../../src/program/index.ts'
import { type Basket, baskets } from './baskets.ts'
import type { Contest } from './contest.ts'

/**
 * P07: three lines, level price, redemption, points, what counts for the level, all with reasons, against json-rules-engine
 * over eight rules of the same meaning, which only says which of them hold: it neither shares amounts over lines nor
 * rounds nor explains.
 */
export async function eightRules(count: number): Promise<Contest> {
  const program = await openProgram()
  const sample = baskets(count)
  return { name: '8 rules', program, sample, engine: engineOf(program), facts: sample.map(factsOf) }
}

async function openProgram(): Promise<CompiledProgram> {
  const document = await readFile(join(import.meta.dirname, '../../programs/p07-accessory-shop.yaml'), 'utf8')
  const read = readProgram(document, { version: 1, zone: 'Asia/Shanghai' })
  if (!read.program) throw new Error('the program of the benchmark compiles')
  return read.program
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
