import type { Texts } from '../shared/languages.ts'
import type { CompiledLimit } from './compiled.ts'
import { compileCondition } from './conditions.ts'
import { describeCondition } from './describe-condition.ts'
import type { EarnRule } from './document.ts'
import { nameOrCode } from './names.ts'
import { type Reason, reason } from './reasons.ts'
import { must, readLimit } from './scalars.ts'

export type LevelNames = ReadonlyMap<string, Texts>

/** What rules of every kind have. */
export function compileRule({ rule, name, when }: Pick<EarnRule, 'rule' | 'name' | 'when'>, levelNames: LevelNames) {
  return {
    rule,
    name: nameOrCode(name, rule),
    test: compileCondition(when),
    when: describeCondition(when, levelNames),
  }
}

/** How a rule stands against the others. */
export function contestOf({ rule, name, group, priority, limit }: EarnRule) {
  const known = new Map<string, Reason>()
  const shown = nameOrCode(name, rule)
  return {
    group: group ?? null,
    priority: priority ?? 0,
    limits: compileLimits(limit, rule),
    missed: (word: string) => {
      const reasonOfWord = known.get(word) ?? reason('rule-not-applied', rule, { name: shown, condition: word })
      known.set(word, reasonOfWord)
      return reasonOfWord
    },
  }
}

export function compileLimits(limit: string | string[] | undefined, scope: string): CompiledLimit[] {
  const texts = limit === undefined ? [] : typeof limit === 'string' ? [limit] : limit
  return texts.map(text => ({ scope, ...must(readLimit(text), 'a limit is understood') }))
}
