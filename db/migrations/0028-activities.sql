-- What members do besides buying: a check-in, a review, a referral, a survey; and joining and birthdays, which bring
-- points as activities do.
create schema activities;

create table activities.activity (
  member_id bigint not null,
  activity_id uuid not null,
  code text not null,
  happened_at timestamptz not null,
  happened_on date not null,
  recorded_at timestamptz not null,
  store_id integer,
  channel text not null,
  recorded_by text,
  -- Whoever reports it may name it: the same thing is then counted once, whatever key the request had.
  reference text,
  program_code text,
  program_version integer,
  effects jsonb not null check (jsonb_typeof(effects) = 'array'),
  primary key (member_id, activity_id)
);
create unique index activity_once on activities.activity (member_id, code, reference) where reference is not null;
create index activity_of_member on activities.activity (member_id, happened_at desc, activity_id);

create view activities.published_activity as
  select member_id, activity_id, code, happened_at, happened_on, store_id, channel, program_code from activities.activity;

create function activities.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what happened does not change' using errcode = 'restrict_violation';
end
$$;
create trigger activity_is_immutable before update or delete on activities.activity
  for each row execute function activities.refuse_change();


-- Whose birthday it is: by month and day, so that a day's birthdays are found among millions.
create index member_birthday on members.member (
  (extract(month from birthday)::int * 100 + extract(day from birthday)::int), member_id
) where birthday is not null;
