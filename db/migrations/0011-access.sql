-- Second factors, sessions that end when nobody works, and counters that hold over every web process.

-- What may happen once: nonces of tills and codes of second factors. Only fingerprints; unlogged, because it costs half
-- of the writing and a crash of the database loses minutes at most, in which Idempotency-Keys still hold.
create unlogged table platform.used_mark (
  mark bytea primary key,
  ends_at timestamptz not null
);
create index used_mark_ends on platform.used_mark (ends_at);

-- How often something was tried within a window. Only fingerprints of who tried.
create unlogged table platform.rate_limit (
  name bytea primary key,
  count integer not null,
  ends_at timestamptz not null
);
create index rate_limit_ends on platform.rate_limit (ends_at);

-- Our own counters take the place of better-auth's.
drop table staff."rateLimit";

-- From now on a session's token is kept as its SHA-256 in base64url. Everybody signs in anew, once.
delete from staff."session";
alter table staff."session" add check ("token" ~ '^[A-Za-z0-9_-]{43}$');
alter table staff."session" add column "startedAt" timestamptz not null default current_timestamp;
alter table staff."session" add column "usedAt" timestamptz not null default current_timestamp;

-- The second factor, as better-auth's generator writes it; secret and codes are encrypted by better-auth.
alter table staff."user" add column "twoFactorEnabled" boolean;
create table staff."twoFactor" (
  "id" uuid primary key default pg_catalog.gen_random_uuid(),
  "secret" text not null,
  "backupCodes" text not null,
  "userId" uuid not null references staff."user" ("id") on delete cascade,
  "verified" boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
create index "twoFactor_secret_idx" on staff."twoFactor" ("secret");
create unique index "twoFactor_userId_idx" on staff."twoFactor" ("userId");

-- What the owner decided about coming in. Shops that exist keep working: theirs is offered, until the owner requires it.
create table staff.policy (
  only_row boolean primary key default true check (only_row),
  second_factor text not null check (second_factor in ('required', 'offered'))
);
insert into staff.policy (second_factor) select 'offered' from organisation.organisation;

-- Devices on which somebody signed in with success: strangers who guess cannot use up their tries.
create table staff.known_device (
  staff_id uuid not null references staff."user" ("id") on delete cascade,
  device bytea not null,
  signed_in_at timestamptz not null,
  primary key (staff_id, device)
);
create index known_device_signed_in on staff.known_device (signed_in_at);
