-- The organisation, its brands, stores and tills: owned by src/server/modules/organisation. The keys of machines: by keys.

create schema if not exists organisation;

-- One deployment is one organisation.
create table organisation.organisation (
  only_row boolean primary key default true check (only_row),
  name text not null,
  time_zone text not null,
  currency text not null,
  is_demo boolean not null,
  founded_at timestamptz not null
);

create table organisation.brand (
  brand_id integer generated always as identity primary key,
  code text not null unique,
  name text not null
);

create table organisation.store (
  store_id integer generated always as identity primary key,
  code text not null unique,
  name text not null,
  brand_id integer not null references organisation.brand
);

create table organisation.till (
  till_id integer generated always as identity primary key,
  store_id integer not null references organisation.store,
  code text not null,
  name text not null,
  unique (store_id, code)
);

-- What tills and integrators prove themselves with. Revoked keys stay, because journals name them.
create table organisation.machine_key (
  key_id text primary key,
  kind text not null check (kind in ('till', 'api')),
  name text not null,
  -- Permission words; a till's permissions are fixed.
  scopes text[] not null,
  till_id integer references organisation.till,
  -- A till's secret encrypted, because signatures are checked with it; of an API key only the SHA-256.
  secret bytea not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  check ((kind = 'till') = (till_id is not null)),
  check (kind = 'api' or scopes = '{}')
);
create index machine_key_till on organisation.machine_key (till_id);
