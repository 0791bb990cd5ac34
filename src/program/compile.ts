import { compileAsset } from './compile-assets.ts'
import { compileBenefits, compileJoining } from './compile-benefits.ts'
import { compileTracks, goodsMeasuresOf, levelNamesOf, type OtherLadders } from './compile-levels.ts'
import { compileGuard, compileOffers } from './compile-offers.ts'
import { compileRedeemRule, compileReward } from './compile-redemption.ts'
import type { CompiledProgram, EarningBase } from './compiled.ts'
import type { ProgramDocument } from './document.ts'
import { completeTexts } from './names.ts'
import { plainUse } from './plain-rules.ts'

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
  const source = { firstAsset, levelNames, document }
  const offers = compileOffers(document.offers, levelNames)
  const ways = (document.redemption ?? []).map(plainUse)
  const rewards = ways.filter(rule => rule.gives !== undefined).map(rule => compileReward(rule, source))
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
    offers,
    openOffers: offers.filter(offer => offer.coupon === null),
    guard: compileGuard(document.guard),
    redemption: ways.filter(rule => rule.off !== undefined).map(rule => compileRedeemRule(rule, source)),
    rewards,
    benefits: compileBenefits(document.benefits, { levelNames, assets: document.assets }),
    joining: compileJoining(document.joining),
    limits: [
      ...assets.flatMap(asset => [
        ...asset.limits,
        ...asset.rules.flatMap(rule => rule.limits),
        ...asset.multipliers.flatMap(rule => rule.limits),
        ...[...asset.occasions.values()].flat().flatMap(rule => rule.limits),
      ]),
      ...rewards.flatMap(reward => reward.limits),
      ...offers.flatMap(offer => offer.limits),
    ],
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
