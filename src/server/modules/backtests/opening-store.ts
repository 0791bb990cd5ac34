import type { Day } from '../../../shared/calendar.ts'
import { days, texts } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'

export type OpenLot = {
  member_id: number
  asset: string
  remaining: number
  expires_at: Date | null
  usable_from: Date | null
  is_idle: boolean
  pending_until: string | null
}
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
    `select member_id, asset, remaining, expires_at, usable_from, is_idle, pending_until from ledger.published_open_lot where program_code = $1
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

/** Whether anybody's level is locked on a day, or was granted and may be still. */
export async function hasLocksOrGrants(
  tx: Transaction,
  { programCode, today }: { programCode: string; today: Day },
): Promise<boolean> {
  const row = await tx.row<{ has: boolean }>(
    `select exists (select 1 from levels.published_state where program_code = $1 and locked_through >= $2)
       or exists (select 1 from levels.published_grant where program_code = $1 and coalesce(through_on, $2) >= $2) as has`,
    [programCode, today],
  )
  return row?.has ?? false
}

export type StateRow = LevelRow & {
  track: string
  reached_on: Day | null
  rise_on: Day | null
  locked_through: Day | null
  grants:
    | {
        level: string
        grantedOn: Day
        throughOn: Day | null
        below: { level: string; reachedOn: Day | null; reviewOn: Day | null; graceThrough: Day | null }
      }[]
    | null
}

/** Where members stand in every track, with their locks and grants. */
export async function listStates(tx: Transaction, programCode: string): Promise<StateRow[]> {
  return tx.rows<StateRow>(
    `select s.member_id, s.track, s.level, s.review_on, s.grace_through, s.reached_on, s.rise_on, s.locked_through, g.grants
     from levels.published_state s left join lateral (
       select json_agg(json_build_object('level', g.level, 'grantedOn', g.granted_on, 'throughOn', g.through_on,
           'below', json_build_object('level', g.below_level, 'reachedOn', g.below_reached_on, 'reviewOn', g.below_review_on, 'graceThrough', g.below_grace_through))
         order by g.grant_number) as grants
       from levels.published_grant g where s.grants > 0 and g.member_id = s.member_id and g.program_code = s.program_code and g.track = s.track
     ) g on true
     where s.program_code = $1 order by s.member_id, s.track`,
    [programCode],
  )
}

/** What only some programs count: certain goods, and activities. */
export async function listDayMeasures(
  tx: Transaction,
  programCode: string,
): Promise<{ member_id: number; measure: string; day_on: Day; amount: number }[]> {
  return tx.rows(
    `select member_id, measure, day_on, amount from levels.published_day_measure where program_code = $1
     order by member_id, measure, day_on`,
    [programCode],
  )
}

/** What was used of a limit; `limit` is its place in the question, member null: by all of them together. */
export type LimitUsed = { member_id: number | null; limit: number; points: number; times: number }

/** What is used up of limits, each in one period. */
export async function listLimitsUsed(
  tx: Transaction,
  {
    programCode,
    periods,
  }: { programCode: string; periods: readonly { scope: string; period: string; startsOn: Day }[] },
): Promise<LimitUsed[]> {
  return tx.rows<LimitUsed>(
    `with asked as (
       select scope, period, starts_on, place::int - 1 as place
       from unnest($2::text[], $3::text[], $4::date[]) with ordinality as q (scope, period, starts_on, place)
     )
     select u.member_id, q.place as "limit", u.points::float8 as points, u.times
     from asked q join limits.published_used u using (scope, period, starts_on) where u.program_code = $1
     union all
     select null, q.place, b.points::float8, b.times::int
     from asked q join limits.published_budget b using (scope) where q.period = 'all' and b.program_code = $1`,
    [
      programCode,
      texts(periods, ({ scope }) => scope),
      texts(periods, ({ period }) => period),
      days(periods, ({ startsOn }) => startsOn),
    ],
  )
}

/** What was issued to members and comes only once. */
export async function listGiven(
  tx: Transaction,
  programCode: string,
): Promise<{ member_id: number; benefit: string; period: string }[]> {
  return tx.rows(
    `select member_id, benefit, period from benefits.published_issue
     where program_code = $1 and state <> 'not-issued' and period not like 'month/%' and period not like 'activity/%'`,
    [programCode],
  )
}
