-- The base of questions and answers (问答库) and of typical cases (典型案例), written by people from closed cases.
create schema casebook;

create table casebook.entry (
  id               bigint generated always as identity primary key,
  kind             text not null check (kind in ('question', 'case')),
  unit_id          bigint not null references organisation.unit,
  -- the case behind it, never shown outside: the name of its kind and its number in the database
  source_kind      text not null,
  source_id        bigint not null references cases.case,
  -- of the newest version
  state            text not null check (state in ('draft', 'checked', 'published', 'withdrawn')),
  version          integer not null check (version > 0),
  first_shown_at   timestamptz,
  returned_because text not null default '',
  withdrawn_on     date,
  withdrawn_because text not null default '',
  check (state <> 'published' or first_shown_at is not null),
  check ((state = 'withdrawn') = (withdrawn_on is not null)),
  check (state <> 'withdrawn' or withdrawn_because <> '')
);
create index entry_queue on casebook.entry (unit_id, state, id desc);
create index entry_newest on casebook.entry (unit_id, id desc);
create unique index entry_by_source on casebook.entry (source_kind, source_id, kind) where state <> 'withdrawn';

-- Every text as it was saved; a saved text never changes.
create table casebook.version (
  entry_id     bigint not null references casebook.entry,
  version      integer not null,
  based_on     integer,
  title        text not null,
  topic        text not null,
  question     text not null default '',
  answer       text not null default '',
  -- of a typical case: 案情、争点、答复要点、依据、启示
  facts        text not null default '',
  dispute      text not null default '',
  points       text not null default '',
  basis        text not null default '',
  insight      text not null default '',
  -- the first day of the month in whose digest it stands
  month        date check (extract(day from month) = 1),
  -- everybody who wrote since the last publication
  authors      bigint[] not null check (cardinality(authors) > 0),
  written_at   timestamptz not null default now(),
  checked_by   bigint references identity.staff,
  checked_at   timestamptz,
  published_by bigint references identity.staff,
  published_at timestamptz,
  primary key (entry_id, version),
  unique (entry_id, version, published_by),
  check (based_on < version),
  check ((checked_by is null) = (checked_at is null)),
  check ((published_by is null) = (published_at is null)),
  check (published_by is null or checked_by is not null),
  -- nobody publishes what they wrote
  check (published_by is null or not (published_by = any (authors)))
);

-- What is public: exactly the version that somebody else published.
create table casebook.shown (
  entry_id     bigint primary key references casebook.entry,
  version      integer not null,
  published_by bigint not null,
  kind         text not null check (kind in ('question', 'case')),
  unit_id      bigint not null references organisation.unit,
  topic        text not null,
  month        date,
  title        text not null check (title <> ''),
  shown_at     timestamptz not null,
  check ((kind = 'case') = (month is not null)),
  foreign key (entry_id, version, published_by) references casebook.version (entry_id, version, published_by)
);
create index shown_newest on casebook.shown (kind, shown_at desc, entry_id desc);
create index shown_by_topic on casebook.shown (kind, topic, shown_at desc, entry_id desc);
create index shown_by_unit on casebook.shown (kind, unit_id, shown_at desc, entry_id desc);
create index shown_by_month on casebook.shown (kind, month desc, shown_at desc, entry_id desc);

-- Why something that looks like personal data is none: an office's own number. What is the asker's own is never justified.
create table casebook.justification (
  entry_id bigint not null references casebook.entry,
  key      text not null check (key <> ''),
  note     text not null check (note <> ''),
  staff_id bigint not null references identity.staff,
  given_at timestamptz not null default now(),
  primary key (entry_id, key)
);

-- A closed case that somebody proposes for the month's digest.
create table casebook.nomination (
  source_kind  text not null,
  source_id    bigint not null references cases.case,
  unit_id      bigint not null references organisation.unit,
  month        date not null check (extract(day from month) = 1),
  note         text not null check (note <> ''),
  staff_id     bigint not null references identity.staff,
  nominated_at timestamptz not null default now(),
  primary key (source_kind, source_id)
);
create index nomination_by_month on casebook.nomination (unit_id, month);
