-- Files of other systems on their way in. Owned by src/server/modules/imports.

create schema imports;

-- One row per content of a file and meaning of its columns: importing the same file again goes on, or does nothing.
create table imports.run (
  run_id integer generated always as identity primary key,
  kind text not null check (kind in ('members', 'receipts')),
  file_hash text not null,
  mapping_hash text not null,
  file_name text not null,
  -- Names the one run that is looked up without its file: "demo".
  label text unique,
  -- Whole days by which every time of the file was moved.
  shift_days integer not null,
  done_through_line integer not null,
  counts jsonb not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  unique (kind, file_hash, mapping_hash)
);

-- Why a row was not taken. The row itself stays in its file, from which the file of rejects is made.
create table imports.rejected_row (
  run_id integer not null references imports.run,
  line_number integer not null,
  code text not null,
  sentence_zh text not null,
  sentence_en text not null,
  primary key (run_id, line_number)
);

-- A receipt as a file told it, waiting for its replay. A number of a till is there once, whatever file it came from.
create table imports.receipt (
  store_code text not null,
  till_code text not null,
  number text not null,
  run_id integer not null references imports.run,
  kind text not null check (kind in ('sale', 'refund')),
  sold_at timestamptz not null,
  last_sold_at timestamptz not null,
  member jsonb,
  -- In the order of the file; `at` is the line of the file.
  lines jsonb not null,
  -- Of a refund: which lines of which sales come back, and what no sale was found for.
  returns jsonb,
  broken_code text,
  broken_line integer,
  state text not null default 'pending' check (state in ('pending', 'settled', 'known', 'refused')),
  reason text,
  primary key (store_code, till_code, number)
);
-- The replay walks along this, oldest first; at one instant sales go before refunds.
create index receipt_pending on imports.receipt (sold_at, kind desc, store_code, till_code, number) where state = 'pending';
create index receipt_broken on imports.receipt (run_id) where broken_code is not null;
create index receipt_refund on imports.receipt (run_id) where kind = 'refund';
