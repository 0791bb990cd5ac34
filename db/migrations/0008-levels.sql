-- Levels and what they are measured by. Owned by src/server/modules/levels.

create schema levels;

-- A member without a row has the lowest level of the track.
create table levels.state (
  member_id bigint not null,
  program_code text not null,
  track text not null,
  level text not null,
  -- Null: held since joining.
  reached_on date,
  review_on date,
  grace_through date,
  moves integer not null,
  primary key (member_id, program_code, track)
);
create index state_review on levels.state (review_on) where review_on is not null;

create table levels.move (
  member_id bigint not null,
  program_code text not null,
  track text not null,
  move_number integer not null check (move_number > 0),
  from_level text not null,
  -- Since when the level before was held, when it would have been reviewed, and its grace: a rise that is undone gives them back.
  from_reached_on date,
  from_review_on date,
  from_grace_through date,
  to_level text not null,
  cause text not null check (cause in ('receipt', 'refund', 'review', 'manual')),
  moved_on date not null,
  moved_at timestamptz not null,
  receipt_id uuid,
  program_version integer not null,
  reasons jsonb not null,
  primary key (member_id, program_code, track, move_number),
  check (from_level <> to_level)
);

-- What a member did on a day, under one program. Windows add these up and never look at receipts.
create table levels.day_bucket (
  member_id bigint not null,
  program_code text not null,
  day_on date not null,
  net_spend_cents bigint not null,
  visits integer not null,
  points_earned bigint not null,
  primary key (member_id, program_code, day_on)
) with (fillfactor = 80);

create function levels.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the history of levels is insert-only' using errcode = 'restrict_violation';
end
$$;
create trigger move_is_immutable before update or delete on levels.move for each row execute function levels.refuse_change();
create trigger move_is_not_emptied before truncate on levels.move for each statement execute function levels.refuse_change();
