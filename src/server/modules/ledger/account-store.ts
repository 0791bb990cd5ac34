import type { Day } from '../../../shared/calendar.ts'
import { bigints, wideBigints } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'
import { lockNumberOf } from '../../platform/idempotency-store.ts'
import { type Account, emptyAccount } from './account.ts'
import type { Hold } from './holding.ts'

/**
 * Locks everything that belongs to those of these members whom nobody else works on, and waits for nobody: one member
 * who is held for long holds up nobody else, and who never waits is never in a circle of waiting.
 * What is read must be read in a LATER statement: one that locks and reads sees lots from before the lock.
 * This file is the one place where rows of several members are locked.
 * @returns the members that are locked now
 */
export async function lockFreeOwners(tx: Transaction, memberIds: readonly number[]): Promise<Set<number>> {
  const wanted = [...new Set(memberIds)].sort((a, b) => a - b)
  if (wanted.length === 0) return new Set()
  const locked = await lockKnownOwners(tx, wanted)
  // Nearly always all of them. Who is missing is held by somebody, or new.
  if (locked.size === wanted.length) return locked
  const missing = wanted.filter(memberId => !locked.has(memberId))
  if ((await insertFreeOwners(tx, missing)) === 0) return locked
  return locked.union(await lockKnownOwners(tx, missing))
}

/**
 * As lockFreeOwners, in one statement: who is new has no row yet and stays unlocked, like those whom somebody holds. What is
 * sent behind it in the same journey reads what was committed before the locks were there.
 */
export async function lockKnownOwners(tx: Transaction, memberIds: readonly number[]): Promise<Set<number>> {
  if (memberIds.length === 0) return new Set()
  const rows = await tx.rows<{ member_id: number }>(
    'select member_id from ledger.owner where member_id = any($1::bigint[]) order by member_id for no key update skip locked',
    [bigints(memberIds, memberId => memberId)],
  )
  return new Set(rows.map(row => row.member_id))
}

/**
 * Makes the rows of those who are new. An insert would wait for another transaction that inserts the same: the name
 * says beforehand whether there is one. @returns how many were made
 */
function insertFreeOwners(tx: Transaction, memberIds: readonly number[]): Promise<number> {
  return tx.run(
    `insert into ledger.owner (member_id)
     select member_id from unnest($1::bigint[], $2::bigint[]) as new (member_id, number)
     where not exists (select from ledger.owner known where known.member_id = new.member_id) and pg_try_advisory_xact_lock(number)
     on conflict do nothing`,
    [bigints(memberIds, memberId => memberId), wideBigints(memberIds, memberId => lockNumberOf(`owner/${memberId}`))],
  )
}

/**
 * As lockFreeOwners, but waits for whoever holds them: in id order, so that two who wait never wait in a circle.
 * For work on one member; it ends with an error when the lock does not come free in time.
 */
export async function lockOwners(tx: Transaction, memberIds: readonly number[]): Promise<void> {
  const wanted = [...new Set(memberIds)].sort((a, b) => a - b)
  if (wanted.length === 0) return
  // Whoever is new is inserted before anything is locked: an insert waits for another transaction that inserts the
  // same, and who waits while holding locks may wait in a circle.
  const ids = [bigints(wanted, memberId => memberId)]
  const known = await tx.rows<{ member_id: number }>(
    'select member_id from ledger.owner where member_id = any($1::bigint[])',
    ids,
  )
  if (known.length < wanted.length)
    await tx.run('insert into ledger.owner (member_id) select unnest($1::bigint[]) on conflict do nothing', ids)
  await tx.rows(
    'select member_id from ledger.owner where member_id = any($1::bigint[]) order by member_id for no key update',
    ids,
  )
}

type AccountRow = {
  member_id: number
  asset_id: number
  posted: number
  held: number
  pending: number
  debt: number
  version: number
  last_posted_micros: number
  next_expiry_at: Date | null
  next_usable_at: Date | null
  kept: Record<string, Day> | null
}

const accountColumns = `member_id, asset_id, posted, held, pending, debt, version, next_usable_at, kept,
  (extract(epoch from last_posted_at) * 1000000)::bigint as last_posted_micros, nullif(next_expiry_at, 'infinity') as next_expiry_at`

