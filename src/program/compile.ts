import type {
  CompiledAsset,
  CompiledEarnRule,
  CompiledLevel,
  CompiledLevels,
  CompiledMultiplier,
  CompiledProgram,
  CompiledRedeemRule,
  EarningBase,
  Validity,
  Window,
} from './compiled.ts'
import { compileCondition } from './conditions.ts'
import type { AssetBlock, EarnRule, LevelsBlock, Measure, ProgramDocument, RedeemRule } from './document.ts'
import { completeTexts, nameOrCode } from './names.ts'
import {
  type Fraction,
  fraction,
  leastCommonMultiple,
  readFraction,
  readMoney,
  readPercent,
  readPeriod,
} from './scalars.ts'

/**
 * Turns a checked document into closures and whole numbers. It expects what checkProgram has found free of errors;
 * what is out of form here is a bug of the check and throws.
 */
export function compileProgram(
  document: ProgramDocument,
  { version, zone }: { version: number; zone: string },
): CompiledProgram {
  const assetCodes = Object.keys(document.assets)
  const assets = Object.entries(document.assets).map(([code, block]) =>
    compileAsset({ code, block, document, isFirst: code === assetCodes[0] }),
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
    levels: document.levels ? compileLevels(document.levels) : null,
    redemption: (document.redemption ?? []).map(rule => compileRedeemRule(rule, assetCodes[0] ?? '')),
  }
}

function compileBase(document: ProgramDocument): EarningBase {
  const base = document.earning?.base ?? {}
  return {
    kinds: new Set(base.kinds ?? ['goods', 'service']),
    countsTax: base.tax !== 'does not count',
    deductsDiscounts: base.discounts !== 'ignored',
    countsPaidByPoints: base['paid by points'] === 'counts',
  }
}

type AssetSource = { code: string; block: AssetBlock; document: ProgramDocument; isFirst: boolean }

