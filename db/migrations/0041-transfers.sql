-- Points that a member gives to another: one entry that takes, and one that grants for each lot that moved.

alter table ledger.entry
  drop constraint kind_is_known,
  drop constraint sign_fits_kind;
-- Both allow all that they allowed before, so what is there needs no look.
alter table ledger.entry
  add constraint kind_is_known check (kind in ('earn', 'redeem', 'take-back', 'give-back', 'expire', 'settle-debt', 'adjust', 'opening', 'transfer-out', 'transfer-in')) not valid,
  add constraint sign_fits_kind check (case
    when kind in ('earn', 'give-back', 'opening', 'transfer-in') then amount > 0
    when kind in ('redeem', 'expire', 'transfer-out') then amount < 0
    when kind = 'take-back' then amount <= 0 and amount - shortfall - lapsed < 0
    when kind = 'settle-debt' then amount = 0 and debt_change < 0
    else amount <> 0 end) not valid;

-- The sides of each transfer lie with their members; the entry has its own version. Their amounts add up to nothing.
create table ledger.transfer (
  member_id bigint not null,
  asset_id smallint not null,
  version bigint not null,
  transfer_id uuid not null,
  other_member_id bigint not null,
  amount bigint not null,
  given_on date not null,
  reason text not null,
  asked_by text not null,
  asked_by_name text not null,
  primary key (member_id, asset_id, version),
  constraint somebody_else check (other_member_id <> member_id),
  constraint something_moves check (amount <> 0)
);
-- What a member gave within a period, for the limit.
create index transfer_given on ledger.transfer (member_id, asset_id, given_on) where amount < 0;

create trigger transfer_is_immutable before update or delete on ledger.transfer for each row execute function ledger.refuse_change();
create trigger transfer_is_not_emptied before truncate on ledger.transfer for each statement execute function ledger.refuse_change();
