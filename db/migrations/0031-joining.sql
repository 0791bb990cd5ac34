-- By which way of the program somebody joined; null: before there were ways, or where joining asks for nothing.
alter table members.member add column joining_way text;

-- Receipts that somebody joined with: each serves once, among all members. Lies by the receipt.
create table members.joining_receipt (
  receipt_id uuid primary key,
  member_id bigint not null
);

create or replace view members.published_member as
  select member_id, member_number, name, birthday, gender, home_store_id, source, joined_at, attributes, joining_way
  from members.member;
