-- Published program documents. Owned by src/server/modules/programs.

create schema programs;

-- A version never changes: a correction is a new version. It is in force until the next one of its program begins.
create table programs.version (
  program_code text not null,
  version integer not null check (version > 0),
  document text not null,
  in_force_from timestamptz not null,
  published_at timestamptz not null,
  published_by text not null,
  note text,
  primary key (program_code, version)
);

create function programs.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'published versions never change' using errcode = 'restrict_violation';
end
$$;
create trigger version_is_immutable before update or delete on programs.version
  for each row execute function programs.refuse_change();
