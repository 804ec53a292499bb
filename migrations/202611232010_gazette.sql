-- The gazette (政府公报): issues composed of published documents, as they stood on the day of issue.
create schema gazette;

create table gazette.issue (
  id           bigint generated always as identity primary key,
  unit_id      bigint not null references organisation.unit,
  year         integer not null check (year between 1949 and 2199),
  number       integer not null check (number between 1 and 99),
  -- counted through since the first issue ever
  total_number integer not null check (total_number > 0),
  name         text not null check (name <> ''),
  imprint      text not null default '',
  state        text not null default 'composing' check (state in ('composing', 'issued')),
  revision     integer not null default 1,
  issued_on    date,
  -- the typeset file; made after the issue, and again where that failed
  pdf_hash     bytea references media.file,
  pdf_pages    integer,
  pdf_problem  text,
  unique (unit_id, year, number),
  unique (unit_id, total_number),
  check ((state = 'issued') = (issued_on is not null)),
  check (pdf_hash is null or state = 'issued')
);

create table gazette.entry (
  issue_id    bigint not null references gazette.issue on delete cascade,
  position    integer not null check (position > 0),
  section     text not null check (section <> ''),
  document_id bigint not null references documents.document,
  -- the version that was issued; it is fixed with the issue
  version     integer,
  primary key (issue_id, position),
  unique (issue_id, document_id),
  foreign key (document_id, version) references documents.approval (document_id, version)
);
create index entry_by_document on gazette.entry (document_id);

-- Where the copies went. A wrong line is struck, never taken away.
create table gazette.copies (
  id            bigint generated always as identity primary key,
  issue_id      bigint not null references gazette.issue,
  recipient     text not null check (recipient <> ''),
  category      text not null check (category in ('archive', 'library', 'service_hall', 'community', 'agency', 'other')),
  copies        integer not null check (copies > 0),
  sent_on       date not null,
  entered_by    bigint references identity.staff,
  struck_on     date,
  strike_reason text,
  check ((struck_on is null) = (strike_reason is null))
);
create index copies_by_issue on gazette.copies (issue_id);

-- What was issued stays as it was issued.
create function gazette.refuse_change() returns trigger language plpgsql as $$
begin
  if exists (select 1 from gazette.issue i where i.id = old.issue_id and i.state = 'issued') then
    raise exception 'an issued gazette is not composed anew' using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger refuse_change before update or delete on gazette.entry
  for each row execute function gazette.refuse_change();
