-- Points and everything else that is owed to a member. Owned by src/server/modules/ledger.
-- Every table that belongs to a member has member_id in its primary key and in each unique constraint, so that the
-- whole schema can be distributed by it. There are no foreign keys on the hot path: check-ledger proves what they would.

create schema ledger;

create table ledger.asset (
  asset_id smallint generated always as identity primary key,
  program_code text not null,
  code text not null,
  kind text not null check (kind in ('points', 'money', 'count')),
  unique (program_code, code)
);

-- Whoever holds accounts: a member, or the bearer of a gift card (whose ids come from the same sequence).
-- Its row is the one lock of all that belongs to it.
create table ledger.owner (
  member_id bigint primary key,
  kind text not null default 'member' check (kind in ('member', 'bearer')),
  frozen_at timestamptz
);

-- The cache of a journal. posted = sum of entries = sum of lots - debt; it is negative only in debt.
create table ledger.account (
  member_id bigint not null,
  asset_id smallint not null,
  posted bigint not null,
  held bigint not null,
  debt bigint not null,
  version bigint not null,
  last_posted_at timestamptz not null,
  -- No open lot ends before this instant; it may be early (then a look corrects it), never late.
  next_expiry_at timestamptz not null,
  primary key (member_id, asset_id),
  constraint debt_is_not_negative check (debt >= 0),
  constraint lots_are_not_negative check (posted + debt >= 0),
  constraint held_is_covered check (held between 0 and posted + debt),
  constraint version_counts_up check (version > 0)
) with (fillfactor = 70);

-- One signed movement. Versions have no gaps: a lost update cannot hide.
create table ledger.entry (
  member_id bigint not null,
  asset_id smallint not null,
  version bigint not null,
  amount bigint not null,
  posted_after bigint not null,
  debt_change bigint not null,
  shortfall bigint not null,
  -- Points to be taken back that had expired in their own lot unused: they are gone already, and nobody owes them.
  lapsed bigint not null default 0,
  kind text not null,
  contra text not null,
  posted_at timestamptz not null,
  sold_at timestamptz not null,
  business_on date not null,
  recorded_at timestamptz not null default clock_timestamp(),
  store_id integer,
  till_id integer,
  staff text,
  channel text not null,
  receipt_id uuid,
  line_number integer,
  refund_id uuid,
  reverses_version bigint,
  program_version integer,
  reasons jsonb not null,
  primary key (member_id, asset_id, version),
  constraint kind_is_known check (kind in ('earn', 'redeem', 'take-back', 'give-back', 'expire', 'settle-debt', 'adjust', 'opening')),
  constraint sign_fits_kind check (case
    when kind in ('earn', 'give-back', 'opening') then amount > 0
    when kind in ('redeem', 'expire') then amount < 0
    when kind = 'take-back' then amount <= 0 and amount - shortfall - lapsed < 0
    when kind = 'settle-debt' then amount = 0 and debt_change < 0
    else amount <> 0 end),
  constraint shortfall_is_a_count check (shortfall >= 0),
  constraint lapsed_is_of_a_take_back check (lapsed >= 0 and (lapsed = 0 or kind = 'take-back')),
  constraint version_counts_up check (version > 0)
);

-- A receipt moves an asset once in each way, and so does each of its refunds.
create unique index entry_moves_once on ledger.entry (member_id, asset_id, receipt_id, refund_id, kind) nulls not distinct
  where receipt_id is not null and kind in ('earn', 'redeem', 'take-back', 'give-back');

-- What was granted together. lot_number is the version of the entry that granted it.
create table ledger.lot (
  member_id bigint not null,
  asset_id smallint not null,
  lot_number bigint not null,
  granted bigint not null,
  remaining bigint not null,
  held bigint not null,
  expires_at timestamptz,
  funding text not null check (funding in ('purchase', 'gift', 'partner', 'top-up-principal', 'top-up-bonus')),
  deferred_cents bigint not null check (deferred_cents >= 0),
  program_version integer,
  is_open boolean not null,
  primary key (member_id, asset_id, lot_number),
  constraint remaining_is_covered check (remaining between 0 and granted),
  constraint held_is_covered check (held between 0 and remaining),
  constraint open_means_left check (is_open = (remaining > 0)),
  constraint granted_is_positive check (granted > 0)
) with (fillfactor = 80);
create index lot_open on ledger.lot (member_id, asset_id, expires_at, lot_number) where is_open;
create index lot_due on ledger.lot (expires_at) where is_open;

