-- The segments that a member is in, by code: rules that earn or price by segment read them here, on the member, and ask
-- nobody. Whoever decides about segments writes them.
alter table members.member add column segments text[] not null default '{}';
