create schema joining;

-- Who asks to join by a way that needs approval. Nobody here is a member: the facts lie sealed as one text until somebody
-- decides, and are gone with the decision.
create table joining.request (
  request_id uuid primary key,
  state text not null check (state in ('waiting', 'approved', 'refused', 'lapsed')),
  way text not null,
  store_id integer,
  receipt_id uuid,
  sealed bytea,
  asked_by text not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  decided_why text,
  -- Of the member that an approval made.
  member_number text,
  check ((state = 'waiting') = (sealed is not null))
);
create index request_by_state on joining.request (state, request_id);

-- Keyed fingerprints of phone, e-mail, card and external id of those who wait, and of the receipt they name: nobody asks
-- twice, and no receipt stands for two.
create table joining.request_key (
  kind text not null,
  key_hash bytea not null,
  request_id uuid not null references joining.request,
  primary key (kind, key_hash)
);
create index request_key_of on joining.request_key (request_id);
