-- A colleague's word may also decide a request to join: the row then names the request that it served, and no receipt.
alter table approvals.approval
  add column request_id uuid,
  drop constraint approval_check,
  add constraint approval_served check ((used_at is null) = (num_nonnulls(receipt_id, request_id) = 0));
