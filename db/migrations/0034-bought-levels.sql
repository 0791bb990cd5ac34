-- A level bought with points may end by itself, as a granted one does.
alter table levels.grant
  drop constraint grant_way_check,
  add constraint grant_way_check check (way in ('invitation', 'event', 'goods', 'points'));
