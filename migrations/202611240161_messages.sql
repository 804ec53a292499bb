-- Messages to people outside, by mail or to a mobile phone, and notices to staff.
create schema messages;

create table messages.outbox (
  id bigint generated always as identity primary key,
  -- What it is about, as the ledger names it: request:12.
  about text not null check (about ~ '^[a-z_]+:[^ ]+$'),
  channel text not null check (channel in ('mail', 'sms')),
  -- The message's own name outside: sent again after a crash, it is known by it.
  key text not null check (key ~ '^[a-z0-9-]{1,100}$'),
  -- Both go some time after it was sent or given up.
  address_sealed bytea,
  text_sealed bytea,
  subject text not null check (subject <> ''),
  created_at timestamptz not null,
  next_try_at timestamptz not null,
  tries integer not null default 0 check (tries >= 0),
  sent_at timestamptz,
  failed_at timestamptz,
  -- Of the last try that did not succeed; without the address.
  reason text,
  unique (key, channel),
  check (sent_at is null or failed_at is null),
  check (failed_at is null or reason is not null),
  check ((address_sealed is null) = (text_sealed is null)),
  check (address_sealed is not null or sent_at is not null or failed_at is not null)
);
create index outbox_about on messages.outbox (about, id);
create index outbox_waiting on messages.outbox (next_try_at) include (channel)
  where sent_at is null and failed_at is null;
create index outbox_waiting_by_id on messages.outbox (id) where sent_at is null and failed_at is null;
create index outbox_failed on messages.outbox (id) include (channel) where failed_at is not null;
create index outbox_sent on messages.outbox (sent_at) include (channel) where sent_at is not null;
create index outbox_sealed on messages.outbox ((coalesce(sent_at, failed_at)))
  where address_sealed is not null and coalesce(sent_at, failed_at) is not null;

-- One row: how long text and address are kept after a message was sent or given up.
create table messages.setting (
  only_one boolean primary key default true check (only_one),
  kept_days integer not null default 30 check (kept_days between 1 and 3650)
);
insert into messages.setting default values;

create table messages.notice (
  id bigint generated always as identity primary key,
  staff_id bigint not null references identity.staff (id),
  title text not null check (title <> '' and length(title) <= 200),
  about text not null check (about ~ '^[a-z_]+:[^ ]+$'),
  -- A path of the console.
  link text not null check (link ~ '^/[^/\\]|^/$'),
  created_at timestamptz not null,
  read_at timestamptz
);
create index notice_of_staff on messages.notice (staff_id, id);
-- The same is told once, until it was read.
create unique index notice_unread on messages.notice (staff_id, about, title) where read_at is null;
create index notice_read on messages.notice (read_at) where read_at is not null;
