-- What rules with a limit gave already. A period is a day, week, month or year by its first day, or life (0001-01-01).
create schema limits;

create table limits.used (
  member_id bigint not null,
  program_code text not null,
  -- A rule by its code, or an asset over all its rules: asset/points.
  scope text not null,
  period text not null check (period in ('day', 'week', 'month', 'year', 'life')),
  starts_on date not null,
  -- May fall below zero when a receipt comes back after its row was forgotten.
  points bigint not null,
  times integer not null,
  primary key (member_id, program_code, scope, period, starts_on)
);
create index used_ended on limits.used (starts_on) where period <> 'life';

-- What all members together got of a rule with a budget. Whoever spends locks the row: batches take turns.
create table limits.budget (
  program_code text not null,
  scope text not null,
  points bigint not null default 0,
  times bigint not null default 0,
  primary key (program_code, scope)
);
