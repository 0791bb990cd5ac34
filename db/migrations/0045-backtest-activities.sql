-- A back-test reads one day after the other, also of what no receipt tells: activities, and points that were added, taken
-- or given away by hand, with the end that they were given.
create index activity_by_day on activities.activity (happened_on);
create index entry_by_hand on ledger.entry (business_on) where kind in ('adjust', 'transfer-in', 'transfer-out');
create view ledger.published_by_hand as
  select e.member_id, a.program_code, a.code as asset, e.kind, e.amount, e.posted_at, e.business_on, l.expires_at,
    l.idle_period is not null as is_idle
  from ledger.entry e join ledger.asset a using (asset_id)
  left join ledger.lot l on l.member_id = e.member_id and l.asset_id = e.asset_id and l.lot_number = e.version
  where e.kind in ('adjust', 'transfer-in', 'transfer-out');
