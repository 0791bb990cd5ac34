import type { Database, Transaction } from '../../../src/server/platform/database.ts'

/**
 * Rows that are overwritten or taken away leave no history of their own, so the database of a run notes them as they
 * come: answers (in the order in which a batch worked), holds, levels, and what the outbox was given. Triggers see what
 * is written whatever statement writes it, and change nothing.
 */
export async function startRecording(db: Database): Promise<void> {
  await db.run('create schema proof')
  await db.run(
    `create table proof.recorded (
       seq bigint generated always as identity primary key, xid xid8 not null default pg_current_xact_id(),
       what text not null, content jsonb not null)`,
  )
  await db.run(
    `create function proof.record() returns trigger language plpgsql as $$
     begin
       insert into proof.recorded (what, content) values (tg_argv[0], to_jsonb(new) - 'reasons');
       return null;
     end $$`,
  )
  for (const { table, what, when } of recorded)
    await db.run(
      `create trigger proof_records after ${when} on ${table} for each row execute function proof.record('${what}')`,
    )
}

const recorded = [
  { table: 'platform.idempotency_answer', what: 'answer', when: 'insert or update' },
  { table: 'platform.outbox', what: 'event', when: 'insert' },
  { table: 'ledger.hold', what: 'hold', when: 'insert or update' },
  { table: 'coupons.coupon', what: 'coupon', when: 'insert or update' },
  { table: 'rewards.redemption', what: 'redemption', when: 'insert or update' },
  { table: 'levels.state', what: 'level', when: 'insert or update' },
  // Refunds that wait are applied in the order of their arrival, of which the answer says nothing.
  { table: 'checkout.waiting_refund', what: 'waiting', when: 'insert' },
  // A part of a transaction that can be rolled back has a number of its own, so an entry's xmin may not name its transaction.
  { table: 'ledger.entry', what: 'entry', when: 'insert' },
] as const

export type RecordedRow = {
  seq: number
  /** The transaction, and when it committed: microseconds since 1970. */
  xid: string
  committed_micros: number
  what: (typeof recorded)[number]['what']
  content: unknown
}

/** Takes all that was noted so far. What commits meanwhile is taken the next time. */
export async function takeRecorded(db: Database): Promise<{ recorded: RecordedRow[]; entries: EntryRow[] }> {
  return db.transaction(async tx => {
    await tx.run('set transaction isolation level repeatable read')
    const taken = { recorded: await readRecorded(tx), entries: await readEntries(tx) }
    await tx.run('delete from proof.recorded')
    return taken
  })
}

/** Which of these keys have a stored answer: what was done under them is committed. */
export async function storedAmong(db: Database, keys: readonly string[]): Promise<string[]> {
  const rows = await db.rows<{ key: string }>('select key from platform.idempotency_answer where key = any($1)', [keys])
  return rows.map(({ key }) => key)
}

/** In the order of commits; within one transaction in the order of writing. */
async function readRecorded(tx: Transaction): Promise<RecordedRow[]> {
  return tx.rows<RecordedRow>(
    `select seq, xid::text as xid, (extract(epoch from pg_xact_commit_timestamp(xid::xid)) * 1000000)::bigint as committed_micros, what, content
     from proof.recorded where what <> 'entry' order by committed_micros, xid, seq`,
  )
}

export type EntryRow = {
  xid: string
  committed_micros: number
  member_id: number
  asset: string
  version: number
  kind: string
  amount: number
  posted_after: number
  debt_change: number
  shortfall: number
  lapsed: number
  posted_micros: number
  reverses_version: number | null
  /** Lot numbers and what moved, in the order of the numbers. */
  lot_numbers: number[]
  lot_amounts: number[]
}

async function readEntries(tx: Transaction): Promise<EntryRow[]> {
  return tx.rows<EntryRow>(
    `select r.xid::text as xid, (extract(epoch from pg_xact_commit_timestamp(r.xid::xid)) * 1000000)::bigint as committed_micros,
       e.member_id, a.code as asset, e.version, e.kind, e.amount, e.posted_after, e.debt_change, e.shortfall, e.lapsed, e.reverses_version,
       (extract(epoch from e.posted_at) * 1000000)::bigint as posted_micros,
       coalesce(m.lot_numbers, '{}') as lot_numbers, coalesce(m.lot_amounts, '{}') as lot_amounts
     from proof.recorded r
     join ledger.entry e on e.member_id = (r.content->>'member_id')::bigint and e.asset_id = (r.content->>'asset_id')::smallint
       and e.version = (r.content->>'version')::bigint
     join ledger.asset a on a.asset_id = e.asset_id
     left join lateral (
       select array_agg(lot_number::float8 order by lot_number) as lot_numbers, array_agg(amount::float8 order by lot_number) as lot_amounts
       from ledger.lot_move m where m.member_id = e.member_id and m.asset_id = e.asset_id and m.version = e.version) m on true
     where r.what = 'entry'
     order by committed_micros, e.member_id, e.asset_id, e.version`,
  )
}

