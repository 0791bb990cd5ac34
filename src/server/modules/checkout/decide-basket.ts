import {
  type CompiledProgram,
  type MemberFacts as DecisionFacts,
  decideSale,
  type Reason,
  type RedeemWish,
  reason,
  type SaleDecision,
} from '../../../program/index.ts'
import { dayOf, minuteOf } from '../../../shared/calendar.ts'
import { invariant } from '../../platform/errors.ts'
import { usablePoints } from '../ledger/index.ts'

import { levelsByTrack } from '../levels/index.ts'
import type { CouponWish, EarlyAccess, Launch, Place } from './commands.ts'
import { couponRights } from './coupon-wishes.ts'

import type { ReceiptLine } from './receipt.ts'
import { refused } from './refusal.ts'
import { statesOf, type World } from './world.ts'

/** A basket to be decided: what a quote and a sale have in common. */
export type Basket = {
  place: Place
  soldAt: Date
  lines: readonly ReceiptLine[]
  redeem: readonly RedeemWish[]
  coupons: CouponWish
  /** The hold of a sale: what it set aside is there for it. */
  holdId?: string | null
  tenders: readonly { kind: string }[] | null
  promoter: string | null
  launches: readonly Launch[]
  earlyAccess: EarlyAccess | null
  program: CompiledProgram | null
  assetIds: ReadonlyMap<string, number>
}

/** A decided basket. Without member or program the goods simply cost what they cost, and `plainReason` says why. */
export type Decided = { prices: Prices; decision: SaleDecision | null; plainReason: Reason | null }
export type Prices = {
  offerDiscounts: readonly number[]
  levelDiscounts: readonly number[]
  pointsDiscounts: readonly number[]
  payable: readonly number[]
  payableCents: number
}

/** @throws program/redeem-… what the program refuses */
export function decideBasket(world: World, basket: Basket, memberId: number | null): Decided {
  const { program } = basket
  if (memberId === null || !program) {
    refuseWishes(basket, memberId === null)
    return {
      prices: plainPrices(basket.lines),
      decision: null,
      plainReason: reason(memberId === null ? 'guest-earns-nothing' : 'no-program', null),
    }
  }
  const soldOn = dayOf(basket.soldAt, world.zone)
  const outcome = decideSale(program, factsOf(world, basket, program, memberId), {
    storeCode: basket.place.store.code,
    soldAt: basket.soldAt,
    soldOn,
    soldMinute: minuteOf(basket.soldAt, world.zone),
    channel: basket.place.channel,
    tenders: basket.tenders?.map(tender => tender.kind) ?? null,
    promoter: basket.promoter,
    lines: basket.lines,
    redeem: basket.redeem,
    coupons: couponRights(world, {
      wish: basket.coupons,
      memberId,
      program,
      holdId: basket.holdId ?? null,
      on: soldOn,
    }),
  })
  if ('refusal' in outcome) throw refused(outcome)
  return { prices: outcome, decision: outcome, plainReason: null }
}

/** Where no program decides for a member there is nothing to redeem and no coupon to use. */
function refuseWishes({ redeem, coupons }: Basket, isGuest: boolean): void {
  const [wish] = redeem
  if (wish && isGuest) throw refused({ refusal: 'redeem-needs-member', values: {} })
  if (wish) throw refused({ refusal: 'redeem-unknown-rule', values: { rule: wish.rule } })
  const [coupon] = coupons.use
  if (coupon !== undefined && isGuest) throw refused({ refusal: 'coupon-needs-member', values: {} })
  if (coupon !== undefined) throw refused({ refusal: 'coupon-not-held', values: { coupon } })
}

function plainPrices(lines: readonly ReceiptLine[]): Prices {
  const payable = lines.map(line => line.grossCents - line.manualDiscountCents)
  const none = lines.map(() => 0)
  const payableCents = payable.reduce((a, b) => a + b, 0)
  return { offerDiscounts: none, levelDiscounts: none, pointsDiscounts: none, payable, payableCents }
}

export function factsOf(
  world: World,
  { assetIds, soldAt }: Basket,
  program: CompiledProgram,
  memberId: number,
): DecisionFacts {
  const member = world.members.get(memberId)
  const states = statesOf(world, memberId, program)
  const [first] = states
  invariant(member && first, 'the facts of each member were read')
  const usable = Object.fromEntries(
    [...assetIds].map(([asset, assetId]) => [asset, usablePoints(world.open.account(memberId, assetId))]),
  )
  return {
    joinedOn: dayOf(member.joinedAt, world.zone),
    birthday: member.birthday,
    level: program.tracks.length > 0 ? first.level : null,
    ...(program.tracks.length > 1 ? { otherLevels: levelsByTrack(program, states) } : {}),
    hasBought: first.hasBought,
    usable,
    measures: first.measures,
    gender: member.gender,
    attributes: member.attributes,
    segments: member.segments,
    joinedBy: member.joiningWay,
    used: world.limits.usedBy({ memberId, program, on: dayOf(soldAt, world.zone) }),
  }
}
