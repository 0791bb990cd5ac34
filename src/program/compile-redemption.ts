import { compileLimits, compileRule, type LevelNames } from './compile-rule.ts'
import { whileGiftGiven } from './compile-validity.ts'
import type { CompiledRedeemRule, CompiledReward, Gift } from './compiled.ts'
import { isLevelUp, type ProgramDocument, type RedeemRule, tracksOf } from './document.ts'
import { must, readMoney, readPercent, readPeriod } from './scalars.ts'

export type WaySource = { firstAsset: string; levelNames: LevelNames; document: ProgramDocument }

export function compileRedeemRule(
  rule: RedeemRule,
  { firstAsset, levelNames, document }: WaySource,
): CompiledRedeemRule {
  const points = rule.points ?? 1
  const step = rule.step ?? points
  const centsOf = (money: unknown) => (must(readMoney(money), 'off is money') * step) / points
  const centsPerStepOfLevel = typeof rule.off === 'object' ? byLevel(rule.off, document, centsOf) : null
  return {
    ...compileRule(rule, levelNames),
    asset: rule.asset ?? firstAsset,
    step,
    centsPerStep: centsPerStepOfLevel ? (Object.values(centsPerStepOfLevel)[0] ?? 0) : centsOf(rule.off),
    centsPerStepOfLevel,
    minimum: rule.minimum ?? step,
    maximum: rule.maximum ?? null,
    shareBasisPoints: readPercent(rule.share) ?? 10_000,
  }
}

/** The value for each level that has one: its own, else that of the nearest lower level that is named. */
function byLevel(
  values: Readonly<Record<string, unknown>>,
  { levels }: ProgramDocument,
  centsOf: (money: unknown) => number,
): Record<string, number> {
  const found: Record<string, number> = {}
  for (const { block } of tracksOf(levels)) {
    let last: number | undefined
    for (const { level } of block.ladder) {
      if (Object.hasOwn(values, level)) last = centsOf(values[level])
      if (last !== undefined) found[level] = last
    }
  }
  return found
}

export function compileReward(rule: RedeemRule, { firstAsset, levelNames, document }: WaySource): CompiledReward {
  const compiled = compileRule(rule, levelNames)
  const gives = typeof rule.gives === 'object' ? rule.gives : undefined
  return {
    ...compiled,
    test: whileGiftGiven(compiled.test, gives, document.assets),
    asset: rule.asset ?? firstAsset,
    points: rule.points ?? 1,
    gives: giftOf(rule.gives),
    limits: compileLimits(rule.limit, rule.rule),
  }
}

function giftOf(gives: RedeemRule['gives']): Gift {
  if (typeof gives !== 'object') return { kind: 'level-up', upTo: null, kept: null }
  if (isLevelUp(gives)) return { kind: 'level-up', upTo: gives['up-to'] ?? null, kept: readPeriod(gives.kept) ?? null }
  const [[word, value] = ['goods', '']] = Object.entries(gives)
  if (typeof value === 'number') return { kind: 'asset', asset: word, points: value }
  return word === 'coupon' ? { kind: 'coupon', offer: value } : { kind: 'goods', sku: value }
}
