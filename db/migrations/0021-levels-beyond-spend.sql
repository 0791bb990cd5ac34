-- Thresholds over several windows, of certain goods and of activities; levels that are granted, set and locked by hand.

-- What a member did on a day that only some programs count: spending and visits for certain goods, activities.
create table levels.day_measure (
  member_id bigint not null,
  program_code text not null,
  measure text not null,
  day_on date not null,
  amount bigint not null,
  primary key (member_id, program_code, measure, day_on)
) with (fillfactor = 80);

-- How far measures of certain goods have been counted from receipts that were there before them.
create table levels.measure_count (
  program_code text not null,
  measure text not null,
  begun_at timestamptz not null,
  -- Every member up to this one is counted.
  last_member_id bigint not null default 0,
  counted_at timestamptz,
  primary key (program_code, measure)
);

alter table levels.state
  -- The day on which time alone may raise the member; null where only a receipt can.
  add column rise_on date,
  -- Set by hand: neither rises nor falls through this day.
  add column locked_through date,
  -- How many levels the member was ever granted in this track.
  add column grants integer not null default 0;
create index state_rise on levels.state (rise_on) where rise_on is not null;

create table levels.grant (
  member_id bigint not null,
  program_code text not null,
  track text not null,
  grant_number integer not null check (grant_number > 0),
  level text not null,
  way text not null check (way in ('invitation', 'event', 'goods')),
  granted_on date not null,
  -- The last day; null: until it is taken back.
  through_on date,
  receipt_id uuid,
  -- Where the member stood before, to come back to.
  below_level text not null,
  below_reached_on date,
  below_review_on date,
  below_grace_through date,
  taken_back_on date,
  primary key (member_id, program_code, track, grant_number)
);

alter table levels.move
  add column staff text,
  -- Of a lock: its last day.
  add column through_on date,
  drop constraint move_cause_check,
  drop constraint move_check,
  add constraint move_cause_check check (cause in ('receipt', 'refund', 'review', 'manual', 'granted', 'grant-ended', 'locked', 'unlocked')),
  add constraint move_moves check (from_level <> to_level or cause in ('locked', 'unlocked'));
