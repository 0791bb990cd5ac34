import { dayNumber, type MemberColumns, never, type Opening } from '../../../backtest/index.ts'
import type { CompiledProgram } from '../../../program/index.ts'
import { dayOf } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { placeOf } from './member-columns.ts'
import { readHeldToday } from './opening-store.ts'

/** Today's balances and levels of a program, in columns. */
export async function readOpening(
  tx: Transaction,
  { live, members, zone }: { live: CompiledProgram; members: MemberColumns; zone: string },
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
    assets,
    levelCodes,
  }
}
