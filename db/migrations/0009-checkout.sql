-- Receipts and what came back of them. Owned by src/server/modules/checkout.
-- member_id is negative on a guest's receipt: a number of its own, so that guests spread over shards as members do
-- (docs/decisions/0006-guests-have-numbers-below-zero.md).

create schema checkout;

-- Each number of a till is used once, for ever: the second line of defence behind idempotency keys.
create table checkout.receipt_number (
  store_id integer not null,
  till_id integer not null,
  kind text not null check (kind in ('sale', 'refund')),
  number text not null,
  member_id bigint not null,
  id uuid not null,
  primary key (store_id, till_id, kind, number)
);

create table checkout.receipt (
  member_id bigint not null check (member_id <> 0),
  receipt_id uuid not null,
  store_id integer not null,
  till_id integer not null,
  number text not null,
  sold_at timestamptz not null,
  business_on date not null,
  recorded_at timestamptz not null,
  state text not null check (state in ('settled', 'partly-refunded', 'refunded', 'voided')),
  payable_cents bigint not null check (payable_cents >= 0),
  refunded_cents bigint not null check (refunded_cents between 0 and payable_cents),
  program_code text,
  program_version integer,
  staff text,
  promoter text,
  channel text not null,
  tenders jsonb not null,
  -- Which entries the receipt posted, by asset; and the effects that have no entry, with their reasons.
  postings jsonb not null,
  other_effects jsonb not null,
  primary key (member_id, receipt_id)
) with (fillfactor = 90);
create index receipt_by_day on checkout.receipt (business_on, store_id);
create index receipt_by_id on checkout.receipt (receipt_id);
create index receipt_of_member on checkout.receipt (member_id, sold_at desc) where member_id > 0;

create table checkout.receipt_line (
  member_id bigint not null,
  receipt_id uuid not null,
  line_number integer not null,
  sku text not null,
  name text not null,
  class text,
  brand text,
  kind text not null,
  units bigint not null check (units > 0),
  is_weighed boolean not null,
  unit_price_cents bigint not null check (unit_price_cents >= 0),
  gross_cents bigint not null check (gross_cents >= 0),
  manual_discount_cents bigint not null check (manual_discount_cents between 0 and gross_cents),
  manual_discount_reason text,
  level_discount_cents bigint not null check (level_discount_cents >= 0),
  points_discount_cents bigint not null check (points_discount_cents >= 0),
  payable_cents bigint not null check (payable_cents >= 0),
  tax_cents bigint not null check (tax_cents >= 0),
  cost_cents bigint,
  promoter text,
  attributes jsonb,
  is_unknown_goods boolean not null,
  -- Points earned and redeemed by this line, by asset.
  earned jsonb not null,
  redeemed jsonb not null,
  refunded_units bigint not null default 0,
  refunded_cents bigint not null default 0,
  primary key (member_id, receipt_id, line_number),
  constraint line_adds_up check (gross_cents - manual_discount_cents - level_discount_cents - points_discount_cents = payable_cents),
  constraint refund_is_covered check (refunded_units between 0 and units and refunded_cents between 0 and payable_cents)
) with (fillfactor = 90);

create table checkout.refund (
  member_id bigint not null,
  refund_id uuid not null,
  receipt_id uuid,
  store_id integer not null,
  till_id integer not null,
  number text not null,
  refunded_at timestamptz not null,
  business_on date not null,
  recorded_at timestamptz not null,
  refund_cents bigint not null check (refund_cents >= 0),
  is_void boolean not null,
  reason text,
  staff text,
  channel text not null,
  -- A refund without its receipt: what the cashier said about it. It moves no points and is shown as flagged.
  without_original jsonb,
  primary key (member_id, refund_id),
  constraint has_original_or_says_why check ((receipt_id is null) = (without_original is not null))
);
create index refund_of_receipt on checkout.refund (member_id, receipt_id);
create index refund_by_day on checkout.refund (business_on);

create table checkout.refund_line (
  member_id bigint not null,
  refund_id uuid not null,
  line_number integer not null,
  units bigint not null check (units > 0),
  refund_cents bigint not null check (refund_cents >= 0),
  primary key (member_id, refund_id, line_number)
);

-- Refunds that came before their sale. They are applied when it arrives, in its transaction.
create table checkout.waiting_refund (
  store_id integer not null,
  till_id integer not null,
  receipt_number text not null,
  refund_number text not null,
  request jsonb not null,
  caller jsonb not null,
  arrived_at timestamptz not null,
  -- Why it could not be applied when its sale arrived: somebody must look at it.
  problem jsonb,
  primary key (store_id, till_id, receipt_number, refund_number)
);

-- Sales per business day and store, for members and guests: deltas of batches and folded totals, as in the ledger.
create table checkout.sales_delta (
  sales_delta_id bigint generated always as identity primary key,
  business_on date not null,
  store_id integer not null,
  is_member boolean not null,
  receipts integer not null,
  payable_cents bigint not null,
  refunded_cents bigint not null
);
create table checkout.sales_total (
  business_on date not null,
  store_id integer not null,
  is_member boolean not null,
  receipts bigint not null,
  payable_cents bigint not null,
  refunded_cents bigint not null,
  primary key (business_on, store_id, is_member)
);
create view checkout.sales_day as
  select business_on, store_id, is_member, sum(receipts)::bigint as receipts, sum(payable_cents)::bigint as payable_cents, sum(refunded_cents)::bigint as refunded_cents
  from (select business_on, store_id, is_member, receipts, payable_cents, refunded_cents from checkout.sales_delta
        union all select business_on, store_id, is_member, receipts, payable_cents, refunded_cents from checkout.sales_total) as part
  group by business_on, store_id, is_member;
