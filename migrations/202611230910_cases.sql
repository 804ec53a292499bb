-- Cases (办件): what somebody sends in and a unit must answer. Kinds, states and steps are declared in code.
create schema cases;

create table cases.case (
  id           bigint generated always as identity primary key,
  kind         text not null,
  number       text not null unique,
  unit_id      bigint not null references organisation.unit,
  state        text not null,
  -- null until the day of receipt is settled (政府信息公开条例 第三十一条)
  received_on  date,
  -- the first day of the version of the law that governs it for good
  law_from     date,
  outcome      text,
  concluded_on date,
  revision     integer not null default 1,
  created_at   timestamptz not null default now(),
  check ((received_on is null) = (law_from is null)),
  check (law_from <= received_on),
  check (concluded_on is null or (outcome is not null and received_on is not null)),
  check (concluded_on >= received_on)
);
create index case_queue on cases.case (kind, unit_id, state, received_on);
create index case_received on cases.case (kind, received_on, unit_id);
create index case_concluded on cases.case (kind, concluded_on, unit_id) where concluded_on is not null;

create table cases.step (
  id         bigint generated always as identity primary key,
  case_id    bigint not null references cases.case,
  name       text not null,
  from_state text,
  to_state   text not null,
  taken_on   date not null,
  taken_at   timestamptz not null default now(),
  staff_id   bigint references identity.staff
);
create index step_by_case on cases.step (case_id, id);

create table cases.number_serial (
  kind    text not null,
  unit_id bigint not null references organisation.unit,
  year    integer not null,
  last    integer not null check (last > 0),
  primary key (kind, unit_id, year)
);
