import type { Transaction } from '../../platform/database.ts'
import type { Account, Lot } from './account.ts'
import type { Hold } from './holding.ts'
import type { Entry, Journal, LotMove } from './posting.ts'

/** Writes what a transaction posted: one statement per table, whatever the number of members. */
export async function writeJournal(
  tx: Transaction,
  { journal, accounts, holds }: { journal: Journal; accounts: readonly Account[]; holds: readonly Hold[] },
): Promise<void> {
  const lots = accounts.flatMap(account => account.lots.map(lot => ({ account, lot })))
  await insertEntries(tx, journal.entries)
  await insertLots(
    tx,
    lots.filter(({ lot }) => lot.isNew),
  )
  await updateLots(
    tx,
    lots.filter(({ lot }) => lot.isChanged && !lot.isNew),
  )
  await insertLotMoves(tx, journal.moves)
  await upsertAccounts(
    tx,
    accounts.filter(account => account.isChanged && account.version > 0),
  )
  await insertHolds(
    tx,
    holds.filter(hold => hold.isNew),
  )
  await updateHolds(
    tx,
    holds.filter(hold => hold.isChanged && !hold.isNew),
  )
  await insertDayDeltas(tx, journal.entries)
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
      entries.map(entry => entry.memberId),
      entries.map(entry => entry.assetId),
      entries.map(entry => entry.version),
      entries.map(entry => entry.amount),
      entries.map(entry => entry.postedAfter),
      entries.map(entry => entry.debtChange),
      entries.map(entry => entry.shortfall),
      entries.map(entry => entry.kind),
      entries.map(entry => entry.contra),
      entries.map(entry => entry.postedMicros),
      entries.map(entry => entry.context.soldAt),
      entries.map(entry => entry.businessOn),
      entries.map(entry => entry.context.storeId),
      entries.map(entry => entry.context.tillId),
      entries.map(entry => entry.context.staff),
      entries.map(entry => entry.context.channel),
      entries.map(entry => entry.context.receiptId),
      entries.map(entry => entry.context.refundId),
      entries.map(entry => entry.reversesVersion),
      entries.map(entry => entry.context.programVersion),
      entries.map(entry => JSON.stringify(entry.reasons)),
      entries.map(entry => entry.lapsed),
    ],
  )
}

type OwnedLot = { account: Account; lot: Lot }
const dateOf = (ms: number | null) => (ms === null ? null : new Date(ms))

async function insertLots(tx: Transaction, lots: readonly OwnedLot[]): Promise<void> {
  if (lots.length === 0) return
  await tx.run(
    `insert into ledger.lot (member_id, asset_id, lot_number, granted, remaining, held, expires_at, funding, deferred_cents, program_version, is_open)
     select *, remaining > 0 from unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::timestamptz[], $8::text[], $9::bigint[], $10::int[])
       as l (member_id, asset_id, lot_number, granted, remaining, held, expires_at, funding, deferred_cents, program_version)`,
    [
      lots.map(({ account }) => account.memberId),
      lots.map(({ account }) => account.assetId),
      lots.map(({ lot }) => lot.lotNumber),
      lots.map(({ lot }) => lot.granted),
      lots.map(({ lot }) => lot.remaining),
      lots.map(({ lot }) => lot.held),
      lots.map(({ lot }) => dateOf(lot.expiresAtMs)),
      lots.map(({ lot }) => lot.funding),
      lots.map(({ lot }) => lot.deferredCents),
      lots.map(({ lot }) => lot.programVersion),
    ],
  )
}

async function updateLots(tx: Transaction, lots: readonly OwnedLot[]): Promise<void> {
  if (lots.length === 0) return
  await tx.run(
    `update ledger.lot l set remaining = n.remaining, held = n.held, expires_at = n.expires_at, is_open = n.remaining > 0
     from unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::timestamptz[]) as n (member_id, asset_id, lot_number, remaining, held, expires_at)
     where l.member_id = n.member_id and l.asset_id = n.asset_id and l.lot_number = n.lot_number`,
    [
      lots.map(({ account }) => account.memberId),
      lots.map(({ account }) => account.assetId),
      lots.map(({ lot }) => lot.lotNumber),
      lots.map(({ lot }) => lot.remaining),
      lots.map(({ lot }) => lot.held),
      lots.map(({ lot }) => dateOf(lot.expiresAtMs)),
    ],
  )
}