function compileAsset({ code, block, document, isFirst }: AssetSource): CompiledAsset {
  const mine = (document.earning?.rules ?? []).filter(rule => (rule.asset ? rule.asset === code : isFirst))
  const giving = mine.filter(rule => rule.points !== undefined)
  const timing = [...mine.filter(rule => rule.times !== undefined), ...(isFirst ? levelTimes(document.levels) : [])]
  const usesAllMultipliers = document.earning?.multipliers === 'all'
  const rates = giving.map(rateOf)
  const times = timing.map(rule => must(readFraction(rule.times ?? 1), 'a multiplier is a short decimal'))
  const rateUnit = rates.reduce((unit, rate) => leastCommonMultiple(unit, rate.den), 1)
  // When all multipliers count together their denominators multiply; when only the highest counts one of them is enough.
  const timesUnit = times.reduce(
    (unit, { den }) => (usesAllMultipliers ? unit * den : leastCommonMultiple(unit, den)),
    1,
  )
  const rules = giving.map((rule, index) =>
    compileEarnRule(rule, must(rates[index], 'each rule has its rate'), rateUnit),
  )
  const multipliers = timing.map((rule, index) =>
    compileMultiplier(rule, must(times[index], 'each multiplier has its fraction'), timesUnit),
  )
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
function levelTimes(levels: LevelsBlock | undefined): EarnRule[] {
  return (levels?.ladder ?? [])
    .filter(level => level.times !== undefined)
    .map(level => ({
      rule: `level-${level.level}`,
      name: level.name,
      times: level.times ?? 1,
      when: { level: [level.level] },
    }))
}

/** Points for one 分, one piece or one receipt, as a fraction. */
function rateOf(rule: EarnRule): Fraction {
  const points = must(readFraction(rule.points ?? 0), 'points are a short decimal')
  if (rule.per === 'item' || rule.per === 'receipt' || rule.whole) return points
  return fraction(points.num, points.den * must(readMoney(rule.per), 'per is money'))
}

function compileEarnRule(rule: EarnRule, rate: Fraction, rateUnit: number): CompiledEarnRule {
  const isMoney = rule.per !== 'item' && rule.per !== 'receipt'
  return {
    rule: rule.rule,
    name: nameOrCode(rule.name, rule.rule),
    test: compileCondition(rule.when),
    rateUnits: (rate.num * rateUnit) / rate.den,
    per: rule.per === 'item' || rule.per === 'receipt' ? rule.per : rule.whole ? 'whole-money' : 'money',
    perCents: isMoney ? must(readMoney(rule.per), 'per is money') : 0,
    points: rule.points ?? 0,
  }
}

function compileMultiplier(rule: EarnRule, { num, den }: Fraction, timesUnit: number): CompiledMultiplier {
  return {
    rule: rule.rule,
    name: nameOrCode(rule.name, rule.rule),
    test: compileCondition(rule.when),
    timesUnits: (num * timesUnit) / den,
    times: rule.times ?? 1,
  }
}

function basketCentsMaxOf({
  rules,
  multipliers,
  timesUnit,
  usesAllMultipliers,
}: Pick<CompiledAsset, 'rules' | 'multipliers' | 'timesUnit' | 'usesAllMultipliers'>): number {
  const ratesSum = rules.reduce((sum, rule) => sum + rule.rateUnits, 0)
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

function compileRedeemRule(rule: RedeemRule, firstAsset: string): CompiledRedeemRule {
  const step = rule.step ?? rule.points
  return {
    rule: rule.rule,
    name: nameOrCode(rule.name, rule.rule),
    asset: rule.asset ?? firstAsset,
    step,
    centsPerStep: (must(readMoney(rule.off), 'off is money') * step) / rule.points,
    minimum: rule.minimum ?? step,
    maximum: rule.maximum ?? null,
    shareBasisPoints: readPercent(rule.share) ?? 10_000,
    test: compileCondition(rule.when),
  }
}

function compileLevels(block: LevelsBlock): CompiledLevels {
  const ladder = block.ladder.map(level => compileLevel(level, block.measure ?? 'net-spend'))
  const used = new Set(ladder.flatMap(level => level.from.map(threshold => threshold.measure)))
  return {
    track: block.track ?? 'main',
    window: compileWindow(block.window),
    review: block.review ?? 'yearly',
    grace: readPeriod(block.grace) ?? null,
    fallsOneStep: block.down === 'one step',
    ladder,
    measures: [...used],
  }
}

function compileWindow(window: LevelsBlock['window']): Window {
  if (window === 'calendar year' || window === 'year since joining' || window === 'since joining')
    return { kind: window }
  return { kind: 'rolling', period: readPeriod(window) ?? { count: 12, unit: 'months' } }
}

function compileLevel(level: LevelsBlock['ladder'][number], measure: Measure): CompiledLevel {
  const { discount } = level
  const percent = readPercent(typeof discount === 'object' ? discount.percent : discount)
  return {
    level: level.level,
    name: completeTexts(level.name),
    from: thresholdsOf(level.from, measure),
    discount:
      percent === undefined
        ? null
        : { basisPoints: percent, test: compileCondition(typeof discount === 'object' ? discount.when : undefined) },
    benefits: (level.benefits ?? []).map(completeTexts),
  }
}

/** The thresholds of a level: a bare value is of the track's own measure, money only where that is money. */
export function thresholdsOf(
  from: LevelsBlock['ladder'][number]['from'],
  measure: Measure,
): { measure: Measure; value: number }[] {
  if (from === undefined) return []
  if (typeof from !== 'object') {
    const value = measure === 'net-spend' ? must(readMoney(from), 'from is money') : Number(from)
    return [{ measure, value }]
  }
  const thresholds: { measure: Measure; value: number }[] = []
  const spend = readMoney(from['net-spend'])
  if (spend !== undefined) thresholds.push({ measure: 'net-spend', value: spend })
  if (from['points-earned'] !== undefined) thresholds.push({ measure: 'points-earned', value: from['points-earned'] })
  if (from.visits !== undefined) thresholds.push({ measure: 'visits', value: from.visits })
  return thresholds
}

function must<Value>(value: Value | undefined, statement: string): Value {
  if (value === undefined) throw new Error(`the check of the program let something through: ${statement}`)
  return value
}
