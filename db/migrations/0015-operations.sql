-- What keeps the system running. Owned by src/server/backups.

-- When back-ups were taken, so that a missing one is noticed. The files themselves lie where the operator wants them.
create table platform.backup_taken (
  taken_at timestamptz primary key,
  finished_at timestamptz not null check (finished_at >= taken_at),
  rows bigint not null check (rows >= 0),
  bytes bigint not null check (bytes >= 0)
);
