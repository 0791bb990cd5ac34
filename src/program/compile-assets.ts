import type { Texts } from '../shared/languages.ts'
import { compileLimits, compileRule, contestOf, type LevelNames } from './compile-rule.ts'
import { compilePending, compileValidity, whileGiven } from './compile-validity.ts'
import type { CompiledAsset, CompiledEarnRule, CompiledMultiplier } from './compiled.ts'
import { type AssetBlock, type EarnRule, type ProgramDocument, tracksOf } from './document.ts'
import { completeTexts } from './names.ts'
import { isOfPurchase, plainGift } from './plain-rules.ts'
import { type Fraction, fraction, leastCommonMultiple, must, readFraction, readMoney, readPeriod } from './scalars.ts'

type AssetSource = {
  code: string
  block: AssetBlock
  document: ProgramDocument
  isFirst: boolean
  levelNames: LevelNames
}

export function compileAsset({ code, block, document, isFirst, levelNames }: AssetSource): CompiledAsset {
  const mine = (document.earning?.rules ?? [])
    .map(plainGift)
    .filter(rule => (rule.asset ? rule.asset === code : isFirst))
  const bought = mine.filter(isOfPurchase)
  const giving = bought.filter(rule => rule.points !== undefined)
  const timing = bought.filter(rule => rule.times !== undefined)
  const ofLevels = isFirst ? levelTimes(document) : []
  const usesAllMultipliers = document.earning?.multipliers === 'all'
  const rates = giving.map(rateOf)
  const times = [...timing, ...ofLevels].map(rule =>
    must(readFraction(rule.times ?? 1), 'a multiplier is a short decimal'),
  )
  const rateUnit = rates.reduce((unit, rate) => leastCommonMultiple(unit, rate.den), 1)
  // When all multipliers count together their denominators multiply; when only the highest counts one of them is enough.
  const timesUnit = times.reduce(
    (unit, { den }) => (usesAllMultipliers ? unit * den : leastCommonMultiple(unit, den)),
    1,
  )
  const rules = giving.map((rule, index) =>
    compileEarnRule(rule, {
      rate: must(rates[index], 'each rule has its rate'),
      rateUnit,
      levelNames,
      valid: block.valid,
    }),
  )
  const multipliers = [...timing, ...ofLevels].map((rule, index) => {
    const { num, den } = must(times[index], 'each multiplier has its fraction')
    const compiled = compileRule(rule, levelNames)
    return {
      ...compiled,
      test: whileGiven(compiled.test, block.valid),
      ...contestOf(rule),
      timesUnits: (num * timesUnit) / den,
      times: rule.times ?? 1,
      isOfLevel: index >= timing.length,
    }
  })
  return {
    code,
    name: completeTexts(block.name),
    valid: compileValidity(block.valid),
    pending: compilePending(block.pending),
    rounding: block.rounding ?? 'down',
    debt: block.debt ?? 'owe',
    grace: readPeriod(block.grace) ?? null,
    transfer: compileLimits(block.transfer, `transfer/${code}`)[0] ?? null,
    rules,
    occasions: occasionsOf(mine, { levelNames, valid: block.valid }),
    limits: compileLimits(block.limit, `asset/${code}`),
    isContested: block.limit !== undefined || giving.some(rule => rule.group !== undefined || rule.limit !== undefined),
    hasGroups: timing.some(rule => rule.group !== undefined),
    multipliers,
    usesAllMultipliers,
    rateUnit,
    timesUnit,
    basketCentsMax: basketCentsMaxOf({ rules, multipliers, timesUnit, usesAllMultipliers }),
  }
}

/** The rules for what is not a purchase, by what happens. */
function occasionsOf(
  rules: readonly EarnRule[],
  source: Pick<RuleSource, 'levelNames' | 'valid'>,
): CompiledAsset['occasions'] {
  const others = rules.filter(rule => !isOfPurchase(rule))
  const byOccasion = Map.groupBy(others, rule => rule.on ?? '')
  return new Map(
    [...byOccasion].map(([on, group]) => [
      on,
      group.map(rule => compileEarnRule(rule, { rate: rateOf(rule), rateUnit: 1, ...source })),
    ]),
  )
}

/** Points for an activity are given once for each; they have no `per`. */
function isPerMoney(rule: EarnRule): boolean {
  return rule.per !== 'item' && rule.per !== 'receipt' && isOfPurchase(rule)
}

/** A level's own multiplier is a rule that only its members meet. */
function levelTimes({ levels }: ProgramDocument): EarnRule[] {
  return tracksOf(levels)
    .flatMap(({ block }) => block.ladder)
    .filter(level => level.times !== undefined)
    .map(level => ({
      rule: `level-${level.level}`,
      name: levelTimesName(completeTexts(level.name)),
      times: level.times ?? 1,
      when: { level: [level.level] },
    }))
}

function levelTimesName(level: Texts): Texts {
  return {
    'zh-CN': `等级倍数（${level['zh-CN']}）`,
    'zh-TW': `等級倍數（${level['zh-TW']}）`,
    en: `Level multiplier (${level.en})`,
  }
}

/** Points for one 分, one piece or one receipt, as a fraction. */
function rateOf(rule: EarnRule): Fraction {
  const points = must(readFraction(rule.points ?? 0), 'points are a short decimal')
  if (!isPerMoney(rule) || rule.whole) return points
  return fraction(points.num, points.den * must(readMoney(rule.per), 'per is money'))
}

type RuleSource = { rate: Fraction; rateUnit: number; levelNames: LevelNames; valid: AssetBlock['valid'] }

function compileEarnRule(rule: EarnRule, { rate, rateUnit, levelNames, valid }: RuleSource): CompiledEarnRule {
  const isMoney = isPerMoney(rule)
  const compiled = compileRule(rule, levelNames)
  return {
    ...compiled,
    test: whileGiven(compiled.test, valid),
    rateUnits: (rate.num * rateUnit) / rate.den,
    per: isMoney ? (rule.whole ? 'whole-money' : 'money') : rule.per === 'item' ? 'item' : 'receipt',
    perCents: isMoney ? must(readMoney(rule.per), 'per is money') : 0,
    points: rule.points ?? 0,
    ...contestOf(rule),
  }
}

type Counting = { rules: CompiledEarnRule[]; multipliers: CompiledMultiplier[] } & Pick<
  CompiledAsset,
  'timesUnit' | 'usesAllMultipliers'
>

/** Points per receipt are whole and are not multiplied: they take no part in the fine counting. */
function basketCentsMaxOf({ rules, multipliers, timesUnit, usesAllMultipliers }: Counting): number {
  const counted = rules.filter(rule => rule.per !== 'receipt')
  const ratesSum = counted.reduce(
    (sum, { per, rateUnits, perCents }) => sum + (per === 'whole-money' ? rateUnits / perCents : rateUnits),
    0,
  )
  const timesMax = multipliers.reduce(
    (max, { timesUnits, times }) => (usesAllMultipliers ? max * Math.max(times, 1) : Math.max(max, timesUnits)),
    timesUnit,
  )
  return ratesSum === 0 ? Number.MAX_SAFE_INTEGER : Math.floor(Number.MAX_SAFE_INTEGER / (ratesSum * timesMax))
}
