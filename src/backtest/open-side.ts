import type { Day } from '../shared/calendar.ts'
import type { BacktestPlan } from './plan.ts'
import type { Side } from './side.ts'

type Places = { placeOf: (member: number) => number; joinedOn: (member: number) => Day }

/** Gives the members of one side what they hold when the replay begins. */
export function openSide(side: Side, { opening, from }: BacktestPlan, { placeOf, joinedOn }: Places): void {
  if (!opening) return
  const { lots, debts, levels, days, limits, budgets } = opening
  const assetOf = (index: number) => side.assetOf(opening.assets[index] ?? '')
  const each = (members: Int32Array, open: (place: number, row: number) => void) => {
    for (let row = 0; row < members.length; row++) {
      const place = placeOf(members[row] ?? 0)
      if (place >= 0) open(place, row)
    }
  }
  each(lots.member, (member, row) =>
    side.open(
      { member, asset: assetOf(lots.asset[row] ?? 0) },
      {
        expiry: lots.expiry[row] ?? 0,
        usableOn: lots.usableOn[row] ?? 0,
        isIdle: lots.isIdle[row] === 1,
        points: lots.points[row] ?? 0,
      },
    ),
  )
  each(debts.member, (member, row) =>
    side.openDebt({ member, asset: assetOf(debts.asset[row] ?? 0) }, debts.points[row] ?? 0),
  )
  each(levels.member, (member, row) =>
    side.openLevel(member, {
      level: opening.levelCodes[levels.level[row] ?? 0] ?? '',
      reviewOn: levels.reviewOn[row] ?? 0,
      graceThrough: levels.graceThrough[row] ?? 0,
    }),
  )
  const openLimit = (member: number, limit: number, used: { points: number; times: number }) => {
    const period = opening.limitPeriods[limit]
    if (period) side.openLimit(member, period, used)
  }
  each(limits.member, (member, row) =>
    openLimit(member, limits.limit[row] ?? 0, { points: limits.points[row] ?? 0, times: limits.times[row] ?? 0 }),
  )
  for (const { limit, ...used } of budgets) openLimit(0, limit, used)
  for (const { member, ...gift } of opening.given) {
    const place = placeOf(member)
    if (place >= 0) side.openGift(place, gift)
  }
  for (const { member, state } of opening.states) {
    const place = placeOf(member)
    if (place >= 0) side.openState(place, state)
  }
  for (const { member, day, measure, amount } of opening.measures) {
    const place = placeOf(member)
    const others = { [measure]: amount }
    if (place >= 0) side.standings.openDay(place, day, { spendCents: 0, visits: 0, points: 0, others })
  }
  each(days.member, (member, row) =>
    side.standings.openDay(member, days.day[row] ?? 0, {
      spendCents: days.spend[row] ?? 0,
      visits: days.visits[row] ?? 0,
      points: days.points[row] ?? 0,
      others: {},
    }),
  )
  // Whoever has something is there from the beginning, whether he buys or not.
  for (const column of [lots.member, debts.member, levels.member, days.member])
    each(column, (member, row) => side.begin({ member, joinedOn: joinedOn(column[row] ?? 0) }, from - 1))
}
