-- Disclosure requests (依申请公开): what the case engine does not know of them.
create schema requests;

create table requests.request (
  case_id        bigint primary key references cases.case,
  applicant_kind text not null check (applicant_kind in ('natural', 'enterprise', 'research', 'welfare', 'legal_service', 'other')),
  receipt_way    text not null check (receipt_way in ('in_person', 'post_signed', 'post_ordinary', 'online', 'fax')),
  submitted_at   timestamptz not null,
  arrived_on     date not null,
  confirmed_on   date,
  wanted_title   text not null default '',
  wanted_number  text not null default '',
  description    text not null default '',
  wanted_form    text not null check (wanted_form in ('paper', 'electronic', 'inspection')),
  wanted_way     text not null check (wanted_way in ('online', 'email', 'post', 'pickup', 'fax')),
  query_code_hash bytea not null check (length(query_code_hash) = 32),
  query_failures integer not null default 0,
  query_locked_until timestamptz,
  -- given by the form once: a second submission of the same form is the same request
  form_key       text unique,
  check (wanted_title <> '' or wanted_number <> '' or description <> ''),
  check (confirmed_on >= arrived_on)
);
create index request_by_applicant_kind on requests.request (applicant_kind, case_id);

-- Personal data, apart from the case: read only by who handles it.
create table requests.applicant (
  case_id         bigint primary key references requests.request,
  name            text not null check (name <> ''),
  representative  text not null default '',
  identity_kind   text not null check (identity_kind in ('citizen_id', 'passport', 'other_paper', 'credit_code')),
  identity_sealed bytea not null,
  phone           text not null default '',
  email           text not null default '',
  address         text not null default '',
  check (phone <> '' or email <> '' or address <> '')
);

create table requests.answer (
  case_id     bigint primary key references requests.request,
  outcome     text not null,
  ground      text not null check (ground <> ''),
  reason      text not null default '',
  content     text not null check (content <> ''),
  remedy      text not null check (remedy <> ''),
  answered_on date not null,
  answered_by bigint not null references identity.staff
);

create table requests.answer_file (
  case_id   bigint not null references requests.answer,
  position  integer not null,
  name      text not null check (name <> '' and name !~ '[/\\]'),
  file_hash bytea not null references media.file,
  primary key (case_id, position)
);

-- The day of delivery is the day the answer is given (国办公开办函〔2016〕235号: for mail the day of posting).
create table requests.delivery (
  case_id      bigint primary key references requests.answer,
  way          text not null check (way in ('online', 'email', 'post', 'pickup', 'fax')),
  delivered_on date not null,
  proof        text not null default ''
);
