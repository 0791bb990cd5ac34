-- A refund may wait at another till than the one that sold: its own number belongs to the till that gave it. Zero, in
-- rows of before, is the till that sold.
alter table checkout.waiting_refund
  add column refund_store_id integer not null default 0,
  add column refund_till_id integer not null default 0;
alter table checkout.waiting_refund drop constraint waiting_refund_pkey;
alter table checkout.waiting_refund
  add primary key (store_id, till_id, receipt_number, refund_store_id, refund_till_id, refund_number);