/** Which number of the database is which member. */
export async function readMembers(db: Database): Promise<{ member_id: number; member_number: string; card: string }[]> {
  return db.rows(
    `select member_id, member_number, card_number as card from members.member join members.card using (member_id)`,
  )
}

export type AccountRow = {
  member_id: number
  asset: string
  posted: number
  held: number
  debt: number
  version: number
}
export type LotRow = {
  member_id: number
  asset: string
  lot_number: number
  granted: number
  remaining: number
  held: number
  ends_ms: number | null
}
export type ReceiptRow = { number: string; state: string; refunded_cents: number; lines: number[]; refunded: number[] }

export async function readFinalState(db: Database) {
  return {
    accounts: await db.rows<AccountRow>(
      'select member_id, a.code as asset, posted, held, debt, version from ledger.account join ledger.asset a using (asset_id)',
    ),
    lots: await db.rows<LotRow>(
      `select member_id, a.code as asset, lot_number, granted, remaining, held, (extract(epoch from expires_at) * 1000)::bigint as ends_ms
       from ledger.lot join ledger.asset a using (asset_id)`,
    ),
    receipts: await db.rows<ReceiptRow>(
      `select r.number, r.state, r.refunded_cents, array_agg(l.payable_cents::float8 order by l.line_number) as lines,
         array_agg(l.refunded_units::float8 order by l.line_number) as refunded
       from checkout.receipt r join checkout.receipt_line l using (member_id, receipt_id) group by r.member_id, r.receipt_id, r.number, r.state, r.refunded_cents`,
    ),
    coupons: await db.rows<{ coupon_id: string; state: string; receipt_id: string | null; off_cents: number | null }>(
      'select coupon_id, state, receipt_id, off_cents from coupons.coupon',
    ),
    given: await db.rows<{ offer_code: string; counted: string; given: number }>(
      `select offer_code, period as counted, given from coupons.tally
       union all select offer_code, card_number, given from coupons.member_tally join members.card using (member_id)`,
    ),
    redemptions: await db.rows<{ redemption_id: string; state: string }>(
      'select redemption_id, state from rewards.redemption',
    ),
    budgets: await db.rows<{ scope: string; times: number }>(
      `select scope, times from limits.budget where scope not like 'offer/%'`,
    ),
    moves: await db.rows<{ member_id: number; from_level: string; to_level: string; cause: string; moved_on: string }>(
      'select member_id, from_level, to_level, cause, moved_on from levels.move order by member_id, move_number',
    ),
    waiting: await db.rows<{ receipt_number: string; refund_number: string; has_problem: boolean }>(
      'select receipt_number, refund_number, problem is not null as has_problem from checkout.waiting_refund',
    ),
  }
}
export type FinalState = Awaited<ReturnType<typeof readFinalState>>

/** What the outbox still holds, and the sums that the day's figures must equal. */
export async function readRest(db: Database) {
  return db.row<{
    waiting: number
    stuck: number
    sales_differ: number
    doubled_numbers: number
    orphans: number
  }>(
    `select (select count(*) from platform.outbox) as waiting, (select count(*) from platform.outbox_stuck) as stuck,
       (select count(*) from (
          select business_on, sum(receipts) as receipts, sum(payable_cents) as payable, sum(refunded_cents) as refunded from checkout.sales_day group by 1) shown
        full join (
          select business_on, sum(receipts) as receipts, sum(payable) as payable, sum(refunded) as refunded from (
            select business_on, 1 as receipts, payable_cents as payable, 0 as refunded from checkout.receipt where state <> 'voided'
            union all select business_on, 0, 0, refund_cents from checkout.refund where not is_void) as happened group by 1) summed using (business_on)
        where (coalesce(shown.receipts, 0), coalesce(shown.payable, 0), coalesce(shown.refunded, 0))
           <> (coalesce(summed.receipts, 0), coalesce(summed.payable, 0), coalesce(summed.refunded, 0))) as sales_differ,
       (select count(*) from (select number from checkout.receipt group by number having count(*) > 1) doubled) as doubled_numbers,
       (select count(*) from checkout.refund_line l where not exists (select from checkout.refund r where r.member_id = l.member_id and r.refund_id = l.refund_id)) as orphans`,
  )
}

/** What time and the background still have to do: nothing, once all is quiet. */
export async function countUnfinished(db: Database, now: Date): Promise<number> {
  const row = await db.row<{ unfinished: number }>(
    `select (select count(*) from platform.outbox) + (select count(*) from ledger.lot where is_open and expires_at <= $1 and remaining > held)
       + (select count(*) from ledger.lot where is_pending and usable_from <= $1)
       + (select count(*) from ledger.hold where state = 'open' and ends_at <= $1)
       + (select count(*) from levels.state where review_on <= ($1::timestamptz at time zone 'Asia/Shanghai')::date) as unfinished`,
    [now],
  )
  return row?.unfinished ?? 0
}
