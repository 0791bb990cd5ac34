-- Goods by SKU. Owned by src/server/modules/catalog.

create schema if not exists catalog;

create table catalog.goods (
  sku text primary key,
  name text not null,
  class text,
  brand text,
  unit text not null default 'piece' check (unit in ('piece', 'gram')),
  kind text not null default 'goods' check (kind in ('goods', 'service', 'shipping', 'tip', 'gift-card', 'deposit')),
  -- False for goods that a till sold before anybody put them into the catalogue.
  is_listed boolean not null,
  first_seen_at timestamptz not null
);
-- "What have tills sold that we do not know?" is asked often and answered by few rows.
create index goods_not_listed on catalog.goods (sku) where not is_listed;
