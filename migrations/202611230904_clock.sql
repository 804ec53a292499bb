-- The working-day calendar as published, and the running time limits.
create schema clock;

-- One row for each year's holiday notice of the State Council; a year without one is not covered.
create table clock.notice (
  year      integer primary key check (year between 1999 and 2100),
  papers    text[] not null check (cardinality(papers) > 0),
  loaded_at timestamptz not null default now()
);

create table clock.calendar_day (
  date        date primary key,
  working     boolean not null,
  name        text not null,
  notice_year integer not null references clock.notice
);

create table clock.clock (
  id            bigint generated always as identity primary key,
  name          text not null,
  rule_from     date not null,
  subject       text not null,
  unit_id       bigint not null references organisation.unit,
  started_on    date not null,
  days          integer not null check (days > 0),
  day_kind      text not null check (day_kind in ('working', 'calendar')),
  extended_days integer not null default 0 check (extended_days >= 0),
  yellow_on     date not null,
  due_on        date not null,
  provisional   boolean not null,
  stopped_on    date,
  result        text check (result in ('met', 'missed', 'void')),
  check (due_on > started_on),
  check (yellow_on <= due_on),
  check (stopped_on >= started_on),
  check ((stopped_on is null) = (result is null)),
  check (result <> 'met' or stopped_on <= due_on),
  check (result <> 'missed' or stopped_on > due_on),
  unique (name, subject)
);
create index clock_running on clock.clock (unit_id, due_on) where stopped_on is null;
create index clock_by_subject on clock.clock (subject);
