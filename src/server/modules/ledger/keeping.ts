import { addDays, addPeriod, type Day, dayOf, type Period, startOfDay } from '../../../shared/calendar.ts'
import { invariant } from '../../platform/errors.ts'
import { type Account, compareLots, type Lot } from './account.ts'

/**
 * Something happened that keeps points, such as a purchase, on a day: each open lot whose terms name it ends so long after
 * that day, unless it ends later anyway. What has ended stays ended. Ask for the lots beforehand: `AccountNeed.keeps`.
 */
export function keepAlive(
  account: Account,
  { what, on, now, zone }: { what: string; on: Day; now: Date; zone: string },
): void {
  if (account.kept === null || isKept(account, what, on)) return
  invariant(account.hasIdleLots, 'the lots that end by inactivity were loaded')
  account.kept = { ...account.kept, [what]: on }
  account.isChanged = true
  for (const lot of account.lots)
    if (lot.idle?.keptBy.includes(what) && lot.remaining > 0 && (lot.expiresAtMs ?? 0) > now.getTime())
      prolong(lot, on, zone)
  account.lots.sort(compareLots)
}

/** Whether that day changes nothing any more. */
export function isKept({ kept }: Account, what: string, on: Day): boolean {
  return (kept?.[what] ?? '') >= on
}

/**
 * A lot that was used up was passed over by what kept the others: when points come back to it, it ends as if they had
 * never been away. One thing after the other: what kept it on one day lets a later day keep it, too. What happened only
 * after its own end keeps it no more.
 */
export function catchUpIdle({ kept }: Account, lot: Lot, zone: string): void {
  if (!lot.idle) return
  const days = lot.idle.keptBy.flatMap(what => kept?.[what] ?? [])
  for (const on of days.toSorted()) if (on <= addPeriod(lot.idle.keptOn, lot.idle.period)) prolong(lot, on, zone)
}

/** The wait of points ended when their time was over already: it counts from this day. */
export function restart(lot: Lot, now: Date, zone: string): void {
  prolong(lot, dayOf(now, zone), zone)
}

function prolong(lot: Lot, on: Day, zone: string): void {
  if (!lot.idle || lot.idle.keptOn >= on) return
  lot.idle = { ...lot.idle, keptOn: on }
  const endsAtMs = startOfDay(addDays(addPeriod(on, lot.idle.period), 1), zone).getTime()
  lot.expiresAtMs = Math.max(lot.expiresAtMs ?? endsAtMs, endsAtMs)
  lot.isChanged = true
}

/** A length as the database keeps it, which reads the same: "12 months". */
export function periodText({ count, unit }: Period): string {
  return `${count} ${unit}`
}

export function periodOf(text: string): Period {
  const [count, word] = text.split(' ')
  const unit = units.find(candidate => candidate === word)
  invariant(unit, 'a length was written by periodText')
  return { count: Number(count), unit }
}

const units = ['days', 'weeks', 'months', 'years'] as const satisfies Period['unit'][]
