-- Idempotency, outbox and the check of the key file. Owned by src/server/platform.

create schema if not exists platform;

-- One row per key that a caller ever used in the last 90 days. The key alone decides; answers lie beside it.
create table platform.idempotency_key (
  caller text not null,
  key text not null,
  request_hash bytea not null,
  created_on date not null,
  primary key (caller, key)
);
create index idempotency_key_created on platform.idempotency_key (created_on);

-- The first answer to each key, byte for byte. Partitioned by day, so that forgetting a day is dropping a table.
create table platform.idempotency_answer (
  created_on date not null,
  caller text not null,
  key text not null,
  status smallint not null check (status between 200 and 499),
  body text not null,
  primary key (created_on, caller, key)
) partition by range (created_on);
create table platform.idempotency_answer_rest partition of platform.idempotency_answer default;

-- What modules announce, in the same transaction as what happened. Delivered rows are deleted; no cursor can overtake a late commit.
create table platform.outbox (
  outbox_id bigint generated always as identity primary key,
  topic text not null,
  payload_version smallint not null,
  payload jsonb not null,
  occurred_at timestamptz not null,
  attempts smallint not null default 0,
  next_attempt_at timestamptz not null default '-infinity',
  last_error text
);
create index outbox_due on platform.outbox (next_attempt_at, outbox_id);

-- Events that a reaction refused ten times: kept for people, never dropped.
create table platform.outbox_stuck (
  outbox_id bigint primary key,
  topic text not null,
  payload_version smallint not null,
  payload jsonb not null,
  occurred_at timestamptz not null,
  last_error text not null
);

-- A fingerprint of the key file. A server with another key refuses to start.
create table platform.key_check (
  only_row boolean primary key default true check (only_row),
  fingerprint bytea not null
);

-- That the first start was finished: organisation, program and (if wanted) the demo shop are there.
create table platform.first_run (
  only_row boolean primary key default true check (only_row),
  with_demo boolean not null,
  finished_at timestamptz not null
);
