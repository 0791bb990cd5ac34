-- Which version is in force where and from when, and the way that a change takes to get there.

-- One decision to let a version rule: everywhere (store_codes null) or in chosen stores. The version in force in a store
-- at an instant is that of the last release, by in_force_from and then number, that covers the store and is not
-- cancelled. Nobody acts at the instant itself.
create table programs.release (
  program_code text not null,
  number integer not null check (number > 0),
  version integer not null,
  kind text not null check (kind in ('full', 'canary', 'rollback', 'cancel')),
  store_codes text[] check (cardinality(store_codes) > 0),
  in_force_from timestamptz not null,
  -- A release that has not begun can be cancelled, once.
  cancels integer,
  released_at timestamptz not null,
  released_by text not null,
  approved_by text,
  -- Nobody else could have approved; the history says so.
  is_approved_alone boolean not null default false,
  change_id uuid,
  note text,
  primary key (program_code, number),
  foreign key (program_code, version) references programs.version,
  foreign key (program_code, cancels) references programs.release,
  unique (program_code, cancels),
  check ((kind = 'cancel') = (cancels is not null)),
  check (kind <> 'full' or store_codes is null),
  check (kind <> 'canary' or store_codes is not null)
);

insert into programs.release (program_code, number, version, kind, in_force_from, released_at, released_by, note)
select program_code, row_number() over (partition by program_code order by version), version, 'full', in_force_from,
  published_at, published_by, note
from programs.version;

create function programs.refuse_release_change() returns trigger language plpgsql as $$
begin
  raise exception 'releases are insert-only' using errcode = 'restrict_violation';
end
$$;
create trigger release_is_immutable before update or delete on programs.release
  for each row execute function programs.refuse_release_change();
create trigger release_is_not_emptied before truncate on programs.release
  for each statement execute function programs.refuse_release_change();

-- A process of the release before knows versions only: what it publishes is in force everywhere, as it always was.
create function programs.release_whole_version() returns trigger language plpgsql as $$
begin
  if not exists (
    select from programs.release where program_code = new.program_code and version = new.version
  ) then
    insert into programs.release (program_code, number, version, kind, in_force_from, released_at, released_by, note)
    select new.program_code, coalesce(max(number), 0) + 1, new.version, 'full', new.in_force_from, new.published_at,
      new.published_by, new.note
    from programs.release where program_code = new.program_code;
  end if;
  return null;
end
$$;
create constraint trigger version_is_released after insert on programs.version
  deferrable initially deferred for each row execute function programs.release_whole_version();

-- What somebody wants to change, and what another person said to it.
create table programs.change_request (
  change_id uuid primary key,
  program_code text not null,
  document text not null,
  -- Null: at once when it is approved.
  in_force_from timestamptz,
  -- Null: every store of the program.
  store_codes text[] check (cardinality(store_codes) > 0),
  why text not null,
  state text not null check (state in ('draft', 'requested', 'released', 'declined', 'withdrawn')),
  -- The last release of the program that the author had seen; 0 for a new program.
  base_release integer not null check (base_release >= 0),
  asked_by text not null,
  asked_by_name text not null,
  created_at timestamptz not null,
  asked_at timestamptz,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  decline_reason text,
  -- SHA-256 of the text that was approved.
  approved_hash text,
  is_approved_alone boolean not null default false,
  release_number integer,
  foreign key (program_code, release_number) references programs.release,
  check (state = 'draft' or state = 'withdrawn' or (asked_at is not null and length(btrim(why)) >= 3)),
  check (state in ('draft', 'requested') or (decided_by is not null and decided_at is not null)),
  check (state <> 'declined' or length(btrim(decline_reason)) >= 3),
  constraint another_person_approves check (state <> 'released' or decided_by <> asked_by or is_approved_alone),
  constraint what_was_approved_is_released check (
    state <> 'released'
    or (release_number is not null and approved_hash is not null
        and approved_hash = encode(sha256(convert_to(document, 'UTF8')), 'hex'))
  )
);
create index change_request_of_program on programs.change_request (program_code, created_at);

create function programs.refuse_change_of_decided() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state in ('released', 'declined', 'withdrawn') then
    raise exception 'a decided change request never changes' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger decided_change_is_immutable before update or delete on programs.change_request
  for each row execute function programs.refuse_change_of_decided();
