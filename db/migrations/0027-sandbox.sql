-- The sandbox: a second database of the same server, with a clock that is moved by hand. Owned by src/server/sandbox.

create schema sandbox;

-- In the shop's database: what was asked for, and how far it is. Without a row nobody ever asked.
create table sandbox.room (
  only_row boolean primary key default true check (only_row),
  -- Counts up with each opening, reset and removal, so that work for an older wish never answers a newer one.
  request_number integer not null check (request_number > 0),
  is_wanted boolean not null,
  contents text not null check (contents in ('empty', 'members')),
  state text not null check (state in ('waiting', 'making', 'open', 'closed', 'failed')),
  asked_at timestamptz not null,
  -- Where its process listens, while it is open.
  port integer,
  problem text
);

-- In the sandbox's own database, and nowhere else: a row here is what makes a database a sandbox.
create table sandbox.clock (
  only_row boolean primary key default true check (only_row),
  at timestamptz not null,
  -- The instant outside since which the clock runs on from `at`; null while it stands.
  runs_since timestamptz,
  -- Whether it runs on wherever it arrives.
  runs boolean not null,
  -- The last day whose daily work is done; the work of each later day is still to come.
  worked_through date not null,
  -- Where it is on its way to, and where it came from.
  left_at timestamptz,
  target_at timestamptz,
  contents text not null check (contents in ('empty', 'members')),
  is_filled boolean not null,
  check ((left_at is null) = (target_at is null))
);

-- What the passing days brought. Facts, not sentences: those are made when somebody reads them, in any language.
create table sandbox.diary (
  line_number bigint generated always as identity primary key,
  day_on date not null,
  facts jsonb not null
);
