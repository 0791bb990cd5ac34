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

-- Levels that staff set, locked, unlocked or gave by invitation. Who stood higher already has no move to tell the instant.
create index move_by_hand on levels.move (moved_on) where cause in ('manual', 'locked', 'unlocked');
create index grant_by_invitation on levels.grant (granted_on) where way = 'invitation';
create view levels.published_by_hand as
  select member_id, program_code, cause as deed, to_level as level, through_on, moved_on as done_on, moved_at as done_at
  from levels.move where cause in ('manual', 'locked', 'unlocked')
  union all
  select g.member_id, g.program_code, 'invited', g.level, g.through_on, g.granted_on, (
    select min(m.moved_at) from levels.move m
    where m.member_id = g.member_id and m.program_code = g.program_code and m.track = g.track and m.cause = 'granted'
      and m.moved_on = g.granted_on and m.to_level = g.level)
  from levels.grant g where g.way = 'invitation';
