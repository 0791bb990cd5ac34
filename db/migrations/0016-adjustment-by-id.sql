-- A decision names its adjustment and nothing else; whose it is, is looked up here.
create index adjustment_by_id on ledger.adjustment (adjustment_id);
