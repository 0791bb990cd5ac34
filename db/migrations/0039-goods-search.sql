-- Goods are found by SKU, name, class, brand and by the sound of their name. Owned by src/server/modules/catalog.
-- null: not made yet; the background makes it, and until then the columns themselves are looked at.
alter table catalog.goods add column search_text text;
create index goods_without_search_text on catalog.goods (sku) where search_text is null;
create index goods_by_class on catalog.goods (class, sku);
