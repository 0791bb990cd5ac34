create schema approvals;

-- A colleague's word on one act at a till. Whoever has the token may use it once, within minutes; here lies only its hash.
-- The receipt and the audit trail keep who it was; rows go a day after their end.
create table approvals.approval (
  approval_id uuid primary key,
  token_hash bytea not null unique,
  act text not null,
  store_id integer not null,
  till_id integer not null,
  -- Whoever stands at the till, as idempotency keys name callers.
  asked_by text not null,
  -- Keyed fingerprint of what was approved: goods, prices, the member, the reason.
  basket bytea not null,
  approver_id uuid not null,
  ends_at timestamptz not null,
  used_at timestamptz,
  receipt_id uuid,
  check ((used_at is null) = (receipt_id is null))
);
create index approval_ends on approvals.approval (ends_at);
