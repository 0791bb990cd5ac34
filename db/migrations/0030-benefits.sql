-- What a level or the program gives besides points and prices: gifts issued on time, services counted in a year, and
-- what each of them cost.
create schema benefits;

-- One gift for one member and period. What could not be issued is kept with its reason, and tried again while it can be.
create table benefits.issue (
  member_id bigint not null,
  issue_id uuid not null,
  program_code text not null,
  program_version integer not null,
  benefit text not null,
  -- birthday/2026, month/2026-03, joining, level/gold.
  period text not null,
  name jsonb not null check (jsonb_typeof(name) = 'object'),
  gives jsonb not null check (jsonb_typeof(gives) = 'object'),
  -- given: it needs no use, as points do not.
  state text not null check (state in ('to-use', 'given', 'used', 'not-issued')),
  usable_from date not null,
  -- null: without end
  usable_through date,
  issued_at timestamptz not null,
  issued_on date not null,
  -- An error code that says why not.
  why_not text,
  cost_cents bigint,
  primary key (member_id, issue_id),
  unique (member_id, program_code, benefit, period),
  check ((state = 'not-issued') = (why_not is not null))
);
create index issue_on_day on benefits.issue (issued_on);

create table benefits.use (
  member_id bigint not null,
  use_id uuid not null,
  program_code text not null,
  benefit text not null,
  name jsonb not null check (jsonb_typeof(name) = 'object'),
  -- Of the gift that was used; null: a service.
  issue_id uuid,
  -- The calendar period that it counts in; null: it is not counted.
  period text,
  used_at timestamptz not null,
  used_on date not null,
  store_id integer,
  used_by text not null,
  note text,
  cost_cents bigint,
  undone_at timestamptz,
  undone_by text,
  undo_reason text,
  primary key (member_id, use_id),
  check ((undone_at is null) = (undo_reason is null))
);
create index use_of_member on benefits.use (member_id, used_at desc, use_id);
create index use_on_day on benefits.use (used_on);

-- How often a service was used in a calendar year or month.
create table benefits.counter (
  member_id bigint not null,
  program_code text not null,
  benefit text not null,
  period text not null,
  used integer not null check (used >= 0),
  primary key (member_id, program_code, benefit, period)
);

-- Months whose gifts everybody has been asked about.
create table benefits.round (
  program_code text not null,
  benefit text not null,
  period text not null,
  finished_at timestamptz not null,
  primary key (program_code, benefit, period)
);

create view benefits.published_issue as
  select member_id, program_code, benefit, period, state, issued_on, cost_cents from benefits.issue;
create view benefits.published_use as
  select member_id, program_code, benefit, used_on, store_id, cost_cents, undone_at is not null as is_undone from benefits.use;

-- What goods cost the shop, in 分, and from when on they may be sold; both null where nobody said.
alter table catalog.goods add column cost_cents bigint check (cost_cents >= 0), add column on_sale_at timestamptz;
