import { beforeAll, describe, expect, test } from 'vitest'
import { linesOf } from './command.ts'
import { Examination } from './examination.ts'
import { lies } from './lies.ts'
import { prove, type Result } from './prove.ts'

// Ten thousand operations against the real processes, with kills. The plan is the same each time, what meets what is
// not: clients run at once and kills come when they come. Other plans: npm run prove, which takes a seed of its own.

const size = { operations: 10_000, kills: 4, seed: 606 }
let result: Result

beforeAll(async () => {
  console.log(`npm run prove -- --operations ${size.operations} --kills ${size.kills} --seed ${size.seed}`)
  result = await prove(size, () => undefined)
  console.log(linesOf(result).join('\n'))
}, 1_800_000)

test('every answer, entry, lot, hold, level and receipt is what the model says, whatever was killed', () => {
  expect(result.violations).toEqual([])
})

test('the run came by everything that it is to prove', () => {
  expect(result.missing).toEqual([])
})

describe('a lie is found out:', () => {
  const examine = (evidence: Result['evidence']) => new Examination(result.founders).examine(evidence)

  test('the truth is none', () => {
    expect(examine(result.evidence)).toEqual([])
  })

  test.each(lies)('$name', ({ tell }) => {
    expect(examine(tell(result.evidence))).not.toEqual([])
  })
})
