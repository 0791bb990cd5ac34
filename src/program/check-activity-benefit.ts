import { benefitCalendar } from './benefit-words.ts'
import { checkLimits } from './check-limits.ts'
import { readCouponLimits } from './coupons.ts'
import { type BenefitBlock, type ProgramDocument, tracksOf } from './document.ts'
import { type Finding, nearestWord } from './findings.ts'
import type { ParsedProgram } from './parse.ts'
import { readLimit } from './scalars.ts'

/** What a benefit that an activity brings can have wrong: its code, its limits, a coupon that has fewer. */
export function checkActivityBenefit(parsed: ParsedProgram, block: BenefitBlock, index: number): Finding[] {
  const { benefit, on, limit } = block
  const path = ['benefits', index] as const
  const isOfActivity = on !== undefined && !benefitCalendar.some(word => word === on)
  if (!isOfActivity) return limit === undefined ? [] : [parsed.at([...path, 'limit'], 'benefit-limit', { benefit })]
  const limits = [limit ?? []].flat().flatMap((text, place) => {
    const read = readLimit(text)
    return read ? [{ text, place: Array.isArray(limit) ? place : undefined, ...read }] : []
  })
  return [
    ...checkActivity(parsed, { benefit, word: on }, index),
    ...checkLimits(parsed.at, { rule: benefit, path: [...path, 'limit'], limits, once: null, most: null }),
    ...checkCoupon(parsed, block, index),
  ]
}

function checkActivity(
  { document, at }: ParsedProgram,
  { benefit, word }: { benefit: string; word: string },
  index: number,
): Finding[] {
  const path = ['benefits', index, 'on'] as const
  if (word === 'purchase' || word === 'redemption') return [at(path, 'benefit-on-sale', { benefit, word })]
  const known = activitiesElsewhere(document)
  if (known.has(word)) return []
  const meant = nearestWord(word, benefitCalendar)
  if (meant) return [at(path, 'benefit-on-nearly', { benefit, word, suggestion: meant })]
  const suggestion = nearestWord(word, [...known])
  return suggestion ? [at(path, 'benefit-unknown-activity', { benefit, word, suggestion }, 'warning')] : []
}

/** The activities that other parts of a program name. */
function activitiesElsewhere({ assets, earning, levels }: ProgramDocument): Set<string> {
  const earned = (earning?.rules ?? []).flatMap(({ on }) => on ?? [])
  const granting = tracksOf(levels).flatMap(({ block: { ladder } }) =>
    ladder.flatMap(({ granted }) => (typeof granted === 'object' && 'event' in granted ? [granted.event] : [])),
  )
  const kept = Object.values(assets).flatMap(({ valid, pending }) => [
    ...(typeof valid === 'object' ? (valid['kept-by'] ?? []) : []),
    ...(/^until (.+)$/.exec(pending ?? '')?.slice(1) ?? []),
  ])
  const ours: readonly string[] = ['purchase', 'redemption', ...benefitCalendar]
  return new Set([...earned, ...granting, ...kept].filter(code => !ours.includes(code)))
}

/** A coupon that a member gets less often than the benefit would give it: from then on nothing is issued. */
function checkCoupon(
  { document, at }: ParsedProgram,
  { benefit, gives = {}, limit }: BenefitBlock,
  index: number,
): Finding[] {
  const offer = 'coupon' in gives ? String(gives.coupon) : null
  const coupon = document.offers?.find(candidate => candidate.offer === offer)?.coupon
  const amount = coupon ? readCouponLimits(coupon.limit).perMember : null
  if (offer === null || amount === null) return []
  const inLife = [limit ?? []].flat().flatMap(text => {
    const read = readLimit(text)
    return read && (read.period === 'life' || read.period === 'all') ? [read.amount] : []
  })
  if (Math.min(...inLife) <= amount) return []
  const values = { benefit, offer, amount, times: amount === 1 ? 'time' : 'times' }
  return [at(['benefits', index, 'gives'], 'benefit-coupon-runs-out', values, 'warning')]
}
