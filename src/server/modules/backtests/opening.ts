import {
  dayNumber,
  hasPlainLevels,
  issuesGifts,
  type MemberColumns,
  never,
  type Opening,
  type TrackState,
} from '../../../backtest/index.ts'
import { type CompiledProgram, limitKey, limitPeriodStart } from '../../../program/index.ts'
import { type Day, dayOf } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { placeOf } from './member-columns.ts'
import {
  hasLocksOrGrants,
  listDayMeasures,
  listGiven,
  listLimitsUsed,
  listStates,
  type OpenLot,
  readHeldToday,
  type StateRow,
} from './opening-store.ts'

type OpeningOptions = {
  live: CompiledProgram
  draft: CompiledProgram
  members: MemberColumns
  now: Date
  zone: string
  /** What waits for an activity today waits so many days more. */
  waitDays: number
}

/** Today's balances and levels of a program, in columns. */
export async function readOpening(
  tx: Transaction,
  { live, draft, members, now, zone, waitDays }: OpeningOptions,
): Promise<Opening> {
  const held = await readHeldToday(tx, { programCode: live.code, track: live.tracks[0]?.track ?? null })
  const member = (rows: readonly { member_id: number }[]) =>
    Int32Array.from(rows, row => placeOf(members, row.member_id))
  const assets = [...new Set([...held.lots, ...held.debts].map(row => row.asset))]
  const levelCodes = [...new Set(held.levels.map(row => row.level))]
  const asset = (rows: readonly { asset: string }[]) => Uint8Array.from(rows, row => assets.indexOf(row.asset))
  return {
    lots: {
      member: member(held.lots),
      asset: asset(held.lots),
      expiry: Int32Array.from(held.lots, lot => (lot.expires_at ? dayNumber(dayOf(lot.expires_at, zone)) : never)),
      usableOn: Int32Array.from(held.lots, lot => usableOn(lot, { today: dayOf(now, zone), zone, waitDays })),
      isIdle: Uint8Array.from(held.lots, lot => (lot.is_idle ? 1 : 0)),
      points: Float64Array.from(held.lots, lot => lot.remaining),
    },
    debts: {
      member: member(held.debts),
      asset: asset(held.debts),
      points: Float64Array.from(held.debts, row => row.debt),
    },
    levels: {
      member: member(held.levels),
      level: Uint8Array.from(held.levels, row => levelCodes.indexOf(row.level)),
      reviewOn: Int32Array.from(held.levels, row => (row.review_on ? dayNumber(row.review_on) : never)),
      graceThrough: Int32Array.from(held.levels, row => (row.grace_through ? dayNumber(row.grace_through) : -1)),
    },
    days: {
      member: member(held.days),
      day: Int32Array.from(held.days, row => dayNumber(row.day_on)),
      spend: Float64Array.from(held.days, row => row.net_spend_cents),
      visits: Int32Array.from(held.days, row => row.visits),
      points: Float64Array.from(held.days, row => row.points_earned),
    },
    given: await readGiven(tx, { live, draft, members, now, zone, waitDays }),
    ...(await readLimits(tx, { live, draft, members, now, zone, waitDays })),
    ...(await readTracks(tx, { live, draft, members, now, zone, waitDays })),
    assets,
    levelCodes,
  }
}

/** The first day on which a lot can be used; 0: it can be used now. */
function usableOn(
  { usable_from, pending_until }: Pick<OpenLot, 'usable_from' | 'pending_until'>,
  { today, zone, waitDays }: { today: Day; zone: string; waitDays: number },
): number {
  if (usable_from) return dayNumber(dayOf(usable_from, zone))
  return pending_until === null ? 0 : dayNumber(today) + waitDays
}

/** What benefits gave that they give once: for a level, or for a birthday of about now. */
async function readGiven(tx: Transaction, { live, draft, members }: OpeningOptions): Promise<Opening['given']> {
  if (![live, draft].some(issuesGifts)) return []
  const rows = await listGiven(tx, live.code)
  return rows.map(({ member_id, ...gift }) => ({ member: placeOf(members, member_id), ...gift }))
}

/** What is used up of the limits that either program has, in the periods that hold today. */
async function readLimits(
  tx: Transaction,
  { live, draft, members, now, zone }: OpeningOptions,
): Promise<Pick<Opening, 'limits' | 'budgets' | 'limitPeriods'>> {
  const today = dayOf(now, zone)
  const limits = [...live.limits, ...draft.limits].filter(({ period }) => period !== 'receipt')
  const periods = [...new Map(limits.map(limit => [limitKey(limit), limit])).values()].map(({ scope, period }) => ({
    scope,
    period,
    startsOn: limitPeriodStart(period, today),
  }))
  const used = periods.length === 0 ? [] : await listLimitsUsed(tx, { programCode: live.code, periods })
  const ofMembers = used.filter(row => row.member_id !== null)
  return {
    limits: {
      member: Int32Array.from(ofMembers, row => placeOf(members, row.member_id ?? 0)),
      limit: Uint16Array.from(ofMembers, row => row.limit),
      points: Float64Array.from(ofMembers, row => row.points),
      times: Int32Array.from(ofMembers, row => row.times),
    },
    budgets: used.filter(row => row.member_id === null).map(({ limit, points, times }) => ({ limit, points, times })),
    limitPeriods: periods.map(({ startsOn, ...limit }) => ({ ...limit, start: dayNumber(startsOn) })),
  }
}

/** States with locks and grants: only where programs or members have more than one ladder of the usual kind. */
async function readTracks(
  tx: Transaction,
  { live, draft, members, now, zone }: OpeningOptions,
): Promise<Pick<Opening, 'states' | 'measures'>> {
  const programCode = live.code
  const isUsual = hasPlainLevels(live) && hasPlainLevels(draft)
  if (isUsual && !(await hasLocksOrGrants(tx, { programCode, today: dayOf(now, zone) })))
    return { states: [], measures: [] }
  const states = await listStates(tx, programCode)
  const places = new Map(live.tracks.map(({ track }, place) => [track, place]))
  states.sort((a, b) => a.member_id - b.member_id || (places.get(a.track) ?? 99) - (places.get(b.track) ?? 99))
  const measures = await listDayMeasures(tx, programCode)
  return {
    states: states.map(row => ({ member: placeOf(members, row.member_id), state: stateOf(row) })),
    measures: measures.map(({ member_id, day_on, measure, amount }) => ({
      member: placeOf(members, member_id),
      day: dayNumber(day_on),
      measure,
      amount,
    })),
  }
}

function stateOf(row: StateRow): TrackState {
  return {
    track: row.track,
    level: row.level,
    reachedOn: row.reached_on,
    reviewOn: row.review_on,
    graceThrough: row.grace_through,
    riseOn: row.rise_on,
    lockedThrough: row.locked_through,
    rises: [],
    grants: (row.grants ?? []).map(grant => ({ ...grant, sale: null })),
  }
}
