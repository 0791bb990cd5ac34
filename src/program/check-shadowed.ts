import { withoutAlways } from './always-holds.ts'
import { holdsWhenever } from './compare-conditions.ts'
import { type Condition, type EarnRule, type OfferBlock, tracksOf } from './document.ts'
import type { Finding } from './findings.ts'
import type { ParsedProgram } from './parse.ts'
import { isOfPurchase, plainGift } from './plain-rules.ts'
import { readDiscount, readMoney } from './scalars.ts'

/** Rules and offers whose every chance goes to another one. */
export function checkShadowed(parsed: ParsedProgram): Finding[] {
  return [...shadowedRules(parsed), ...shadowedTimes(parsed), ...shadowedOffers(parsed)]
}

type Of = Pick<ParsedProgram, 'document'>

function isWider({ document }: Of, wide: Condition | undefined, narrow: Condition | undefined): boolean {
  return holdsWhenever(withoutAlways(wide, document), withoutAlways(narrow, document))
}

/** A rule of a group that another one of it always goes before: by its priority, or because it gives as much or more. */
function shadowedRules(parsed: ParsedProgram): Finding[] {
  const rules = (parsed.document.earning?.rules ?? []).map(plainGift)
  const [firstAsset = ''] = Object.keys(parsed.document.assets)
  return rules.flatMap((rule, index) => {
    const stronger = rules.find(
      other =>
        other !== rule &&
        rule.group !== undefined &&
        other.group === rule.group &&
        (other.asset ?? firstAsset) === (rule.asset ?? firstAsset) &&
        // Whose limit is used up leaves the rest to others.
        other.limit === undefined &&
        goesBefore(other, rule) &&
        isWider(parsed, other.when, rule.when),
    )
    if (!stronger) return []
    const [a, b] = [stronger.priority ?? 0, rule.priority ?? 0]
    const code = a > b ? 'rule-shadowed' : 'rule-outdone'
    return [parsed.at(['earning', 'rules', index], code, { rule: rule.rule, other: stronger.rule }, 'warning')]
  })
}

/** Of equal priority only what surely gives more goes before: of two that give the same, nothing is lost. */
function goesBefore(a: EarnRule, b: EarnRule): boolean {
  const [mine, theirs] = [a.priority ?? 0, b.priority ?? 0]
  if (mine !== theirs) return mine > theirs
  if (a.times !== undefined && b.times !== undefined) return a.times > b.times
  if (a.points === undefined || b.points === undefined || a.whole || b.whole) return false
  if (a.per === b.per) return a.points > b.points
  const [costs, others] = [readMoney(a.per), readMoney(b.per)]
  return costs !== undefined && others !== undefined && a.points * others > b.points * costs
}

/** Where only the highest multiplier counts: one below another that always holds, or below those of all levels. */
function shadowedTimes(parsed: ParsedProgram): Finding[] {
  const { document, at } = parsed
  if (document.earning?.multipliers === 'all') return []
  const rules = (document.earning?.rules ?? []).map(plainGift)
  const [firstAsset = ''] = Object.keys(document.assets)
  return rules.flatMap((rule, index) => {
    const { times, group } = rule
    if (times === undefined || !isOfPurchase(rule)) return []
    const asset = rule.asset ?? firstAsset
    const path = ['earning', 'rules', index, 'times'] as const
    const other = rules.find(
      candidate =>
        candidate !== rule &&
        (candidate.times ?? 0) > times &&
        candidate.limit === undefined &&
        (candidate.asset ?? firstAsset) === asset &&
        // Those of a group are told by their priorities; one of a group may itself give way to another.
        candidate.group === undefined &&
        isWider(parsed, candidate.when, rule.when),
    )
    if (other) return [at(path, 'times-never', { rule: rule.rule, other: other.rule }, 'warning')]
    const isBelowLevels =
      asset === firstAsset &&
      group === undefined &&
      tracksOf(document.levels).some(({ block }) =>
        block.ladder.every(level => (level.times ?? 1) >= times && times > 1),
      )
    return isBelowLevels ? [at(path, 'times-never', { rule: rule.rule, other: 'levels' }, 'warning')] : []
  })
}

/** Of a group only the best offer counts: one for the same goods or fewer that takes less off never does. */
function shadowedOffers(parsed: ParsedProgram): Finding[] {
  const offers = parsed.document.offers ?? []
  return offers.flatMap((offer, index) => {
    const other = offers.find(
      candidate =>
        candidate !== offer &&
        offer.group !== undefined &&
        candidate.group === offer.group &&
        isFree(candidate) &&
        isFree(offer) &&
        (candidate.stacks ?? 'together') === (offer.stacks ?? 'together') &&
        (candidate['level-price'] ?? 'together') === (offer['level-price'] ?? 'together') &&
        takesMore(candidate, offer) &&
        isWider(parsed, candidate.when, offer.when),
    )
    if (!other) return []
    return [parsed.at(['offers', index], 'rule-outdone', { rule: offer.offer, other: other.offer }, 'warning')]
  })
}

/** Nothing else decides whether it counts. */
function isFree({ coupon, limit, most, every }: OfferBlock): boolean {
  return [coupon, limit, most, every].every(word => word === undefined)
}

function takesMore(a: OfferBlock, b: OfferBlock): boolean {
  const [mine, theirs] = [readDiscount(a.discount), readDiscount(b.discount)]
  if (mine !== undefined && theirs !== undefined) return mine > theirs
  const [off, others] = [readMoney(a.off), readMoney(b.off)]
  return off !== undefined && others !== undefined && off > others
}
