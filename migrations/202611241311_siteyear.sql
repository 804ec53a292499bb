-- 《政府网站工作年度报表》 of each site and 《政府网站监管年度报表》 of each government (国办发〔2017〕47号).
create schema siteyear;

create table siteyear.sheet (
  id                 bigint generated always as identity primary key,
  kind               text not null check (kind in ('work', 'supervision')),
  year               integer not null check (year between 2017 and 9999),
  unit_id            bigint not null references organisation.unit,
  site_id            bigint references sites.site,
  state              text not null default 'filling'
                     check (state in ('filling', 'submitted', 'returned', 'published', 'restating')),
  -- what the sheet says beside its numbers, by the names of the form; the newest revision
  facts              jsonb not null default '{}' check (jsonb_typeof(facts) = 'object'),
  revision           integer not null default 0,
  authors            bigint[] not null default '{}',
  returned_because   text not null default '',
  restating_because  text not null default '',
  edition            integer not null default 0,
  check ((kind = 'work') = (site_id is not null)),
  unique nulls not distinct (kind, year, unit_id, site_id)
);
create index sheet_by_unit on siteyear.sheet (unit_id, year desc);

create table siteyear.revision (
  sheet_id   bigint not null references siteyear.sheet,
  revision   integer not null,
  facts      jsonb not null,
  written_by bigint references identity.staff,
  written_at timestamptz not null,
  primary key (sheet_id, revision)
);

create table siteyear.edition (
  sheet_id     bigint not null references siteyear.sheet,
  number       integer not null check (number > 0),
  published_at timestamptz not null,
  published_by bigint not null references identity.staff,
  authors      bigint[] not null,
  -- what is shown, and what was asked of the database for it
  content      text not null check (content is json),
  questions    text not null check (questions is json),
  ledger_entry bigint not null,
  primary key (sheet_id, number),
  constraint another_published check (not (published_by = any (authors)))
);

create function siteyear.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what was written or published is never changed: a correction is a new edition'
    using errcode = 'restrict_violation';
end $$;
create trigger refuse_change before update or delete on siteyear.revision
  for each row execute function siteyear.refuse_change();
create trigger refuse_truncate before truncate on siteyear.revision
  for each statement execute function siteyear.refuse_change();
create trigger refuse_change before update or delete on siteyear.edition
  for each row execute function siteyear.refuse_change();
create trigger refuse_truncate before truncate on siteyear.edition
  for each statement execute function siteyear.refuse_change();
