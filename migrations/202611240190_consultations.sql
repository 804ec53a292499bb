-- Consultations (咨询): a question to a unit, its answer, and what the asker thought of it.
create schema consultations;

-- No statute sets the time for an answer: the city does, from a day on, with what else holds from that day.
create table consultations.setting (
  from_on        date primary key,
  reply_days     integer not null check (reply_days between 1 and 60),
  day_kind       text not null check (day_kind in ('working', 'calendar')),
  -- so many days after the answer a consultation is closed by itself
  close_days     integer not null check (close_days between 1 and 365),
  -- so many days after the closing the asker's name and addresses are erased
  keep_days      integer not null check (keep_days between 1 and 3650),
  -- who gets the questions of those who do not know whom to ask; null: the unit of the portal
  unsure_unit_id bigint references organisation.unit,
  -- where complaints and suggestions go in this city
  letter_way     text not null default '',
  cites          text not null check (cites <> '')
);

create table consultations.consultation (
  case_id            bigint primary key references cases.case,
  way                text not null check (way in ('online', 'phone', 'counter')),
  submitted_at       timestamptz not null,
  title              text not null check (title <> ''),
  question           text not null check (question <> ''),
  -- the asker did not know whom to ask
  unsure             boolean not null default false,
  answered_on        date,
  closed_on          date,
  query_code_hash    bytea not null check (length(query_code_hash) = 32),
  query_failures     integer not null default 0,
  query_locked_until timestamptz,
  -- given by the form once: a second submission of the same form is the same consultation
  form_key           text unique,
  check (closed_on >= answered_on),
  check (closed_on is null or answered_on is not null)
);
create index consultation_to_close on consultations.consultation (answered_on)
  where answered_on is not null and closed_on is null;
create index consultation_closed on consultations.consultation (closed_on) where closed_on is not null;

-- Personal data, apart and sealed. The row is deleted some time after the closing.
create table consultations.person (
  case_id      bigint primary key references consultations.consultation,
  name_sealed  bytea,
  phone_sealed bytea,
  email_sealed bytea,
  check (num_nonnulls(name_sealed, phone_sealed, email_sealed) > 0)
);

-- The last one counts; those before it stay.
create table consultations.answer (
  case_id     bigint not null references consultations.consultation,
  position    integer not null check (position > 0),
  content     text not null check (content <> ''),
  referred_to text check (referred_to in ('request', 'letter')),
  answered_on date not null,
  answered_by bigint not null references identity.staff,
  written_at  timestamptz not null default now(),
  primary key (case_id, position)
);

create table consultations.transfer (
  id             bigint generated always as identity primary key,
  case_id        bigint not null references consultations.consultation,
  from_unit_id   bigint not null references organisation.unit,
  to_unit_id     bigint not null references organisation.unit,
  reason         text not null check (reason <> ''),
  transferred_on date not null,
  staff_id       bigint references identity.staff,
  check (from_unit_id <> to_unit_id)
);
create index transfer_by_case on consultations.transfer (case_id, id);

create table consultations.poll (
  case_id  bigint primary key references consultations.consultation,
  verdict  text not null check (verdict in ('satisfied', 'fair', 'unsatisfied')),
  words    text not null default '',
  given_on date not null
);