/** Reads the accounts of members, without their lots. */
export async function loadAccounts(tx: Transaction, memberIds: readonly number[]): Promise<Account[]> {
  const rows = await tx.rows<AccountRow>(
    `select ${accountColumns} from ledger.account where member_id = any($1::bigint[])`,
    [bigints(memberIds, memberId => memberId)],
  )
  return rows.map(row => ({
    ...emptyAccount(row.member_id, row.asset_id),
    posted: row.posted,
    held: row.held,
    pending: row.pending,
    debt: row.debt,
    version: row.version,
    lastPostedMicros: row.last_posted_micros,
    nextExpiryMs: row.next_expiry_at?.getTime() ?? null,
    nextUsableMs: row.next_usable_at?.getTime() ?? null,
    kept: row.kept,
    hasIdleLots: row.kept === null,
  }))
}

/** Reads the open holds of members, with their lots. */
export async function loadOpenHolds(tx: Transaction, memberIds: readonly number[]): Promise<Hold[]> {
  const rows = await tx.rows<{
    member_id: number
    hold_id: string
    asset_id: number
    amount: number
    ends_at: Date
    lot_numbers: number[]
    points: number[]
  }>(
    `select h.member_id, h.hold_id, h.asset_id, h.amount, h.ends_at,
            array_agg(l.lot_number::float8 order by l.lot_number) as lot_numbers, array_agg(l.amount::float8 order by l.lot_number) as points
     from ledger.hold h join ledger.hold_lot l using (member_id, hold_id, asset_id)
     where h.member_id = any($1::bigint[]) and h.state = 'open' group by h.member_id, h.hold_id, h.asset_id`,
    [bigints(memberIds, memberId => memberId)],
  )
  return rows.map(row => ({
    holdId: row.hold_id,
    memberId: row.member_id,
    assetId: row.asset_id,
    amount: row.amount,
    endsAtMs: row.ends_at.getTime(),
    state: 'open',
    lots: row.lot_numbers.map((lotNumber, index) => ({ lotNumber, points: row.points[index] ?? 0 })),
    isNew: false,
    isChanged: false,
  }))
}

/** How much of each lot a redemption took and refunds have not given back yet, in the order in which it was taken. */
export async function loadOwedToLots(
  tx: Transaction,
  { memberId, assetId, version }: { memberId: number; assetId: number; version: number },
): Promise<{ lotNumber: number; points: number }[]> {
  const rows = await tx.rows<{ lot_number: number; points: number }>(
    `select m.lot_number, (-sum(m.amount))::bigint as points
     from ledger.entry e join ledger.lot_move m using (member_id, asset_id, version)
     where e.member_id = $1 and e.asset_id = $2 and (e.version = $3 or (e.reverses_version = $3 and e.kind = 'give-back'))
     group by m.lot_number having sum(m.amount) < 0 order by (select l.expires_at from ledger.lot l where l.member_id = $1 and l.asset_id = $2 and l.lot_number = m.lot_number) nulls last, m.lot_number`,
    [memberId, assetId, version],
  )
  return rows.map(row => ({ lotNumber: row.lot_number, points: row.points }))
}

/** Members who have something that ends by an instant: lots that are due, waits and holds whose time is over. */
export async function findDueMembers(tx: Transaction, { now, max }: { now: Date; max: number }): Promise<number[]> {
  const rows = await tx.rows<{ member_id: number }>(
    `(select distinct member_id from ledger.lot where is_open and expires_at <= $1 and remaining > held and not (is_pending and usable_from is null) limit $2)
     union (select distinct member_id from ledger.lot where is_pending and usable_from <= $1 limit $2)
     union (select distinct member_id from ledger.hold where state = 'open' and ends_at <= $1 limit $2)`,
    [now, max],
  )
  return rows.map(row => row.member_id)
}

/** How many points of a lot expired, and no refund has counted yet: they need not be taken back any more. */
export async function loadLapsed(
  tx: Transaction,
  { memberId, assetId, lotNumber }: { memberId: number; assetId: number; lotNumber: number },
): Promise<number> {
  const row = await tx.row<{ lapsed: number }>(
    `select (coalesce((select -sum(m.amount) from ledger.lot_move m join ledger.entry e using (member_id, asset_id, version)
               where m.member_id = $1 and m.asset_id = $2 and m.lot_number = $3 and e.kind = 'expire'), 0)
           - coalesce((select sum(lapsed) from ledger.entry
               where member_id = $1 and asset_id = $2 and reverses_version = $3 and kind = 'take-back'), 0))::bigint as lapsed`,
    [memberId, assetId, lotNumber],
  )
  return Math.max(row?.lapsed ?? 0, 0)
}
