-- What members had for their points away from a receipt. What was taken is in the ledger; here is what was given for it.
create schema rewards;

create table rewards.redemption (
  member_id bigint not null,
  redemption_id uuid not null,
  program_code text not null,
  program_version integer not null,
  rule text not null,
  -- As the program called it then, in each language.
  name jsonb not null check (jsonb_typeof(name) = 'object'),
  times integer not null check (times > 0),
  asset text not null,
  asset_id smallint not null,
  points bigint not null check (points > 0),
  -- The entry that took the points: what goes back goes to the lots that it took from.
  entry_version bigint not null,
  gives jsonb not null check (jsonb_typeof(gives) = 'object'),
  state text not null check (state in ('given', 'to-hand-over', 'handed-over', 'cancelled')),
  store_id integer,
  channel text not null,
  redeemed_at timestamptz not null,
  redeemed_on date not null,
  redeemed_by text,
  finished_at timestamptz,
  finished_by text,
  cancel_reason text,
  primary key (member_id, redemption_id),
  check ((state = 'cancelled') = (cancel_reason is not null)),
  check ((state in ('handed-over', 'cancelled')) = (finished_at is not null)),
  -- Goods are handed over somewhere.
  check (state <> 'to-hand-over' or store_id is not null)
);
create index redemption_of_member on rewards.redemption (member_id, redeemed_at desc, redemption_id);
create index redemption_to_hand_over on rewards.redemption (store_id, redeemed_at) where state = 'to-hand-over';

create view rewards.published_redemption as
  select member_id, redemption_id, program_code, rule, times, asset, points, gives, state, store_id, redeemed_at, redeemed_on
  from rewards.redemption;
