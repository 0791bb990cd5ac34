-- What a back-test from today on begins with, beyond one ladder and points that can be used at once.

create or replace view ledger.published_open_lot as
  select l.member_id, a.program_code, a.code as asset, l.lot_number, l.remaining, l.expires_at,
    case when l.is_pending then l.usable_from end as usable_from, l.idle_period is not null as is_idle
  from ledger.lot l join ledger.asset a using (asset_id) where l.is_open;
create or replace view levels.published_state as
  select member_id, program_code, track, level, review_on, grace_through, reached_on, rise_on, locked_through, grants
  from levels.state;
create view levels.published_grant as
  select member_id, program_code, track, grant_number, level, way, granted_on, through_on,
    below_level, below_reached_on, below_review_on, below_grace_through
  from levels.grant where taken_back_on is null;
create view levels.published_day_measure as
  select member_id, program_code, measure, day_on, amount from levels.day_measure;

-- What no receipt tells: coupons and what they took off.
create view coupons.published_use as
  select member_id, program_code, offer_code, receipt_id, used_at, off_cents from coupons.coupon where state = 'used';
