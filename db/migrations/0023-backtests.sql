-- Drafts of programs, tried on recorded receipts. Owned by src/server/modules/backtests.

create schema backtests;

create table backtests.run (
  backtest_id uuid primary key,
  program_code text not null,
  -- The draft, as it was handed in.
  document text not null,
  -- Mode, opening, period and assumption, as they were asked for.
  request jsonb not null,
  asked_by text not null,
  asked_at timestamptz not null,
  state text not null check (state in ('waiting', 'running', 'done', 'cancelled', 'failed', 'stopped')),
  began_at timestamptz,
  ended_at timestamptz,
  receipts_done bigint not null default 0,
  receipts_total bigint not null default 0,
  -- Why there is no result: a text in each language.
  problem jsonb,
  report jsonb,
  -- Members who end at another level under the draft, as CSV, compressed.
  movers bytea,
  check ((state = 'done') = (report is not null))
);
create index run_open on backtests.run (asked_at) where state in ('waiting', 'running');

-- What was sold to members and what came back of it, without any personal data.
create view checkout.published_sale as
  select member_id, receipt_id, store_id, sold_at, business_on, promoter, channel, tenders
  from checkout.receipt where member_id > 0;
create view checkout.published_sale_line as
  select member_id, receipt_id, line_number, sku, class, brand, kind, is_weighed, units, gross_cents, manual_discount_cents, tax_cents, cost_cents
  from checkout.receipt_line where member_id > 0;
create view checkout.published_refund as
  select member_id, refund_id, receipt_id, refunded_at, business_on, is_void
  from checkout.refund where member_id > 0 and receipt_id is not null;
create view checkout.published_refund_line as
  select member_id, refund_id, line_number, units from checkout.refund_line where member_id > 0;

-- What members hold, and how they used it.
create view ledger.published_open_lot as
  select l.member_id, a.program_code, a.code as asset, l.lot_number, l.remaining, l.expires_at
  from ledger.lot l join ledger.asset a using (asset_id) where l.is_open;
create view ledger.published_debt as
  select c.member_id, a.program_code, a.code as asset, c.debt
  from ledger.account c join ledger.asset a using (asset_id) where c.debt > 0;
create view ledger.published_movement as
  select e.member_id, a.program_code, a.code as asset, e.kind, e.amount, e.posted_after, e.business_on
  from ledger.entry e join ledger.asset a using (asset_id);

create view levels.published_state as
  select member_id, program_code, track, level, review_on, grace_through from levels.state;
create view levels.published_day as
  select member_id, program_code, day_on, net_spend_cents, visits, points_earned from levels.day_bucket;
