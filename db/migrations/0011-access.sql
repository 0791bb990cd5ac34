-- Second factors, sessions that end when nobody works, and counters that hold over every web process.

-- What may happen once: nonces of tills and codes of second factors. Only fingerprints; unlogged, because it costs half
-- of the writing and a crash of the database loses minutes at most, in which Idempotency-Keys still hold.
create unlogged table platform.used_mark (
  mark bytea primary key,
  ends_at timestamptz not null
);
create index used_mark_ends on platform.used_mark (ends_at);

-- How often something was tried within a window. Only fingerprints of who tried.
create unlogged table platform.rate_limit (
  name bytea primary key,
  count integer not null,
  ends_at timestamptz not null
);
create index rate_limit_ends on platform.rate_limit (ends_at);
