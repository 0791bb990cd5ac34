-- The tables of better-auth 1.7, as its generator writes them for src/server/modules/sign-in/staff-auth.ts; names
-- and types are its own. staff-auth.db.test.ts fails when an upgrade of better-auth wants other tables.
-- The checks on "user" and the names of the schema are ours.

create schema if not exists staff;

create table staff."user" (
  "id" uuid primary key default pg_catalog.gen_random_uuid(),
  "name" text not null,
  "email" text not null unique check ("email" = lower("email")),
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp,
  "role" text not null check ("role" in ('owner', 'operations', 'cashier', 'service')),
  -- Null: every store. Otherwise an array of store_id.
  "storeIds" jsonb check (jsonb_typeof("storeIds") = 'array'),
  "isActive" boolean not null
);

create table staff."session" (
  "id" uuid primary key default pg_catalog.gen_random_uuid(),
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid not null references staff."user" ("id") on delete cascade
);
create index "session_userId_idx" on staff."session" ("userId");

create table staff."account" (
  "id" uuid primary key default pg_catalog.gen_random_uuid(),
  "accountId" text not null,
  "providerId" text not null,
  "userId" uuid not null references staff."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null
);
create index "account_userId_idx" on staff."account" ("userId");

create table staff."verification" (
  "id" uuid primary key default pg_catalog.gen_random_uuid(),
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
create index "verification_identifier_idx" on staff."verification" ("identifier");

create table staff."rateLimit" (
  "id" uuid primary key default pg_catalog.gen_random_uuid(),
  "key" text not null unique,
  "count" integer not null,
  "lastRequest" bigint not null
);
