-- The terms of points travel with their lot: since when it can be used, and what keeps it from ending.

-- Pending points. usable_from is the instant at which a lot could be used, known beforehand or noted when the activity
-- that it waits for was reported; null with pending_until: nobody knows yet. is_pending: the account still counts it so.
alter table ledger.lot
  add column usable_from timestamptz,
  add column pending_until text,
  add column is_pending boolean not null default false,
  -- Ending by inactivity: so long after kept_on, the last day on which anything of kept_by (codes, by comma) happened.
  add column idle_period text,
  add column kept_by text,
  add column kept_on date,
  add constraint pending_is_not_held check (not is_pending or (held = 0 and remaining > 0)),
  add constraint pending_has_its_term check (not is_pending or usable_from is not null or pending_until is not null),
  add constraint idle_terms_are_whole check ((idle_period is null) = (kept_by is null) and (idle_period is null) = (kept_on is null));
create index lot_pending on ledger.lot (member_id, asset_id, usable_from) where is_pending;
create index lot_ripe on ledger.lot (usable_from) where is_pending;

alter table ledger.account
  -- What lies in pending lots.
  add column pending bigint not null default 0,
  -- No pending lot becomes usable before this instant, but for those that wait for an activity.
  add column next_usable_at timestamptz,
  -- The last day of each thing that keeps points, by its code; null while no lot ends by inactivity.
  add column kept jsonb,
  add constraint pending_is_covered check (pending between 0 and posted + debt - held);

create or replace function ledger.refuse_other_terms() returns trigger language plpgsql as $$
begin
  if new.granted is distinct from old.granted or new.funding is distinct from old.funding
     or new.program_version is distinct from old.program_version or new.deferred_cents is distinct from old.deferred_cents
     or new.pending_until is distinct from old.pending_until or new.idle_period is distinct from old.idle_period
     or new.kept_by is distinct from old.kept_by then
    raise exception 'the terms of a lot are fixed' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
drop trigger lot_keeps_its_terms on ledger.lot;
create trigger lot_keeps_its_terms
  before update of granted, funding, program_version, deferred_cents, pending_until, idle_period, kept_by on ledger.lot
  for each row execute function ledger.refuse_other_terms();
