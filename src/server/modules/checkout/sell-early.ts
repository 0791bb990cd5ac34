import { type EarlyAccess, earlyAccessOf, onSaleFor, type Reason, reason } from '../../../program/index.ts'
import { dayOf, localText, minuteOf } from '../../../shared/calendar.ts'
import { type Approval, checkedApproval } from '../approvals/index.ts'
import { type Basket, factsOf } from './decide-basket.ts'
import { type Effect, effect } from './effects.ts'
import { refused } from './refusal.ts'
import type { World } from './world.ts'

/**
 * Goods that are not on sale yet are quoted only to members whose early access has begun, unless somebody who may lets
 * them pass. A receipt that a till settles is not asked: what is sold is sold.
 * @throws program/not-on-sale-yet, and what approvalOf throws
 */
export function refuseTooEarly(world: World, basket: Basket, memberId: number | null): void {
  approvalOf(world, basket)
  if (basket.earlyAccess) return
  const [first] = tooEarly(world, basket, memberId)
  if (first) throw refused({ refusal: 'not-on-sale-yet', values: { sku: first.sku, when: first.when } })
}

/** The colleague's approval that lets goods pass; null where none is needed. @throws approvals/… where it does not hold */
export function approvalOf({ approvals, now }: World, { earlyAccess }: Pick<Basket, 'earlyAccess'>): Approval | null {
  if (!earlyAccess || !('approval' in earlyAccess)) return null
  return checkedApproval(approvals.get(earlyAccess.approval.tokenHash), earlyAccess.approval, now)
}

/** What was let pass, goods by goods; or that nothing needed it, so that no reason is dropped in silence. */
export function soldEarlyEffects(world: World, basket: Basket, memberId: number | null): Effect[] {
  const byRight = boughtEarly(world, basket, memberId)
  const own = byRight ? [effect('bought-early', { reasons: byRight.reasons })] : []
  if (!basket.earlyAccess) return own
  const { reason: why } = basket.earlyAccess
  const approval = approvalOf(world, basket)
  const by = approval?.approver.staffId ?? ('by' in basket.earlyAccess ? basket.earlyAccess.by : '')
  const passed = tooEarly(world, basket, memberId).map(({ sku, when }) => {
    const name = basket.lines.find(line => line.sku === sku)?.name ?? sku
    const { code, rule, values } = reason('sold-early', null, { name, when, why })
    // Who let it pass is in no sentence: the auditor reads it beside it.
    return { code, rule, values: { ...values, sku, by } }
  })
  const reasons = passed.length > 0 ? passed : [reason('early-access-idle', null, { why })]
  return [...own, effect('sold-early', { reasons: [...reasons, ...approvedReasons(basket, approval)] })]
}

/** What a member's own benefit let them buy before the others, goods by goods; null where all are on sale anyway. */
export function boughtEarly(
  world: World,
  basket: Basket,
  memberId: number | null,
): { benefit: EarlyAccess['benefit']; reasons: Reason[] } | null {
  const waiting = basket.launches.filter(({ onSaleAt }) => onSaleAt > basket.soldAt)
  const access = waiting.length > 0 ? accessOf(world, basket, memberId) : null
  if (!access) return null
  const { benefit, days } = access
  const reasons = waiting
    .filter(({ onSaleAt }) => onSaleFor(onSaleAt, days, world.zone) <= basket.soldAt)
    .map(({ sku, onSaleAt }) => {
      const name = basket.lines.find(line => line.sku === sku)?.name ?? sku
      return reason('bought-early', benefit.benefit, {
        name,
        benefit: benefit.name,
        when: localText(onSaleAt, world.zone),
      })
    })
  return reasons.length > 0 ? { benefit, reasons } : null
}

/** Names both people: who stood at the till, and who gave the word. */
function approvedReasons({ earlyAccess }: Basket, approval: Approval | null): Reason[] {
  if (!approval || !earlyAccess || !('cashier' in earlyAccess)) return []
  return [reason('approved-at-till', null, { approver: approval.approver.name, cashier: earlyAccess.cashier })]
}

/** Goods that this customer cannot buy yet, and from when on they can. */
function tooEarly(world: World, basket: Basket, memberId: number | null): { sku: string; when: string }[] {
  if (basket.launches.length === 0) return []
  const days = accessOf(world, basket, memberId)?.days ?? 0
  return basket.launches.flatMap(({ sku, onSaleAt }) => {
    const at = onSaleFor(onSaleAt, days, world.zone)
    return at > basket.soldAt ? [{ sku, when: localText(at, world.zone) }] : []
  })
}

function accessOf(world: World, basket: Basket, memberId: number | null): EarlyAccess | null {
  const { program, soldAt, place } = basket
  if (memberId === null || !program) return null
  const moment = {
    at: soldAt,
    on: dayOf(soldAt, world.zone),
    minute: minuteOf(soldAt, world.zone),
    storeCode: place.store.code,
    channel: place.channel,
  }
  return earlyAccessOf(program, { member: factsOf(world, basket, program, memberId), moment })
}
