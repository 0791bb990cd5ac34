import type { Behaviour } from '../../../backtest/index.ts'
import type { Day } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { readRedemptions } from './history-store.ts'

/** With fewer the journal says more about those few than about members. */
const redemptionsMin = 30

/** Where nothing is recorded: a round figure that says it is one. */
const unrecorded: Behaviour = { membersPercent: 30, usedPercent: 50 }

export type Habit = Behaviour & {
  redemptions: number
  assumedFrom: 'recorded' | 'default'
  firstDay: Day | null
  lastDay: Day | null
}

/** How members used their points so far: who ever did, of all who earned; and how much of what they had. */
export async function redemptionHabit(tx: Transaction, programCode: string): Promise<Habit> {
  const { redemptions, redeemers, earners, usedPercent, firstDay, lastDay } = await readRedemptions(tx, programCode)
  if (redemptions < redemptionsMin || usedPercent === null)
    return { ...unrecorded, redemptions, assumedFrom: 'default', firstDay, lastDay }
  const rounded = (percent: number) => Math.min(Math.round(percent * 10) / 10, 100)
  return {
    membersPercent: rounded((100 * redeemers) / Math.max(earners, redeemers)),
    usedPercent: rounded(usedPercent),
    redemptions,
    assumedFrom: 'recorded',
    firstDay,
    lastDay,
  }
}
