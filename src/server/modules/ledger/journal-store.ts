import { bigints, booleans, days, instants, integers, jsons, smallints, texts, uuids } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'
import type { Account, Lot } from './account.ts'
import type { Hold } from './holding.ts'
import { periodText } from './keeping.ts'
import type { Entry, Journal, LotMove } from './posting.ts'

/** Writes what a transaction posted: one statement per table, whatever the number of members. */
export async function writeJournal(
  tx: Transaction,
  { journal, accounts, holds }: { journal: Journal; accounts: readonly Account[]; holds: readonly Hold[] },
): Promise<void> {
  const lots = accounts.flatMap(account => account.lots.map(lot => ({ account, lot })))
  const newLots = lots.filter(({ lot }) => lot.isNew)
  const changedLots = lots.filter(({ lot }) => lot.isChanged && !lot.isNew)
  const changedAccounts = accounts.filter(account => account.isChanged && account.version > 0)
  const newHolds = holds.filter(hold => hold.isNew)
  const changedHolds = holds.filter(hold => hold.isChanged && !hold.isNew)
  await tx.together(() => [
    insertEntries(tx, journal.entries),
    insertLots(tx, newLots),
    updateLots(tx, changedLots),
    insertLotMoves(tx, journal.moves),
    upsertAccounts(tx, changedAccounts),
    insertHolds(tx, newHolds),
    updateHolds(tx, changedHolds),
    insertDayDeltas(tx, journal.entries),
  ])
}

async function insertEntries(tx: Transaction, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  await tx.run(
    `insert into ledger.entry (member_id, asset_id, version, amount, posted_after, debt_change, shortfall, lapsed, kind, contra, posted_at, sold_at,
       business_on, store_id, till_id, staff, channel, receipt_id, refund_id, reverses_version, program_version, reasons)
     select member_id, asset_id, version, amount, posted_after, debt_change, shortfall, lapsed, kind, contra,
       timestamptz 'epoch' + posted_micros * interval '1 microsecond', sold_at, business_on, store_id, till_id, staff, channel,
       receipt_id, refund_id, reverses_version, program_version, reasons
     from unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::text[], $9::text[],
       $10::bigint[], $11::timestamptz[], $12::date[], $13::int[], $14::int[], $15::text[], $16::text[], $17::uuid[], $18::uuid[],
       $19::bigint[], $20::int[], $21::jsonb[], $22::bigint[])
       as e (member_id, asset_id, version, amount, posted_after, debt_change, shortfall, kind, contra, posted_micros, sold_at, business_on,
       store_id, till_id, staff, channel, receipt_id, refund_id, reverses_version, program_version, reasons, lapsed)`,
    [
      bigints(entries, entry => entry.memberId),
      smallints(entries, entry => entry.assetId),
      bigints(entries, entry => entry.version),
      bigints(entries, entry => entry.amount),
      bigints(entries, entry => entry.postedAfter),
      bigints(entries, entry => entry.debtChange),
      bigints(entries, entry => entry.shortfall),
      texts(entries, entry => entry.kind),
      texts(entries, entry => entry.contra),
      bigints(entries, entry => entry.postedMicros),
      instants(entries, entry => entry.context.soldAt.getTime()),
      days(entries, entry => entry.businessOn),
      integers(entries, entry => entry.context.storeId),
      integers(entries, entry => entry.context.tillId),
      texts(entries, entry => entry.context.staff),
      texts(entries, entry => entry.context.channel),
      uuids(entries, entry => entry.context.receiptId),
      uuids(entries, entry => entry.context.refundId),
      bigints(entries, entry => entry.reversesVersion),
      integers(entries, entry => entry.context.programVersion),
      jsons(entries, entry => JSON.stringify(entry.reasons)),
      bigints(entries, entry => entry.lapsed),
    ],
  )
}

type OwnedLot = { account: Account; lot: Lot }

