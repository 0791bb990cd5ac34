import type { Day } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'

export type OpenLot = { member_id: number; asset: string; remaining: number; expires_at: Date | null }
export type Debt = { member_id: number; asset: string; debt: number }
export type LevelRow = { member_id: number; level: string; review_on: Day | null; grace_through: Day | null }
export type DayRow = { member_id: number; day_on: Day; net_spend_cents: number; visits: number; points_earned: number }

/** What members hold of a program today: its lots and debts, where they stand, and what their windows hold. */
export type HeldToday = { lots: OpenLot[]; debts: Debt[]; levels: LevelRow[]; days: DayRow[] }

export async function readHeldToday(
  tx: Transaction,
  { programCode, track }: { programCode: string; track: string | null },
): Promise<HeldToday> {
  const lots = await tx.rows<OpenLot>(
    `select member_id, asset, remaining, expires_at from ledger.published_open_lot where program_code = $1
     order by member_id, asset, expires_at nulls last, lot_number`,
    [programCode],
  )
  const debts = await tx.rows<Debt>(
    'select member_id, asset, debt from ledger.published_debt where program_code = $1',
    [programCode],
  )
  const levels = await tx.rows<LevelRow>(
    'select member_id, level, review_on, grace_through from levels.published_state where program_code = $1 and track = $2',
    [programCode, track],
  )
  const days = await tx.rows<DayRow>(
    `select member_id, day_on, net_spend_cents, visits, points_earned from levels.published_day where program_code = $1
     order by member_id, day_on`,
    [programCode],
  )
  return { lots, debts, levels, days }
}
