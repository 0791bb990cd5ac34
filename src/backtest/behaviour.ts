import type { RedeemChoice, RedeemWish } from '../program/index.ts'
import type { Assumption, Behaviour } from './plan.ts'

/** Less and more than assumed: by so many per cent of it, and never more than all. */
export function bandAround(base: Behaviour, bandPercent: number): Assumption {
  const scaled = (factor: number): Behaviour => ({
    membersPercent: Math.min(base.membersPercent * factor, 100),
    usedPercent: Math.min(base.usedPercent * factor, 100),
  })
  return { low: scaled(1 - bandPercent / 100), base, high: scaled(1 + bandPercent / 100) }
}

/**
 * A number from 0 up to 100 that belongs to a member for good, so that under each assumption the same members redeem,
 * and whoever redeems at 20 % does so at 30 % as well. The mixing is that of MurmurHash3 (public domain).
 */
export function lotteryOf(memberId: number): number {
  let mixed = (memberId ^ Math.floor(memberId / 4_294_967_296)) >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35)
  return (((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296) * 100
}

export function isRedeemer(memberId: number, { membersPercent }: Behaviour): boolean {
  return lotteryOf(memberId) < membersPercent
}

/**
 * What a member who redeems asks for: of each kind of points the assumed part of what is there, in whole steps, by the
 * rule that takes the most off.
 */
export function wishesFor(
  choices: readonly RedeemChoice[],
  usable: Readonly<Record<string, number>>,
  { usedPercent }: Behaviour,
): RedeemWish[] {
  const best = new Map<string, { wish: RedeemWish; cents: number }>()
  for (const { rule, pointsMax } of choices) {
    const wanted = Math.floor(((usable[rule.asset] ?? 0) * usedPercent) / 100 / rule.step) * rule.step
    const points = Math.min(wanted, pointsMax)
    if (points === 0 || points < rule.minimum) continue
    const cents = (points / rule.step) * rule.centsPerStep
    if (cents > (best.get(rule.asset)?.cents ?? 0)) best.set(rule.asset, { wish: { rule: rule.rule, points }, cents })
  }
  return [...best.values()].map(({ wish }) => wish)
}