async function insertLots(tx: Transaction, lots: readonly OwnedLot[]): Promise<void> {
  if (lots.length === 0) return
  await tx.run(
    `insert into ledger.lot (member_id, asset_id, lot_number, granted, remaining, held, expires_at, funding, deferred_cents, program_version,
       usable_from, pending_until, is_pending, idle_period, kept_by, kept_on, is_open)
     select *, remaining > 0 from unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::timestamptz[], $8::text[], $9::bigint[], $10::int[],
       $11::timestamptz[], $12::text[], $13::boolean[], $14::text[], $15::text[], $16::date[])
       as l (member_id, asset_id, lot_number, granted, remaining, held, expires_at, funding, deferred_cents, program_version, usable_from, pending_until, is_pending, idle_period,
       kept_by, kept_on)`,
    [
      bigints(lots, ({ account }) => account.memberId),
      smallints(lots, ({ account }) => account.assetId),
      bigints(lots, ({ lot }) => lot.lotNumber),
      bigints(lots, ({ lot }) => lot.granted),
      bigints(lots, ({ lot }) => lot.remaining),
      bigints(lots, ({ lot }) => lot.held),
      instants(lots, ({ lot }) => lot.expiresAtMs),
      texts(lots, ({ lot }) => lot.funding),
      bigints(lots, ({ lot }) => lot.deferredCents),
      integers(lots, ({ lot }) => lot.programVersion),
      instants(lots, ({ lot }) => lot.usableFromMs),
      texts(lots, ({ lot }) => lot.pendingUntil),
      booleans(lots, ({ lot }) => lot.isPending),
      texts(lots, ({ lot }) => (lot.idle ? periodText(lot.idle.period) : null)),
      texts(lots, ({ lot }) => lot.idle?.keptBy.join() ?? null),
      days(lots, ({ lot }) => lot.idle?.keptOn ?? null),
    ],
  )
}

async function updateLots(tx: Transaction, lots: readonly OwnedLot[]): Promise<void> {
  if (lots.length === 0) return
  await tx.run(
    `update ledger.lot l set remaining = n.remaining, held = n.held, expires_at = n.expires_at, is_open = n.remaining > 0,
       usable_from = n.usable_from, is_pending = n.is_pending, kept_on = n.kept_on
     from unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::timestamptz[], $7::timestamptz[], $8::boolean[],
       $9::date[])
       as n (member_id, asset_id, lot_number, remaining, held, expires_at, usable_from, is_pending, kept_on)
     where l.member_id = n.member_id and l.asset_id = n.asset_id and l.lot_number = n.lot_number`,
    [
      bigints(lots, ({ account }) => account.memberId),
      smallints(lots, ({ account }) => account.assetId),
      bigints(lots, ({ lot }) => lot.lotNumber),
      bigints(lots, ({ lot }) => lot.remaining),
      bigints(lots, ({ lot }) => lot.held),
      instants(lots, ({ lot }) => lot.expiresAtMs),
      instants(lots, ({ lot }) => lot.usableFromMs),
      booleans(lots, ({ lot }) => lot.isPending),
      days(lots, ({ lot }) => lot.idle?.keptOn ?? null),
    ],
  )
}

async function insertLotMoves(tx: Transaction, moves: readonly LotMove[]): Promise<void> {
  if (moves.length === 0) return
  await tx.run(
    `insert into ledger.lot_move (member_id, asset_id, version, lot_number, amount)
     select * from unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[])`,
    [
      bigints(moves, move => move.memberId),
      smallints(moves, move => move.assetId),
      bigints(moves, move => move.version),
      bigints(moves, move => move.lotNumber),
      bigints(moves, move => move.amount),
    ],
  )
}

async function upsertAccounts(tx: Transaction, accounts: readonly Account[]): Promise<void> {
  if (accounts.length === 0) return
  await tx.run(
    `insert into ledger.account (member_id, asset_id, posted, held, debt, version, last_posted_at, next_expiry_at, pending, next_usable_at, kept)
     select member_id, asset_id, posted, held, debt, version, timestamptz 'epoch' + posted_micros * interval '1 microsecond', coalesce(next_expiry_at, 'infinity'),
       pending, next_usable_at, kept
     from unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::timestamptz[],
       $9::bigint[], $10::timestamptz[], $11::jsonb[])
       as a (member_id, asset_id, posted, held, debt, version, posted_micros, next_expiry_at, pending, next_usable_at, kept)
     on conflict (member_id, asset_id) do update set posted = excluded.posted, held = excluded.held, debt = excluded.debt, version = excluded.version,
       last_posted_at = excluded.last_posted_at, next_expiry_at = excluded.next_expiry_at,
       pending = excluded.pending, next_usable_at = excluded.next_usable_at, kept = excluded.kept`,
    [
      bigints(accounts, account => account.memberId),
      smallints(accounts, account => account.assetId),
      bigints(accounts, account => account.posted),
      bigints(accounts, account => account.held),
      bigints(accounts, account => account.debt),
      bigints(accounts, account => account.version),
      bigints(accounts, account => account.lastPostedMicros),
      instants(accounts, account => account.nextExpiryMs),
      bigints(accounts, account => account.pending),
      instants(accounts, account => account.nextUsableMs),
      jsons(accounts, account => (account.kept ? JSON.stringify(account.kept) : null)),
    ],
  )
}

