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
  const add = (word: string, parts: readonly Condition[] | undefined, holdsOf: (tests: readonly Test[]) => Holds) => {
    if (!parts) return
    const tests = parts.map(compileCondition)
    checks.push({ word, isAboutLines: tests.some(test => test.isAboutLines), holds: holdsOf(tests) })
  }
  add('all', all, tests => (scene, line) => !isAnyAnswer(tests, false, { scene, line }))
  add('any', any, tests => (scene, line) => isAnyAnswer(tests, true, { scene, line }))
  add('none', none, tests => (scene, line) => !isAnyAnswer(tests, true, { scene, line }))
  return checks
}

type Holds = Check['holds']

/** Whether one of the tests holds (or does not). A plain loop: this is asked of every rule and receipt. */
function isAnyAnswer(
  tests: readonly Test[],
  answer: boolean,
  { scene, line }: { scene: Scene; line: SaleLine | null },
): boolean {
  for (const test of tests) if ((test.failing(scene, line) === null) === answer) return true
  return false
}
