-- The life of the annual report (政府信息公开条例 第四十九条、第五十条): collected, checked, frozen, published, restated.
create schema reports;

-- A duty that ends on a day which the law names: no day of rest moves it.
alter table clock.clock drop constraint clock_day_kind_check;
alter table clock.clock add constraint clock_day_kind_check check (day_kind in ('working', 'calendar', 'date'));

-- A government's own days and measures for the reports of a year and later; the newest word on a year holds.
create table reports.policy (
  id             bigint generated always as identity primary key,
  unit_id        bigint not null references organisation.unit,
  from_year      integer not null check (from_year between 2008 and 9999),
  -- in the year after, MM-DD
  submit_due     text not null check (submit_due ~ '^\d\d-\d\d$'),
  publish_due    text not null check (publish_due ~ '^\d\d-\d\d$'),
  government_due text not null check (government_due ~ '^\d\d-\d\d$'),
  -- a number that is so many times that of the year before, or one part of so many, is asked about
  factor         numeric(5, 1) not null check (factor > 1),
  -- differences below this are not
  least          integer not null check (least >= 0),
  cites          text not null check (cites <> ''),
  set_by         bigint references identity.staff,
  set_at         timestamptz not null default now(),
  check (submit_due <= publish_due)
);
create index policy_in_force on reports.policy (unit_id, from_year desc, id desc);

create table reports.collection (
  id             bigint generated always as identity primary key,
  -- the government whose office collects
  unit_id        bigint not null references organisation.unit,
  year           integer not null check (year between 2008 and 9999),
  submit_due     date not null,
  publish_due    date not null,
  government_due date not null,
  factor         numeric(5, 1) not null,
  least          integer not null,
  cites          text not null,
  opened_by      bigint references identity.staff,
  opened_on      date not null,
  unique (unit_id, year)
);
create index collection_newest on reports.collection (year desc, unit_id);

create table reports.report (
  id                bigint generated always as identity primary key,
  collection_id     bigint not null references reports.collection,
  unit_id           bigint not null references organisation.unit,
  year              integer not null,
  scope             text not null check (scope in ('own', 'consolidated')),
  state             text not null default 'drafting'
    check (state in ('drafting', 'submitted', 'returned', 'approved', 'frozen', 'published', 'restating')),
  -- how often it was given out: each time has a limit of its own
  round             integer not null default 1 check (round > 0),
  -- who wrote or submitted what is now to be approved
  authors           bigint[] not null default '{}',
  submitted_at      timestamptz,
  -- why it goes in although something was asked about
  submitted_because text not null default '',
  returned_because  text not null default '',
  approved_by       bigint references identity.staff,
  approved_at       timestamptz,
  -- the numbers that were approved
  approved_values   jsonb,
  restating_because text not null default '',
  -- the newest frozen edition, and the one that the public reads
  edition           integer not null default 0,
  published         integer,
  unique (unit_id, year),
  -- nobody approves what they wrote
  constraint another_approves check (approved_by is null or not (approved_by = any (authors))),
  check ((approved_by is null) = (approved_at is null)),
  check ((approved_by is null) = (approved_values is null)),
  check (state not in ('approved', 'frozen', 'published') or approved_by is not null),
  check (state <> 'published' or published = edition),
  check (state <> 'restating' or restating_because <> ''),
  check (published <= edition)
);
create index report_by_collection on reports.report (collection_id, state);
create index report_by_state on reports.report (state, unit_id);

-- Every text as it was saved; a saved text never changes.
create table reports.text (
  report_id  bigint not null references reports.report,
  section    text not null,
  revision   integer not null check (revision > 0),
  body       text not null,
  written_by bigint references identity.staff,
  written_at timestamptz not null,
  primary key (report_id, section, revision)
);

-- A report as it was frozen. Kept as text, so that its digest can be taken again.
create table reports.edition (
  report_id   bigint not null references reports.report,
  number      integer not null check (number > 0),
  unit_id     bigint not null references organisation.unit,
  year        integer not null,
  frozen_at   timestamptz not null,
  frozen_by   bigint references identity.staff,
  approved_by bigint not null references identity.staff,
  authors     bigint[] not null,
  -- what is shown
  content     text not null check (content is json),
  -- as it was asked of the database, with the parameters
  questions   text not null check (questions is json),
  -- behind each number: how many records, and a digest of their names
  records     text not null check (records is json),
  -- the years whose working-day notices were known, with a digest of the calendar; units that were missing, and why
  basis       text not null check (basis is json),
  -- sha256 over the four
  digest      text not null check (digest ~ '^[0-9a-f]{64}$'),
  primary key (report_id, number),
  constraint another_approved check (not (approved_by = any (authors)))
);
create index edition_of_unit on reports.edition (unit_id, year, number desc);

create table reports.publication (
  report_id    bigint not null,
  number       integer not null,
  published_at timestamptz not null,
  published_by bigint references identity.staff,
  primary key (report_id, number),
  foreign key (report_id, number) references reports.edition (report_id, number)
);
alter table reports.report
  add foreign key (id, published) references reports.publication (report_id, number);

create function reports.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what was written, frozen or published is never changed: a correction is a new edition'
    using errcode = 'restrict_violation';
end $$;
create trigger refuse_change before update or delete on reports.text
  for each row execute function reports.refuse_change();
create trigger refuse_truncate before truncate on reports.text
  for each statement execute function reports.refuse_change();
create trigger refuse_change before update or delete on reports.edition
  for each row execute function reports.refuse_change();
create trigger refuse_truncate before truncate on reports.edition
  for each statement execute function reports.refuse_change();
create trigger refuse_change before update or delete on reports.publication
  for each row execute function reports.refuse_change();
create trigger refuse_truncate before truncate on reports.publication
  for each statement execute function reports.refuse_change();

-- How the published numbers stand against the records of today; counted anew each night and when somebody asks.
create table reports.comparison (
  report_id   bigint primary key references reports.report,
  number      integer not null,
  compared_at timestamptz not null,
  cells       jsonb not null,
  sections    jsonb not null,
  differs     boolean not null,
  foreign key (report_id, number) references reports.edition (report_id, number)
);
create index comparison_differs on reports.comparison (report_id) where differs;
