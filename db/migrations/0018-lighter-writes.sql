-- Answers are kept as they are: trying to compress two kilobytes costs more than the bytes it saves.
alter table platform.idempotency_answer alter column body set storage external;
do $$
declare part regclass;
begin
  for part in select inhrelid::regclass from pg_inherits where inhparent = 'platform.idempotency_answer'::regclass loop
    execute format('alter table %s alter column body set storage external', part);
    execute format('alter table %s set (toast_tuple_target = 8160)', part);
  end loop;
end
$$;
