-- Who did what, and who looked at whom. Owned by src/server/modules/audit.

create schema if not exists audit;

-- The trail of this database. Its id is part of the first seal and of the name of the head file.
create table audit.trail (
  only_row boolean primary key default true check (only_row),
  trail_id uuid not null
);
insert into audit.trail (trail_id) values (pg_catalog.gen_random_uuid());

-- One deed: never personal data themselves, only the public number of the member whom it is about.
create table audit.record (
  record_id bigint generated always as identity primary key,
  at timestamptz not null,
  -- "server" is a command at the server itself, "nobody" whoever failed to sign in.
  caller_kind text not null check (caller_kind in ('staff', 'till', 'key', 'server', 'nobody')),
  caller_id text not null,
  address text not null,
  request_id text not null,
  action text not null,
  member_number text,
  -- Such as "receipt/0198…" or "store/S01".
  thing text,
  store_id integer,
  -- How many members an answer showed.
  shown_members integer,
  outcome text not null check (outcome in ('done', 'refused', 'repeated', 'failed')),
  code text
);
create index record_at on audit.record (at, record_id);
create index record_member on audit.record (member_number, at, record_id) where member_number is not null;
create index record_caller on audit.record (caller_id, at, record_id);
create index record_action on audit.record (action, at, record_id);

-- What waits for its seal. Whoever writes a record puts it here too, so that a late commit is not passed over.
create table audit.unsealed (record_id bigint primary key);

-- The chain: numbers without gaps, each hash over the record and the hash before it. Kept apart from the records, so
-- that no record is ever changed.
create table audit.seal (
  number bigint primary key check (number > 0),
  record_id bigint not null unique references audit.record,
  hash bytea not null
);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is insert-only' using errcode = 'restrict_violation';
end
$$;
create trigger record_is_immutable before update or delete on audit.record for each row execute function audit.refuse_change();
create trigger record_is_not_emptied before truncate on audit.record for each statement execute function audit.refuse_change();
create trigger seal_is_immutable before update or delete on audit.seal for each row execute function audit.refuse_change();
create trigger seal_is_not_emptied before truncate on audit.seal for each statement execute function audit.refuse_change();
create trigger trail_is_immutable before update or delete on audit.trail for each row execute function audit.refuse_change();
create trigger trail_is_not_emptied before truncate on audit.trail for each statement execute function audit.refuse_change();
