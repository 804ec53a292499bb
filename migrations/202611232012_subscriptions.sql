-- Subscriptions by e-mail. An address is found by its hash and read only to write to it; it goes with the last subscription.
create schema subscriptions;

create table subscriptions.subscriber (
  id bigint generated always as identity primary key,
  address_hash text not null unique check (address_hash ~ '^[0-9a-f]{32}$'),
  address_sealed bytea not null,
  -- Mails in a row that the other side refused for good.
  refusals integer not null default 0 check (refusals >= 0),
  -- How many invitations in the hour that began then: nobody's mailbox is filled by strangers.
  invited integer not null default 0 check (invited >= 0),
  invited_since timestamptz not null,
  created_at timestamptz not null default now()
);

create table subscriptions.subscription (
  id bigint generated always as identity primary key,
  subscriber_id bigint not null references subscriptions.subscriber (id) on delete cascade,
  kind text not null check (kind in ('channel', 'unit', 'topic', 'search')),
  channel_id bigint references sites.channel (id) on delete cascade,
  unit_id bigint references organisation.unit (id),
  topic text,
  words text check (words <> ''),
  rhythm text not null check (rhythm in ('daily', 'weekly')),
  asked_at timestamptz not null,
  -- Of the single-use link; nothing stands here before it was mailed and after it was used.
  token_hash bytea unique check (length(token_hash) = 32),
  confirmed_at timestamptz,
  -- Everything that arrived up to here was told.
  bookmark bigint not null default 0,
  digested_on date,
  unique nulls not distinct (subscriber_id, kind, channel_id, unit_id, topic, words),
  check ((kind = 'channel') = (channel_id is not null)),
  check ((kind = 'unit') = (unit_id is not null)),
  check ((kind = 'topic') = (topic is not null)),
  check ((kind = 'search') = (words is not null)),
  check (confirmed_at is null or token_hash is null)
);
create index subscription_unconfirmed on subscriptions.subscription (asked_at) where confirmed_at is null;
create index subscription_by_channel on subscriptions.subscription (channel_id) where channel_id is not null;
create index subscription_by_unit on subscriptions.subscription (unit_id) where unit_id is not null;

-- What became public, and where, in the order in which it was collected. One collector at a time gives the numbers, so
-- that nothing comes before a bookmark afterwards, however long a publication took to commit.
create table subscriptions.arrival (
  id bigint generated always as identity primary key,
  document_id bigint not null references documents.document (id),
  -- Null: the publication itself, wherever it stands.
  channel_id bigint references sites.channel (id) on delete cascade,
  shown_on date not null,
  unique nulls not distinct (document_id, channel_id)
);
create index arrival_by_channel on subscriptions.arrival (channel_id, id);
create index arrival_by_day on subscriptions.arrival (shown_on);

create table subscriptions.collection (
  only_one boolean primary key default true check (only_one),
  collected_on date not null
);

create table subscriptions.delivery (
  id bigint generated always as identity primary key,
  subscription_id bigint not null references subscriptions.subscription (id) on delete cascade,
  planned_on date not null,
  document_ids jsonb not null check (jsonb_typeof(document_ids) = 'array'),
  -- How many there were, the listed ones included.
  found integer not null check (found > 0),
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  reason text,
  check (state <> 'failed' or reason is not null)
);
create index delivery_by_subscription on subscriptions.delivery (subscription_id);
create index delivery_by_day on subscriptions.delivery (planned_on, state);

-- Counts outlive the subscriptions that they were of.
create table subscriptions.tally (
  on_date date primary key,
  sent integer not null default 0 check (sent >= 0),
  failed integer not null default 0 check (failed >= 0)
);
