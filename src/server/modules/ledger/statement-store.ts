import type { Reason } from '../../../program/index.ts'
import type { Transaction } from '../../platform/database.ts'
import type { Funding } from './account.ts'
import type { EntryKind } from './posting.ts'

export type BalanceLot = {
  lotNumber: number
  granted: number
  remaining: number
  held: number
  expiresAt: Date | null
  grantedAt: Date
  funding: Funding
  isPending: boolean
  /** Null while nobody knows, and for points that could be used at once. */
  usableFrom: Date | null
  pendingUntil: string | null
}

export type MemberBalance = {
  assetId: number
  /** What entries add up to, less what has ended since; negative only in debt. */
  balance: number
  usable: number
  held: number
  /** Earned, but not to be used yet. */
  pending: number
  debt: number
  /** Empty for a past instant. */
  lots: BalanceLot[]
}

type LotJson = Omit<BalanceLot, 'expiresAt' | 'grantedAt' | 'usableFrom'> & {
  expiresAtMs: number | null
  grantedAtMs: number
  usableFromMs: number | null
}
type BalanceRow = {
  asset_id: number
  posted: number
  debt: number
  due: number
  held: number
  pending: number
  lots: LotJson[] | null
}

/**
 * Balances as of an instant, exact whether or not anybody has swept since. Entries of expiry are dated at the instant
 * at which their lot ended, so only lots that are still open need a look: what has ended by `at` is taken off, unless
 * a hold or a wait kept it. A lot knows since when it can be used, so what was pending is known of any instant, from
 * the moves of that time. Past holds are not kept as of then: nothing is reported as held for a past instant.
 * One statement, so that balance and lots are of one moment.
 */
export async function findBalances(
  tx: Transaction,
  { memberId, at, isNow }: { memberId: number; at: Date; isNow: boolean },
): Promise<MemberBalance[]> {
  // Clocks count milliseconds and entries microseconds: whatever was posted within the millisecond has happened.
  const rows = await tx.rows<BalanceRow>(
    `with balance as (
       select a.asset_id, case when $3 then a.posted else last.posted_after end as posted,
         case when $3 then a.debt else past.debt end as debt, case when $3 then a.version else last.version end as version
       from ledger.account a
       left join lateral (
         select e.version, e.posted_after from ledger.entry e
         where not $3 and e.member_id = a.member_id and e.asset_id = a.asset_id and e.posted_at < $2::timestamptz + interval '1 millisecond'
         order by e.version desc limit 1) last on true
       left join lateral (
         select sum(e.debt_change)::bigint as debt from ledger.entry e
         where not $3 and e.member_id = a.member_id and e.asset_id = a.asset_id and e.version <= last.version) past on true
       where a.member_id = $1
     ), held as (
       select l.asset_id, l.lot_number, sum(l.amount)::bigint as points
       from ledger.hold h join ledger.hold_lot l using (member_id, hold_id, asset_id)
       where h.member_id = $1 and h.state = 'open' and h.ends_at > $2 group by l.asset_id, l.lot_number
     ), pending as (
       select m.asset_id, sum(m.amount)::bigint as points
       from balance b join ledger.lot l on l.member_id = $1 and l.asset_id = b.asset_id and l.lot_number <= b.version
         and (l.usable_from > $2 or (l.usable_from is null and l.pending_until is not null)) and (l.is_open or not $3)
       join ledger.lot_move m on m.member_id = l.member_id and m.asset_id = l.asset_id and m.lot_number = l.lot_number and m.version <= b.version
       group by m.asset_id
     ), known as (
       select l.*, coalesce(held.points, 0) as held_points, coalesce(l.usable_from > $2, l.pending_until is not null) as waits
       from ledger.lot l left join held using (asset_id, lot_number) where l.member_id = $1 and l.is_open
     ), lot as (
       select *, coalesce(expires_at <= $2, false) and not waits as is_due,
         case when expires_at <= $2 and not waits then held_points else remaining end as still
       from known
     )
     select b.asset_id, b.posted, b.debt,
       coalesce(sum(lot.remaining - lot.held_points) filter (where lot.is_due), 0)::bigint as due,
       coalesce(sum(lot.held_points) filter (where $3), 0)::bigint as held,
       coalesce((select points from pending where pending.asset_id = b.asset_id), 0) as pending,
       json_agg(json_build_object('lotNumber', lot.lot_number, 'granted', lot.granted, 'remaining', lot.still, 'held', lot.held_points,
         'funding', lot.funding, 'isPending', lot.waits, 'pendingUntil', lot.pending_until,
         'usableFromMs', (extract(epoch from lot.usable_from) * 1000)::bigint, 'expiresAtMs', (extract(epoch from lot.expires_at) * 1000)::bigint,
         'grantedAtMs', (select floor(extract(epoch from e.posted_at) * 1000)::bigint from ledger.entry e
           where e.member_id = lot.member_id and e.asset_id = lot.asset_id and e.version = lot.lot_number))
         order by lot.expires_at nulls last, lot.lot_number) filter (where $3 and lot.still > 0) as lots
     from balance b left join lot on lot.asset_id = b.asset_id and lot.lot_number <= b.version
     where b.version is not null group by b.asset_id, b.posted, b.debt order by b.asset_id`,
    [memberId, at, isNow],
  )
  return rows.map(balanceOf)
}

