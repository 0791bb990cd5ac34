import type { Condition } from './condition-schema.ts'
import { amountChecks, goodsChecks } from './conditions-on-goods.ts'
import { memberChecks, personChecks } from './conditions-on-members.ts'
import { basketChecks, timeChecks } from './conditions-on-sales.ts'
import type { SaleLine } from './facts.ts'
import type { Check, Scene } from './scene.ts'

export type { Scene } from './scene.ts'

/**
 * A compiled condition. `failing` says which word of it does not hold, or null when all hold; a condition on goods
 * is asked line by line, any other once per receipt (line null).
 */
export type Test = { isAboutLines: boolean; failing: (scene: Scene, line: SaleLine | null) => string | null }

const always: Test = { isAboutLines: false, failing: () => null }

export function compileCondition(condition: Condition | undefined): Test {
  if (!condition) return always
  const checks = [
    ...memberChecks(condition),
    ...personChecks(condition),
    ...basketChecks(condition),
    ...goodsChecks(condition),
    ...amountChecks(condition),
    ...timeChecks(condition),
    ...presenceChecks(condition),
    ...nestedChecks(condition),
  ]
  return {
    isAboutLines: checks.some(check => check.isAboutLines),
    failing: (scene, line) => {
      for (const check of checks) if (!check.holds(scene, line)) return check.word
      return null
    },
  }
}

/** Goods that must be on the receipt, whichever lines the rule is about. */
function presenceChecks({ 'basket-has': parts }: Condition): Check[] {
  return (parts ?? []).map(part => {
    const test = compileCondition(part)
    return {
      word: 'basket-has',
      isAboutLines: false,
      holds: scene => scene.sale.lines.some(line => test.failing(scene, line) === null),
    }
  })
}

function nestedChecks({ all, any, none }: Condition): Check[] {
  const checks: Check[] = []
  const add = (
    word: string,
    parts: readonly Condition[] | undefined,
    combine: (tests: readonly Test[], holds: (test: Test) => boolean) => boolean,
  ) => {
    if (!parts) return
    const tests = parts.map(compileCondition)
    checks.push({
      word,
      isAboutLines: tests.some(test => test.isAboutLines),
      holds: (scene, line) => combine(tests, test => test.failing(scene, line) === null),
    })
  }
  add('all', all, (tests, holds) => tests.every(holds))
  add('any', any, (tests, holds) => tests.some(holds))
  add('none', none, (tests, holds) => !tests.some(holds))
  return checks
}
