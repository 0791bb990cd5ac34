import { type CompiledProgram, mostCentsOf } from '../program/index.ts'
import type { ProgramFigures } from '../shared/contract/backtests.ts'
import type { Texts } from '../shared/languages.ts'
import type { Tally } from './tally.ts'

export type GiftFigures = NonNullable<ProgramFigures['gifts']>

/** What is needed to say what gifts cost: the sides that are compared, and what is assumed. */
export type GiftCosting = {
  program: CompiledProgram
  /** Today's program, and what it gave under the same assumption. */
  today: { program: CompiledProgram; tally: Tally }
  /** So many of 100 gifts are used. */
  usedPercent: number
  /** What goods cost, in 分, by SKU; of others nobody knows it. */
  goodsCents: Readonly<Record<string, number>>
}

type Gift = { gives: 'goods' | 'coupon'; code: string; name: Texts; eachCents: number | null }

export const giftKey = (gives: Gift['gives'], code: string) => `${gives}/${code}`

/** What each gift of a side is taken to cost, and what all of them cost month by month. */
export function giftFigures(tally: Tally, costing: GiftCosting): { gifts: GiftFigures; centsByMonth: number[] } {
  const { today, usedPercent } = costing
  const months = tally.money.receipts.length
  const centsByMonth = Array.from({ length: months }, () => 0)
  const gifts = giftsOf(tally, costing).map(({ gives, code, name, eachCents }) => {
    const key = giftKey(gives, code)
    const issued = tally.gifts[key] ?? new Float64Array(months)
    // Coupons that members of today's program used are on receipts and replayed there: counted is what changes.
    const before = gives === 'coupon' ? today.tally.gifts[key] : undefined
    const counted = issued.map((count, month) => count - (before?.[month] ?? 0))
    let costCents = 0
    for (const [month, count] of counted.entries()) {
      const cents = eachCents === null ? 0 : Math.round((count * eachCents * usedPercent) / 100)
      centsByMonth[month] = (centsByMonth[month] ?? 0) + cents
      costCents += cents
    }
    return {
      gives,
      code,
      name,
      issued: sum(issued),
      counted: sum(counted),
      eachCents,
      costCents: eachCents === null ? null : costCents,
    }
  })
  return { gifts, centsByMonth }
}

/** Everything but points that either program issues, as far as this one has it. */
function giftsOf(tally: Tally, { program, today, goodsCents }: GiftCosting): Gift[] {
  const gifts = new Map<string, Gift>()
  for (const { benefit, name, content } of program.benefits) {
    if (content.kind !== 'issued' || content.gives.kind !== 'goods') continue
    const eachCents = goodsCents[content.gives.sku] ?? null
    gifts.set(giftKey('goods', benefit), { gives: 'goods', code: benefit, name, eachCents })
  }
  for (const offer of new Set([program, today.program].flatMap(couponsIssued))) {
    const terms = program.offers.find(candidate => candidate.offer === offer)
    if (!terms?.coupon) continue
    const eachCents = usedCents(tally, offer) ?? mostCentsOf(terms)
    gifts.set(giftKey('coupon', offer), { gives: 'coupon', code: offer, name: terms.name, eachCents })
  }
  return [...gifts.values()]
}

export function couponsIssued({ benefits }: CompiledProgram): string[] {
  return benefits.flatMap(({ content }) =>
    content.kind === 'issued' && content.gives.kind === 'coupon' ? [content.gives.offer] : [],
  )
}

/** What one use took off where receipts of the period used it. */
function usedCents(tally: Tally, offer: string): number | null {
  const rule = tally.rules[`offer//${offer}`]
  return rule && rule.receipts > 0 ? Math.round(rule.offCents / rule.receipts) : null
}

function sum(counts: Float64Array): number {
  return counts.reduce((all, count) => all + count, 0)
}
