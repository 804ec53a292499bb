-- Of administrative normative documents (行政规范性文件): legality review before they go on, filing after they are public.
create schema legality;

-- Whoever reviews legality is a role of its own.
do $$
declare found record;
begin
  for found in
    select conname from pg_constraint
     where conrelid = 'identity.role_grant'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%secrecy_reviewer%'
  loop
    execute format('alter table identity.role_grant drop constraint %I', found.conname);
  end loop;
end $$;
alter table identity.role_grant add check (role in ('drafter', 'section_head', 'unit_leader', 'secrecy_reviewer',
  'legality_reviewer', 'disclosure_officer', 'inspector', 'administrator'));

-- One opinion on exactly one content; another content needs another.
create table legality.opinion (
  id             bigint generated always as identity primary key,
  document_id    bigint not null references documents.document,
  unit_id        bigint not null references organisation.unit,
  content_hash   bytea not null check (length(content_hash) = 32),
  asked_by       bigint not null references identity.staff,
  asked_at       timestamptz not null default now(),
  basis          text[] not null check (cardinality(basis) > 0),
  consulted_from date,
  consulted_to   date,
  no_consultation text not null default '',
  discussed_on   date,
  meeting        text not null default '',
  reviewer_id    bigint references identity.staff,
  conclusion     text check (conclusion in ('lawful', 'to_change', 'unlawful')),
  opinion        text,
  number         text not null default '',
  given_at       timestamptz,
  check ((consulted_from is null) = (consulted_to is null) and consulted_from <= consulted_to),
  check (consulted_from is not null or no_consultation <> ''),
  check ((given_at is null) = (conclusion is null) and (given_at is null) = (opinion is null) and (given_at is null) = (reviewer_id is null)),
  check (reviewer_id is null or reviewer_id <> asked_by)
);
create index opinion_by_document on legality.opinion (document_id, id desc);
create unique index opinion_open on legality.opinion (document_id) where given_at is null;
create index opinion_waiting on legality.opinion (unit_id, id) where given_at is null;

-- The limit for filing is the city's own rule for its normative documents: from a day on, in days of one kind.
create table legality.filing_limit (
  from_on  date primary key,
  days     integer not null check (days between 1 and 366),
  day_kind text not null check (day_kind in ('working', 'calendar')),
  cites    text not null check (cites <> '')
);

create table legality.filing (
  document_id bigint primary key references documents.document,
  unit_id     bigint not null references organisation.unit,
  body        text not null check (body <> ''),
  number      text not null,
  filed_on    date not null,
  result      text not null check (result in ('accepted', 'to_change', 'refused')),
  remarks     text not null default '',
  entered_by  bigint references identity.staff,
  check (result <> 'accepted' or number <> '')
);