async function insertLotMoves(tx: Transaction, moves: readonly LotMove[]): Promise<void> {
  if (moves.length === 0) return
  await tx.run(
    `insert into ledger.lot_move (member_id, asset_id, version, lot_number, amount)
     select * from unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[])`,
    [
      moves.map(move => move.memberId),
      moves.map(move => move.assetId),
      moves.map(move => move.version),
      moves.map(move => move.lotNumber),
      moves.map(move => move.amount),
    ],
  )
}

async function upsertAccounts(tx: Transaction, accounts: readonly Account[]): Promise<void> {
  if (accounts.length === 0) return
  await tx.run(
    `insert into ledger.account (member_id, asset_id, posted, held, debt, version, last_posted_at, next_expiry_at)
     select member_id, asset_id, posted, held, debt, version, timestamptz 'epoch' + posted_micros * interval '1 microsecond', coalesce(next_expiry_at, 'infinity')
     from unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::timestamptz[])
       as a (member_id, asset_id, posted, held, debt, version, posted_micros, next_expiry_at)
     on conflict (member_id, asset_id) do update set posted = excluded.posted, held = excluded.held, debt = excluded.debt, version = excluded.version,
       last_posted_at = excluded.last_posted_at, next_expiry_at = excluded.next_expiry_at`,
    [
      accounts.map(account => account.memberId),
      accounts.map(account => account.assetId),
      accounts.map(account => account.posted),
      accounts.map(account => account.held),
      accounts.map(account => account.debt),
      accounts.map(account => account.version),
      accounts.map(account => account.lastPostedMicros),
      accounts.map(account => dateOf(account.nextExpiryMs)),
    ],
  )
}

async function insertHolds(tx: Transaction, holds: readonly Hold[]): Promise<void> {
  if (holds.length === 0) return
  await tx.run(
    `insert into ledger.hold (member_id, hold_id, asset_id, amount, ends_at, state)
     select * from unnest($1::bigint[], $2::uuid[], $3::smallint[], $4::bigint[], $5::timestamptz[], $6::text[])`,
    [
      holds.map(hold => hold.memberId),
      holds.map(hold => hold.holdId),
      holds.map(hold => hold.assetId),
      holds.map(hold => hold.amount),
      holds.map(hold => new Date(hold.endsAtMs)),
      holds.map(hold => hold.state),
    ],
  )
  const lots = holds.flatMap(hold => hold.lots.map(lot => ({ hold, lot })))
  await tx.run(
    `insert into ledger.hold_lot (member_id, hold_id, asset_id, lot_number, amount)
     select * from unnest($1::bigint[], $2::uuid[], $3::smallint[], $4::bigint[], $5::bigint[])`,
    [
      lots.map(({ hold }) => hold.memberId),
      lots.map(({ hold }) => hold.holdId),
      lots.map(({ hold }) => hold.assetId),
      lots.map(({ lot }) => lot.lotNumber),
      lots.map(({ lot }) => lot.points),
    ],
  )
}

async function updateHolds(tx: Transaction, holds: readonly Hold[]): Promise<void> {
  if (holds.length === 0) return
  await tx.run(
    `update ledger.hold h set state = n.state from unnest($1::bigint[], $2::uuid[], $3::smallint[], $4::text[]) as n (member_id, hold_id, asset_id, state)
     where h.member_id = n.member_id and h.hold_id = n.hold_id and h.asset_id = n.asset_id and h.state = 'open'`,
    [
      holds.map(hold => hold.memberId),
      holds.map(hold => hold.holdId),
      holds.map(hold => hold.assetId),
      holds.map(hold => hold.state),
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
      deltas.map(delta => delta.day),
      deltas.map(delta => delta.storeId),
      deltas.map(delta => delta.assetId),
      deltas.map(delta => delta.contra),
      deltas.map(delta => delta.entries),
      deltas.map(delta => delta.amount),
    ],
  )
}

/** Moves the deltas of finished batches into the totals. The sum of both never changes. @returns how many were folded */
export async function foldDayDeltas(tx: Transaction): Promise<number> {
  const row = await tx.row<{ folded: number }>(
    `with taken as (
       delete from ledger.day_delta where day_delta_id in (select day_delta_id from ledger.day_delta order by day_delta_id limit 10000 for update skip locked)
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
