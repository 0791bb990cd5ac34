-- What offers take off a line, and coupons: rights to an offer that a member holds. Coupons are owned by
-- src/server/modules/coupons.

alter table checkout.receipt_line
  add column offer_discount_cents bigint not null default 0 check (offer_discount_cents >= 0);
alter table checkout.receipt_line drop constraint line_adds_up;
-- Lines of before have no offers and were checked by the constraint of before: nothing to read again.
alter table checkout.receipt_line add constraint line_adds_up check (
  gross_cents - manual_discount_cents - offer_discount_cents - level_discount_cents - points_discount_cents = payable_cents
) not valid;

create schema coupons;

-- One right of one member, under the terms of the version it was claimed under. That it has ended is known from its
-- days, that it is set aside from held_until: neither needs anybody to write it down.
create table coupons.coupon (
  member_id bigint not null,
  coupon_id uuid not null,
  program_code text not null,
  program_version integer not null,
  offer_code text not null,
  source text not null check (source in ('claimed', 'issued', 'code')),
  -- What the member shows at the till. Null where a shared code or none brought it.
  code text,
  claimed_at timestamptz not null,
  valid_from date not null,
  -- Included. Null: for ever.
  valid_through date,
  state text not null check (state in ('open', 'used', 'cancelled')),
  hold_id uuid,
  held_until timestamptz,
  receipt_id uuid,
  used_at timestamptz,
  off_cents bigint check (off_cents >= 0),
  primary key (member_id, coupon_id),
  constraint hold_has_end check ((hold_id is null) = (held_until is null)),
  constraint used_on_a_receipt check ((state = 'used') = (receipt_id is not null and used_at is not null and off_cents is not null))
) with (fillfactor = 80);
create index coupon_of_offer on coupons.coupon (program_code, offer_code, state);

-- Codes by what is typed or scanned, so that one code is one right wherever members lie. A code of a batch belongs to
-- nobody until it is claimed; a shared one is claimed by many and belongs to none of them.
create table coupons.code (
  code_hash bytea primary key check (length(code_hash) = 32),
  code text not null,
  program_code text not null,
  offer_code text not null,
  kind text not null check (kind in ('personal', 'shared', 'batch')),
  batch_id uuid,
  member_id bigint,
  coupon_id uuid,
  made_at timestamptz not null,
  constraint batch_has_id check ((kind = 'batch') = (batch_id is not null)),
  constraint owner_has_coupon check ((member_id is null) = (coupon_id is null))
);
create index code_of_batch on coupons.code (batch_id, code_hash) where batch_id is not null;
create index shared_code_of_offer on coupons.code (program_code, offer_code) where kind = 'shared';

-- Codes that are made in the background.
create table coupons.batch (
  batch_id uuid primary key,
  program_code text not null,
  offer_code text not null,
  note text not null,
  wanted integer not null check (wanted between 1 and 1000000),
  made integer not null default 0 check (made between 0 and wanted),
  state text not null check (state in ('making', 'made', 'cancelled')),
  staff text,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index batch_in_the_making on coupons.batch (created_at) where state = 'making';

-- How many of an offer were given, counted where the limit is kept. period: 'in all', or a day.
create table coupons.tally (
  program_code text not null,
  offer_code text not null,
  period text not null,
  given bigint not null default 0 check (given >= 0),
  -- The most that those given can cost, for a limit in money.
  promised_cents bigint not null default 0 check (promised_cents >= 0),
  primary key (program_code, offer_code, period)
) with (fillfactor = 50);

create table coupons.member_tally (
  member_id bigint not null,
  program_code text not null,
  offer_code text not null,
  given bigint not null default 0 check (given >= 0),
  primary key (member_id, program_code, offer_code)
) with (fillfactor = 80);

-- What offers took off, per day: deltas of batches, folded in the background.
create table coupons.offer_delta (
  delta_id bigint generated always as identity primary key,
  business_on date not null,
  program_code text not null,
  offer_code text not null,
  uses integer not null,
  off_cents bigint not null
);
create table coupons.offer_total (
  business_on date not null,
  program_code text not null,
  offer_code text not null,
  uses bigint not null,
  off_cents bigint not null,
  primary key (program_code, offer_code, business_on)
);
