-- Who looks up phones, what people in charge should see, and what one person gives by hand in a day.

-- The phones that a caller looked up within the last hour, as their blind index. Unlogged: it answers "how many", and a
-- crash of the database costs one hour of that answer.
create unlogged table members.phone_look_up (
  caller text not null,
  key_hash bytea not null,
  looked_up_at timestamptz not null,
  primary key (caller, key_hash)
);
create index phone_look_up_at on members.phone_look_up (looked_up_at);

create schema alerts;

-- One row per alarm. It names who did something and how often, never whose data it was about.
create table alerts.alert (
  alert_id uuid primary key,
  kind text not null check (kind in ('phone-look-ups-in-vain', 'phone-look-ups-many')),
  caller_id text not null,
  caller_name text not null,
  count integer not null check (count > 0),
  minutes integer not null check (minutes > 0),
  raised_at timestamptz not null,
  acknowledged_by text,
  acknowledged_by_name text,
  acknowledged_at timestamptz,
  check ((acknowledged_at is null) = (acknowledged_by is null)),
  check ((acknowledged_at is null) = (acknowledged_by_name is null))
);
-- An event that is delivered again raises no second alert.
create unique index alert_once on alerts.alert (caller_id, kind, raised_at);
create index alert_raised on alerts.alert (raised_at desc, alert_id);

-- What somebody gave by hand lately counts toward their limit.
create index adjustment_asked on ledger.adjustment (asked_by, asset_id, asked_at);
