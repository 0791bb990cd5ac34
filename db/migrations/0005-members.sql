-- Members, what they are recognised by, their cards and consents. Owned by src/server/modules/members.
-- Sharding rule: member_id is in each primary key and unique constraint; what must be unique across members goes
-- through members.identity, which is distributed by its own key.

create schema if not exists members;

-- Also feeds the bearers of gift cards, so that an owner of accounts has one number whatever it is.
create sequence members.member_id as bigint;

create table members.member (
  member_id bigint primary key,
  member_number text not null,
  name text not null,
  -- Every word that a search for a part of the name may begin with: its endings, in characters, pinyin and initials.
  search_words tsvector not null,
  -- Sealed by platform/cipher.ts; the place is "members.member.phone <member_id>".
  phone_sealed bytea,
  phone_last4_index bytea,
  email_sealed bytea,
  external_id text,
  birthday date,
  gender text check (gender in ('female', 'male', 'other')),
  home_store_id integer,
  source text not null,
  joined_at timestamptz not null,
  -- The level that somebody hoped for when joining; levels are earned, so this rules nothing.
  wished_level text,
  attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
  check ((phone_sealed is null) = (phone_last4_index is null))
);
create index member_home_store on members.member (home_store_id, member_id) where home_store_id is not null;
create index member_phone_last4 on members.member (phone_last4_index) where phone_last4_index is not null;
-- GIN over words answers prefix searches of one character and more, in any script and without an extension.
create index member_search_words on members.member using gin (search_words);

-- Who is recognised by what. The value itself is not here: key_hash is its keyed fingerprint (blind index).
create table members.identity (
  kind text not null check (kind in ('phone', 'email', 'card', 'external-id', 'member-number')),
  key_hash bytea not null,
  member_id bigint not null,
  -- A lost card recognises nobody any more, and never comes back to life for somebody else.
  is_retired boolean not null default false,
  primary key (kind, key_hash)
);

create table members.card (
  member_id bigint not null,
  card_number text not null,
  state text not null check (state in ('active', 'replaced')),
  issued_at timestamptz not null,
  primary key (member_id, card_number)
);
-- One card a member: two would be two persons sharing points without anybody's word.
create unique index card_active on members.card (member_id) where state = 'active';

create table members.consent (
  member_id bigint not null,
  consent_id bigint generated always as identity,
  purpose text not null check (purpose in ('service', 'marketing', 'profiling', 'health')),
  channel text not null check (channel in ('sms', 'email', 'wechat', 'phone', 'post', 'push', 'all')),
  is_given boolean not null,
  text_version text,
  source text not null,
  recorded_at timestamptz not null,
  primary key (member_id, consent_id)
);

-- Consent is evidence: a change of mind is a new row.
create function members.refuse_consent_change() returns trigger language plpgsql as $$
begin
  raise exception 'members.consent is a journal: insert a new row instead' using errcode = 'restrict_violation';
end
$$;
create trigger consent_is_a_journal before update or delete or truncate on members.consent
  for each statement execute function members.refuse_consent_change();

-- The last day on which a member bought in a store. With the home store it makes a store's scope of members.
create table members.store_visit (
  member_id bigint not null,
  store_id integer not null,
  last_on date not null,
  primary key (member_id, store_id)
);
create index store_visit_of_store on members.store_visit (store_id, last_on, member_id);

-- What other modules may read. No personal contact data leaves this schema.
create view members.published_member as
  select member_id, member_number, name, birthday, gender, home_store_id, source, joined_at, attributes
  from members.member;

create view members.published_consent as
  select distinct on (member_id, purpose, channel) member_id, purpose, channel, is_given, recorded_at
  from members.consent
  order by member_id, purpose, channel, consent_id desc;
