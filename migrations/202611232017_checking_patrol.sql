-- Words that the city's writers get wrong, and how they are written right.
create table checking.lexicon (
  id         bigint generated always as identity primary key,
  wrong      text not null unique check (wrong <> ''),
  right_form text not null check (right_form <> '' and right_form <> wrong),
  kind       text not null check (kind in ('body', 'error', 'wording')),
  note       text not null default '',
  changed_by bigint references identity.staff,
  changed_at timestamptz not null default now()
);

-- What the nightly check found in what is already public. What was said to be no fault stays said.
create table checking.public_finding (
  document_id  bigint not null references documents.document,
  key          text not null check (key ~ '^[0-9a-f]{24}$'),
  kind         text not null,
  severity     text not null check (severity in ('blocking', 'hint')),
  place        text not null,
  excerpt      jsonb not null,
  found_on     date not null,
  dismissed_by bigint references identity.staff,
  dismissed_on date,
  reason       text check (reason <> ''),
  primary key (document_id, key),
  check ((dismissed_by is null) = (dismissed_on is null) and (dismissed_by is null) = (reason is null))
);
create index public_finding_open on checking.public_finding (found_on desc, document_id) where dismissed_on is null;

-- How far the nightly check has come, and by which rules and words.
create table checking.patrol (
  single    boolean primary key default true check (single),
  edition   text not null,
  bookmark  bigint not null
);