async function insertHolds(tx: Transaction, holds: readonly Hold[]): Promise<void> {
  if (holds.length === 0) return
  await tx.run(
    `insert into ledger.hold (member_id, hold_id, asset_id, amount, ends_at, state)
     select * from unnest($1::bigint[], $2::uuid[], $3::smallint[], $4::bigint[], $5::timestamptz[], $6::text[])`,
    [
      bigints(holds, hold => hold.memberId),
      uuids(holds, hold => hold.holdId),
      smallints(holds, hold => hold.assetId),
      bigints(holds, hold => hold.amount),
      instants(holds, hold => hold.endsAtMs),
      texts(holds, hold => hold.state),
    ],
  )
  const lots = holds.flatMap(hold => hold.lots.map(lot => ({ hold, lot })))
  await tx.run(
    `insert into ledger.hold_lot (member_id, hold_id, asset_id, lot_number, amount)
     select * from unnest($1::bigint[], $2::uuid[], $3::smallint[], $4::bigint[], $5::bigint[])`,
    [
      bigints(lots, ({ hold }) => hold.memberId),
      uuids(lots, ({ hold }) => hold.holdId),
      smallints(lots, ({ hold }) => hold.assetId),
      bigints(lots, ({ lot }) => lot.lotNumber),
      bigints(lots, ({ lot }) => lot.points),
    ],
  )
}

async function updateHolds(tx: Transaction, holds: readonly Hold[]): Promise<void> {
  if (holds.length === 0) return
  await tx.run(
    `update ledger.hold h set state = n.state from unnest($1::bigint[], $2::uuid[], $3::smallint[], $4::text[]) as n (member_id, hold_id, asset_id, state)
     where h.member_id = n.member_id and h.hold_id = n.hold_id and h.asset_id = n.asset_id and h.state = 'open'`,
    [
      bigints(holds, hold => hold.memberId),
      uuids(holds, hold => hold.holdId),
      smallints(holds, hold => hold.assetId),
      texts(holds, hold => hold.state),
    ],
  )
}

/** Adds up the batch per day, store, asset and contra. Entries without a store (expiry) count under store 0. */
async function insertDayDeltas(tx: Transaction, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  const sums = new Map<
    string,
    { day: string; storeId: number; assetId: number; contra: string; entries: number; amount: number }
  >()
  for (const entry of entries) {
    const storeId = entry.context.storeId ?? 0
    const key = `${entry.businessOn}/${storeId}/${entry.assetId}/${entry.contra}`
    const sum = sums.get(key) ?? {
      day: entry.businessOn,
      storeId,
      assetId: entry.assetId,
      contra: entry.contra,
      entries: 0,
      amount: 0,
    }
    sum.entries += 1
    sum.amount += entry.amount
    sums.set(key, sum)
  }
  const deltas = [...sums.values()]
  await tx.run(
    `insert into ledger.day_delta (business_on, store_id, asset_id, contra, entries, amount)
     select * from unnest($1::date[], $2::int[], $3::smallint[], $4::text[], $5::int[], $6::bigint[])`,
    [
      days(deltas, delta => delta.day),
      integers(deltas, delta => delta.storeId),
      smallints(deltas, delta => delta.assetId),
      texts(deltas, delta => delta.contra),
      integers(deltas, delta => delta.entries),
      bigints(deltas, delta => delta.amount),
    ],
  )
}

/** How far the totals of days lag behind. */
export async function countDayDeltas(tx: Transaction): Promise<number> {
  return (await tx.row<{ count: number }>('select count(*) as count from ledger.day_delta'))?.count ?? 0
}

/**
 * Moves the deltas of finished batches into the totals. The sum of both never changes.
 * The rows are deleted by their place: a plan made while the table was empty would compare each row with each other.
 * @returns how many were folded
 */
export async function foldDayDeltas(tx: Transaction): Promise<number> {
  const row = await tx.row<{ folded: number }>(
    `with taken as (
       delete from ledger.day_delta where ctid = any(array(select ctid from ledger.day_delta limit 10000 for update skip locked))
       returning business_on, store_id, asset_id, contra, entries, amount
     ), summed as (
       select business_on, store_id, asset_id, contra, sum(entries) as entries, sum(amount) as amount, count(*) as deltas from taken group by 1, 2, 3, 4
     ), folded as (
       insert into ledger.day_total (business_on, store_id, asset_id, contra, entries, amount)
       select business_on, store_id, asset_id, contra, entries, amount from summed order by 1, 2, 3, 4
       on conflict (business_on, store_id, asset_id, contra) do update set entries = day_total.entries + excluded.entries, amount = day_total.amount + excluded.amount
     )
     select coalesce(sum(deltas), 0)::bigint as folded from summed`,
  )
  return row?.folded ?? 0
}