function balanceOf({ asset_id, posted, debt, due, held, pending, lots }: BalanceRow): MemberBalance {
  const free = Math.max(posted + debt - held - pending - due, 0)
  // Points that came free pay what is owed at the next touch; nobody should believe that they can be used.
  const settled = Math.min(debt, free)
  return {
    assetId: asset_id,
    balance: posted - due,
    usable: free - settled,
    held,
    pending,
    debt: debt - settled,
    lots: (lots ?? []).map(({ expiresAtMs, grantedAtMs, usableFromMs, ...lot }) => ({
      ...lot,
      expiresAt: expiresAtMs === null ? null : new Date(expiresAtMs),
      grantedAt: new Date(grantedAtMs),
      usableFrom: usableFromMs === null ? null : new Date(usableFromMs),
    })),
  }
}

export type StoredEntry = {
  assetId: number
  version: number
  amount: number
  balanceAfter: number
  debtChange: number
  shortfall: number
  kind: EntryKind
  postedAt: Date
  /** Microseconds since 1970; with asset and version it is the place in a list of entries. */
  postedMicros: number
  soldAt: Date
  storeId: number | null
  staff: string | null
  channel: string
  receiptId: string | null
  refundId: string | null
  reversesVersion: number | null
  programVersion: number | null
  reasons: readonly Reason[]
}

type EntryRow = {
  asset_id: number
  version: number
  amount: number
  posted_after: number
  debt_change: number
  shortfall: number
  kind: EntryKind
  posted_at: Date
  posted_micros: number
  sold_at: Date
  store_id: number | null
  staff: string | null
  channel: string
  receipt_id: string | null
  refund_id: string | null
  reverses_version: number | null
  program_version: number | null
  reasons: Reason[]
}

const entryColumns = `asset_id, version, amount, posted_after, debt_change, shortfall, kind, posted_at, sold_at, store_id, staff, channel, receipt_id,
  refund_id, reverses_version, program_version, reasons, (extract(epoch from posted_at) * 1000000)::bigint as posted_micros`

function entryOf(row: EntryRow): StoredEntry {
  return {
    assetId: row.asset_id,
    version: row.version,
    amount: row.amount,
    balanceAfter: row.posted_after,
    debtChange: row.debt_change,
    shortfall: row.shortfall,
    kind: row.kind,
    postedAt: row.posted_at,
    postedMicros: row.posted_micros,
    soldAt: row.sold_at,
    storeId: row.store_id,
    staff: row.staff,
    channel: row.channel,
    receiptId: row.receipt_id,
    refundId: row.refund_id,
    reversesVersion: row.reverses_version,
    programVersion: row.program_version,
    reasons: row.reasons,
  }
}

/** The place of an entry in a list; the page after it begins with the next older one. */
export type EntryPlace = { postedMicros: number; assetId: number; version: number }

/** Entries of one member, newest first. They are found by the member, so that even a regular's are few. */
export async function findEntries(
  tx: Transaction,
  {
    memberId,
    assetId,
    after,
    max,
  }: { memberId: number; assetId: number | null; after: EntryPlace | null; max: number },
): Promise<StoredEntry[]> {
  const rows = await tx.rows<EntryRow>(
    `select ${entryColumns} from ledger.entry
     where member_id = $1 and ($2::smallint is null or asset_id = $2)
       and ($3::bigint is null or (posted_at, asset_id, version) < (timestamptz 'epoch' + $3 * interval '1 microsecond', $4::smallint, $5::bigint))
     order by posted_at desc, asset_id desc, version desc limit $6`,
    [memberId, assetId, after?.postedMicros ?? null, after?.assetId ?? null, after?.version ?? null, max],
  )
  return rows.map(entryOf)
}

export type EntryDetail = {
  entry: StoredEntry
  lots: { lotNumber: number; amount: number; expiresAt: Date | null }[]
  reversedBy: number[]
}

type Address = { memberId: number; assetId: number; version: number }

/** One entry with the lots that it moved and whatever reversed it. */
export async function findEntry(tx: Transaction, address: Address): Promise<EntryDetail | undefined> {
  const values = [address.memberId, address.assetId, address.version]
  const row = await tx.row<EntryRow>(
    `select ${entryColumns} from ledger.entry where member_id = $1 and asset_id = $2 and version = $3`,
    values,
  )
  if (!row) return undefined
  const lots = await tx.rows<{ lot_number: number; amount: number; expires_at: Date | null }>(
    `select m.lot_number, m.amount, l.expires_at from ledger.lot_move m join ledger.lot l using (member_id, asset_id, lot_number)
     where m.member_id = $1 and m.asset_id = $2 and m.version = $3 order by l.expires_at nulls last, m.lot_number`,
    values,
  )
  const reversals = await tx.rows<{ version: number }>(
    'select version from ledger.entry where member_id = $1 and asset_id = $2 and reverses_version = $3 order by version',
    values,
  )
  return {
    entry: entryOf(row),
    lots: lots.map(lot => ({ lotNumber: lot.lot_number, amount: lot.amount, expiresAt: lot.expires_at })),
    reversedBy: reversals.map(reversal => reversal.version),
  }
}
