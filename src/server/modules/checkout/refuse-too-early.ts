import { earlyDays, onSaleFor } from '../../../program/index.ts'
import { dayOf, minuteOf } from '../../../shared/calendar.ts'
import type { PlaceHold } from './commands.ts'
import { factsOf } from './decide-basket.ts'
import { refused } from './refusal.ts'
import type { World } from './world.ts'

/**
 * Goods that are not on sale yet are quoted only to members whose early access has begun. A receipt that a till settles is not
 * asked: what is sold is sold.
 * @throws program/not-on-sale-yet
 */
export function refuseTooEarly(world: World, basket: PlaceHold, memberId: number | null): void {
  if (basket.launches.length === 0) return
  const days = daysFor(world, basket, memberId)
  for (const { sku, onSaleAt } of basket.launches) {
    const at = onSaleFor(onSaleAt, days, world.zone)
    if (at > basket.soldAt) throw refused({ refusal: 'not-on-sale-yet', values: { sku, when: shown(at, world.zone) } })
  }
}

function daysFor(world: World, basket: PlaceHold, memberId: number | null): number {
  const { program, soldAt, place } = basket
  if (memberId === null || !program) return 0
  const moment = {
    at: soldAt,
    on: dayOf(soldAt, world.zone),
    minute: minuteOf(soldAt, world.zone),
    storeCode: place.store.code,
    channel: place.channel,
  }
  return earlyDays(program, { member: factsOf(world, basket, program, memberId), moment })
}

/** As people read it: day and local time. */
function shown(at: Date, zone: string): string {
  const minute = minuteOf(at, zone)
  return `${dayOf(at, zone)} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
