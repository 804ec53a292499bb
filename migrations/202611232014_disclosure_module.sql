-- What must be public, who has published it, and each unit's guide (政府信息公开条例 第十二条、第十九条至第二十一条).
create schema disclosure;

-- What a city sets for an item of its own; an item without a row goes by its declaration.
create table disclosure.item_setting (
  item       text primary key,
  -- null: what stands there never grows old
  renew_days integer check (renew_days > 0),
  channels   text[] not null default '{}'
);

-- How each unit stands with each item that it must publish; kept by counting, never entered.
create table disclosure.standing (
  id        bigint generated always as identity primary key,
  unit_id   bigint not null references organisation.unit,
  item      text not null,
  count     integer not null check (count >= 0),
  newest_on date,
  state     text not null check (state in ('published', 'stale', 'missing', 'declared')),
  -- the day on which it came to stand so
  since     date not null,
  unique (unit_id, item),
  check ((state in ('missing', 'declared')) = (count = 0))
);

-- Up to where the ledger has been read for the counting.
create table disclosure.counting (
  only_row   boolean primary key default true check (only_row),
  entry_id   bigint not null,
  counted_at timestamptz not null
);

-- 本机关没有这类信息: said by the unit, with a reason and for a time.
create table disclosure.declaration (
  id          bigint generated always as identity primary key,
  unit_id     bigint not null references organisation.unit,
  item        text not null,
  reason      text not null check (reason <> ''),
  declared_on date not null,
  declared_by bigint references identity.staff,
  expires_on  date not null check (expires_on > declared_on),
  ended_on    date check (ended_on >= declared_on),
  end_reason  text check (end_reason in ('published', 'expired', 'withdrawn')),
  check ((ended_on is null) = (end_reason is null))
);
create unique index declaration_standing on disclosure.declaration (unit_id, item) where ended_on is null;

create table disclosure.guide (
  unit_id           bigint primary key references organisation.unit,
  version           integer not null default 1 check (version > 0),
  confirmed_version integer,
  confirmed_on      date,
  confirmed_by      bigint references identity.staff,
  -- what the unit's data said then: a difference asks for another confirmation
  confirmed_facts   jsonb,
  confirmations     integer not null default 0,
  check ((confirmations = 0) = (confirmed_on is null)),
  check ((confirmed_on is null) = (confirmed_version is null)),
  check ((confirmed_on is null) = (confirmed_facts is null)),
  check (confirmed_version <= version)
);

-- What a unit writes into its guide; an empty contact is the unit's own.
create table disclosure.guide_version (
  unit_id     bigint not null references disclosure.guide,
  version     integer not null check (version > 0),
  office      text not null default '',
  address     text not null default '',
  hours       text not null default '',
  phone       text not null default '',
  fax         text not null default '',
  online      text not null default '',
  arrangement text not null default '',
  ways        text not null default '',
  supervision text not null default '',
  notes       text not null default '',
  edited_by   bigint references identity.staff,
  edited_at   timestamptz not null,
  primary key (unit_id, version)
);
alter table disclosure.guide
  add foreign key (unit_id, version) references disclosure.guide_version (unit_id, version) deferrable initially deferred,
  add foreign key (unit_id, confirmed_version) references disclosure.guide_version (unit_id, version);

create function disclosure.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a version of a guide is never changed: write the next one' using errcode = 'restrict_violation';
end $$;
create trigger refuse_change before update or delete on disclosure.guide_version
  for each row execute function disclosure.refuse_change();
