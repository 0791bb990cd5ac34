-- What members asked for and were refused, with the reason as code and values. The same once more within a clock hour is
-- counted on its row, which then tells the last of them; so nobody makes the table grow by asking again and again.
create schema refusals;

create table refusals.refusal (
  member_id bigint not null,
  refusal_id uuid not null,
  -- claim-coupon, redeem-reward, use-benefit …
  attempt text not null,
  -- Code of the rule, benefit, offer, level … that was asked for; null: it was not known yet.
  thing text,
  thing_name jsonb check (jsonb_typeof(thing_name) = 'object'),
  program_code text,
  program_version integer,
  code text not null,
  details jsonb not null check (jsonb_typeof(details) = 'object'),
  store_id integer,
  channel text not null,
  asked_by text not null,
  hour timestamptz not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  times integer not null check (times > 0),
  primary key (member_id, refusal_id),
  unique nulls not distinct (member_id, attempt, thing, program_code, code, hour)
);
create index refusal_last_at on refusals.refusal (last_at);

-- Who was refused to join is no member, and nothing of the person is kept: where, by which way, and why.
create table refusals.joining (
  refusal_id uuid primary key,
  thing text,
  thing_name jsonb check (jsonb_typeof(thing_name) = 'object'),
  program_code text,
  program_version integer,
  code text not null,
  details jsonb not null check (jsonb_typeof(details) = 'object'),
  store_id integer,
  channel text not null,
  asked_by text not null,
  hour timestamptz not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  times integer not null check (times > 0),
  unique nulls not distinct (store_id, thing, program_code, channel, code, hour)
);
create index joining_last_at on refusals.joining (last_at);