-- Which lots an entry drew on or filled. The sum over an entry is its amount plus its debt_change.
create table ledger.lot_move (
  member_id bigint not null,
  asset_id smallint not null,
  version bigint not null,
  lot_number bigint not null,
  amount bigint not null check (amount <> 0),
  primary key (member_id, asset_id, version, lot_number)
);

-- Points set aside for one receipt. A hold names its lots: expiry cannot steal them.
create table ledger.hold (
  member_id bigint not null,
  hold_id uuid not null,
  asset_id smallint not null,
  amount bigint not null check (amount > 0),
  ends_at timestamptz not null,
  state text not null check (state in ('open', 'captured', 'released')),
  primary key (member_id, hold_id, asset_id)
);
create index hold_open on ledger.hold (ends_at) where state = 'open';

create table ledger.hold_lot (
  member_id bigint not null,
  hold_id uuid not null,
  asset_id smallint not null,
  lot_number bigint not null,
  amount bigint not null check (amount > 0),
  primary key (member_id, hold_id, asset_id, lot_number)
);

-- Movements by hand. Above a limit a second person decides.
create table ledger.adjustment (
  member_id bigint not null,
  adjustment_id uuid not null,
  asset_id smallint not null,
  points bigint not null check (points <> 0),
  reason text not null check (length(reason) >= 3),
  expires_on date,
  state text not null check (state in ('posted', 'waiting', 'declined')),
  asked_by text not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  version bigint,
  primary key (member_id, adjustment_id),
  constraint second_person check (decided_by is null or decided_by <> asked_by),
  constraint posted_has_entry check ((state = 'posted') = (version is not null))
);
create index adjustment_waiting on ledger.adjustment (asked_at) where state = 'waiting';

-- What each batch added per business day, store, asset and contra: no row that two batches share, so nothing waits.
-- The background process folds it into day_total; the roll-up is the sum of both.
create table ledger.day_delta (
  day_delta_id bigint generated always as identity primary key,
  business_on date not null,
  store_id integer not null,
  asset_id smallint not null,
  contra text not null,
  entries integer not null,
  amount bigint not null
);
create table ledger.day_total (
  business_on date not null,
  store_id integer not null,
  asset_id smallint not null,
  contra text not null,
  entries bigint not null,
  amount bigint not null,
  primary key (business_on, store_id, asset_id, contra)
);
create view ledger.day_rollup as
  select business_on, store_id, asset_id, contra, sum(entries)::bigint as entries, sum(amount)::bigint as amount
  from (select business_on, store_id, asset_id, contra, entries, amount from ledger.day_delta
        union all select business_on, store_id, asset_id, contra, entries, amount from ledger.day_total) as part
  group by business_on, store_id, asset_id, contra;

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is insert-only' using errcode = 'restrict_violation';
end
$$;
create trigger entry_is_immutable before update or delete on ledger.entry for each row execute function ledger.refuse_change();
create trigger entry_is_not_emptied before truncate on ledger.entry for each statement execute function ledger.refuse_change();
create trigger lot_move_is_immutable before update or delete on ledger.lot_move for each row execute function ledger.refuse_change();
create trigger lot_move_is_not_emptied before truncate on ledger.lot_move for each statement execute function ledger.refuse_change();

-- The part of a lot that never changes once granted.
create function ledger.refuse_other_terms() returns trigger language plpgsql as $$
begin
  if new.granted is distinct from old.granted or new.funding is distinct from old.funding
     or new.program_version is distinct from old.program_version or new.deferred_cents is distinct from old.deferred_cents then
    raise exception 'the terms of a lot are fixed' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger lot_keeps_its_terms before update on ledger.lot for each row execute function ledger.refuse_other_terms();
