-- What a back-test begins with or replays beyond points and levels: what limits gave already, coupons of receipts, and
-- how long points waited for what they wait for.

create view limits.published_used as
  select member_id, program_code, scope, period, starts_on, points, times from limits.used;
create view limits.published_budget as
  select program_code, scope, points, times from limits.budget;

-- Coupons that a receipt used, as the receipt tells it: a coupon that came back later names it no more.
create view checkout.published_coupon_use as
  select r.member_id, r.receipt_id, e.effect -> 'reasons' -> 0 ->> 'rule' as offer_code,
    (e.effect ->> 'amountCents')::bigint as off_cents
  from checkout.receipt r, jsonb_array_elements(r.other_effects) as e (effect)
  where r.member_id > 0 and e.effect ->> 'kind' = 'offer' and e.effect @> '{"reasons": [{"code": "coupon-used"}]}';
create view coupons.published_coupon as
  select member_id, coupon_id, program_code, program_version, offer_code, source, claimed_at, valid_from, valid_through,
    state, receipt_id
  from coupons.coupon;

-- Points that waited for an activity, since they were earned; usable_from is null while they wait.
create view ledger.published_wait as
  select l.member_id, a.program_code, a.code as asset, l.lot_number, l.pending_until, e.sold_at as earned_at, l.usable_from
  from ledger.lot l
  join ledger.asset a using (asset_id)
  join ledger.entry e on e.member_id = l.member_id and e.asset_id = l.asset_id and e.version = l.lot_number
  where l.pending_until is not null;
create or replace view ledger.published_open_lot as
  select l.member_id, a.program_code, a.code as asset, l.lot_number, l.remaining, l.expires_at,
    case when l.is_pending then l.usable_from end as usable_from, l.idle_period is not null as is_idle,
    case when l.is_pending then l.pending_until end as pending_until
  from ledger.lot l join ledger.asset a using (asset_id) where l.is_open;

-- What was issued, so that gifts that a draft changes can be told apart.
create or replace view benefits.published_issue as
  select member_id, program_code, benefit, period, state, issued_on, cost_cents, gives from benefits.issue;
