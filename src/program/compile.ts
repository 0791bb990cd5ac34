import type { Texts } from '../shared/languages.ts'
import { compileTracks, goodsMeasuresOf, levelNamesOf, type OtherLadders } from './compile-levels.ts'
import type {
  CompiledAsset,
  CompiledEarnRule,
  CompiledMultiplier,
  CompiledProgram,
  CompiledRedeemRule,
  EarningBase,
  Validity,
} from './compiled.ts'
import { compileCondition } from './conditions.ts'
import { describeCondition } from './describe-condition.ts'
import { type AssetBlock, type EarnRule, type ProgramDocument, type RedeemRule, tracksOf } from './document.ts'
import { completeTexts, nameOrCode } from './names.ts'
import {
  type Fraction,
  fraction,
  leastCommonMultiple,
  must,
  readFraction,
  readMoney,
  readPercent,
  readPeriod,
} from './scalars.ts'

export type CompileOptions = { version: number; zone: string; otherLadders?: OtherLadders }

/**
 * Turns a checked document into closures and whole numbers. It expects what checkProgram has found free of errors;
 * what is out of form here is a bug of the check and throws.
 */
export function compileProgram(
  document: ProgramDocument,
  { version, zone, otherLadders = [] }: CompileOptions,
): CompiledProgram {
  const [firstAsset = ''] = Object.keys(document.assets)
  const levelNames = levelNamesOf(document)
  const assets = Object.entries(document.assets).map(([code, block]) =>
    compileAsset({ code, block, document, isFirst: code === firstAsset, levelNames }),
  )
  return {
    code: document.program,
    version,
    name: completeTexts(document.name),
    brand: document.brand ?? null,
    stores: document.stores ?? null,
    zone,
    assets,
    base: compileBase(document),
    tracks: compileTracks(document, otherLadders),
    goodsMeasures: goodsMeasuresOf(document),
    redemption: (document.redemption ?? []).map(rule => compileRedeemRule(rule, { firstAsset, levelNames })),
  }
}

function compileBase(document: ProgramDocument): EarningBase {
  const base = document.earning?.base ?? {}
  return {
    kinds: new Set(base.kinds ?? ['goods', 'service']),
    countsTax: base.tax !== 'does not count',
    deductsDiscounts: base.discounts !== 'ignored',
    countsPaidByPoints: base['paid-by-points'] === 'counts',
  }
}

type LevelNames = ReadonlyMap<string, Texts>
type AssetSource = {
  code: string
  block: AssetBlock
  document: ProgramDocument
  isFirst: boolean
  levelNames: LevelNames
}

function compileAsset({ code, block, document, isFirst, levelNames }: AssetSource): CompiledAsset {
  const mine = (document.earning?.rules ?? []).filter(rule => (rule.asset ? rule.asset === code : isFirst))
  const giving = mine.filter(rule => rule.points !== undefined)
  const timing = mine.filter(rule => rule.times !== undefined)
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
    compileEarnRule(rule, { rate: must(rates[index], 'each rule has its rate'), rateUnit, levelNames }),
  )
  const multipliers = [...timing, ...ofLevels].map((rule, index) => {
    const { num, den } = must(times[index], 'each multiplier has its fraction')
    return {
      ...compileRule(rule, levelNames),
      timesUnits: (num * timesUnit) / den,
      times: rule.times ?? 1,
      isOfLevel: index >= timing.length,
    }
  })
  return {
    code,
    name: completeTexts(block.name),
    valid: compileValidity(block.valid),
    rounding: block.rounding ?? 'down',
    debt: block.debt ?? 'owe',
    grace: readPeriod(block.grace) ?? null,
    rules,
    multipliers,
    usesAllMultipliers,
    rateUnit,
    timesUnit,
    basketCentsMax: basketCentsMaxOf({ rules, multipliers, timesUnit, usesAllMultipliers }),
  }
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
  if (rule.per === 'item' || rule.per === 'receipt' || rule.whole) return points
  return fraction(points.num, points.den * must(readMoney(rule.per), 'per is money'))
}

type RuleSource = { rate: Fraction; rateUnit: number; levelNames: LevelNames }

function compileEarnRule(rule: EarnRule, { rate, rateUnit, levelNames }: RuleSource): CompiledEarnRule {
  const isMoney = rule.per !== 'item' && rule.per !== 'receipt'
  return {
    ...compileRule(rule, levelNames),
    rateUnits: (rate.num * rateUnit) / rate.den,
    per: rule.per === 'item' || rule.per === 'receipt' ? rule.per : rule.whole ? 'whole-money' : 'money',
    perCents: isMoney ? must(readMoney(rule.per), 'per is money') : 0,
    points: rule.points ?? 0,
  }
}

/** What rules of every kind have. */
function compileRule({ rule, name, when }: Pick<EarnRule, 'rule' | 'name' | 'when'>, levelNames: LevelNames) {
  return {
    rule,
    name: nameOrCode(name, rule),
    test: compileCondition(when),
    when: describeCondition(when, levelNames),
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

function compileValidity(valid: AssetBlock['valid']): Validity {
  if (valid === undefined || valid === 'never ends') return { kind: 'never ends' }
  if (typeof valid === 'string')
    return { kind: 'lasts', period: must(readPeriod(valid), 'valid is a length of time'), until: 'day' }
  const until = valid.to === 'end of month' ? 'month' : valid.to === 'end of quarter' ? 'quarter' : 'year'
  return { kind: 'lasts', period: readPeriod(valid.for) ?? null, until }
}

function compileRedeemRule(
  rule: RedeemRule,
  { firstAsset, levelNames }: { firstAsset: string; levelNames: LevelNames },
): CompiledRedeemRule {
  const step = rule.step ?? rule.points
  return {
    ...compileRule(rule, levelNames),
    asset: rule.asset ?? firstAsset,
    step,
    centsPerStep: (must(readMoney(rule.off), 'off is money') * step) / rule.points,
    minimum: rule.minimum ?? step,
    maximum: rule.maximum ?? null,
    shareBasisPoints: readPercent(rule.share) ?? 10_000,
  }
}
