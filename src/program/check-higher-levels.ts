import { withoutAlways } from './always-holds.ts'
import { conditionAtLevel } from './at-level.ts'
import { type Condition, type EarnRule, type OfferBlock, tracksOf } from './document.ts'
import type { Finding, Path } from './findings.ts'
import { earningGains, type Gains, holdsAt, isPlainOffer, offerGains } from './level-gains.ts'
import type { LevelsBlock } from './levels-schema.ts'
import type { ParsedProgram } from './parse.ts'
import { plainGift } from './plain-rules.ts'
import { moneyText } from './reasons.ts'
import { readMoney } from './scalars.ts'

/** A rule or an offer for some levels, and how to count what members have with it and without. */
type Favour = {
  name: string
  when: Condition | undefined
  path: Path
  gains: (judged: Parameters<typeof holdsAt>[1], isWithout: boolean) => Gains
}

/**
 * Members of a higher level who get less than those of a lower one would under the same circumstances, because a rule or
 * an offer leaves them out. What cannot be compared, such as a gift instead of a discount, is never told.
 */
export function checkHigherLevels(parsed: ParsedProgram): Finding[] {
  const favours = [...offerFavours(parsed), ...earningFavours(parsed)]
  return [
    ...tracksOf(parsed.document.levels).flatMap(({ block }) =>
      favours.flatMap(favour => checkFavour(parsed, block, favour)),
    ),
    ...checkPointValues(parsed),
  ]
}

function offerFavours({ document: { offers = [] } }: ParsedProgram): Favour[] {
  return offers.flatMap((offer: OfferBlock, index) => {
    const others = offers.filter(other => other !== offer)
    const gains: Favour['gains'] = (judged, isWithout) => offerGains(judged, isWithout ? others : offers)
    return isPlainOffer(offer) ? [{ name: offer.offer, when: offer.when, path: ['offers', index], gains }] : []
  })
}

function earningFavours({ document }: ParsedProgram): Favour[] {
  const rules = document.earning?.rules ?? []
  const [firstAsset = ''] = Object.keys(document.assets)
  return rules.map((rule: EarnRule, index) => {
    const others = rules.filter(other => other !== rule)
    const asset = plainGift(rule).asset ?? firstAsset
    return {
      name: rule.rule,
      when: rule.when,
      path: ['earning', 'rules', index],
      gains: (judged, isWithout) => earningGains(judged, isWithout ? others : rules, asset),
    }
  })
}

/** One finding a rule: the lowest level that it favours, against the first higher one that gets less. */
function checkFavour({ document, at }: ParsedProgram, block: LevelsBlock, favour: Favour): Finding[] {
  const ladder = block.ladder.map(({ level }) => level)
  for (const [rank, lower] of ladder.entries()) {
    const left = conditionAtLevel(favour.when, { ladder, level: lower })
    if (left === null) continue
    const known = withoutAlways(left, document)
    const of = (level: string, isWithout = false) => favour.gains({ document, block, level, known }, isWithout)
    for (const higher of ladder.slice(rank + 1)) {
      if (holdsAt(favour.when, { document, block, level: higher, known })) continue
      const less = lessOf(of(lower), of(higher))
      // What the ladder says without the rule is told of the ladder.
      if (!less || lessOf(of(lower, true), of(higher, true))) continue
      const values = { rule: favour.name, lower, higher, has: less.has, gets: less.gets }
      return [at(placeOf(favour), 'higher-level-gets-less', values, 'warning')]
    }
  }
  return []
}

function placeOf({ when, path }: Favour): Path {
  return when?.level ? [...path, 'when', 'level'] : path
}

/** Less of something and more of nothing. Equal to the tenth of a millionth is equal: rates are decimals. */
function lessOf(lower: Gains, higher: Gains): { has: string; gets: string } | undefined {
  const keys = new Set([...lower.keys(), ...higher.keys()])
  const differing = [...keys].flatMap(key => {
    const [gets, has] = [lower.get(key) ?? 0, higher.get(key) ?? 0]
    return Math.abs(gets - has) < 1e-7 ? [] : [{ key, gets, has }]
  })
  const [first] = differing
  if (!first || differing.some(({ gets, has }) => has > gets)) return undefined
  return { has: gainText(first.key, first.has), gets: gainText(first.key, first.gets) }
}

function gainText(key: string, gain: number): string {
  if (key === 'percent') return `${Math.round(gain) / 100} %`
  return key === 'cents' ? moneyText(gain) : `${Math.round(gain * 100) / 100} / ${key}`
}

/** The value of a point by level, which must not fall; a level that is not named cannot use the rule. */
function checkPointValues({ document, at }: ParsedProgram): Finding[] {
  const ladders = tracksOf(document.levels).map(({ block }) => block.ladder.map(({ level }) => level))
  return (document.redemption ?? []).flatMap(({ rule, off }, index) => {
    if (typeof off !== 'object') return []
    const centsOf = (level: string) => readMoney(off[level]) ?? 0
    return ladders.flatMap(ladder => {
      const rank = ladder.findIndex((lower, place) =>
        ladder.slice(place).some(level => centsOf(level) < centsOf(lower)),
      )
      const lower = ladder[rank]
      const higher = ladder.slice(rank + 1).find(level => centsOf(level) < centsOf(lower ?? ''))
      if (lower === undefined || higher === undefined) return []
      const values = { rule, lower, higher, has: moneyText(centsOf(higher)), gets: moneyText(centsOf(lower)) }
      return [at(['redemption', index, 'off'], 'higher-level-gets-less', values, 'warning')]
    })
  })
}
