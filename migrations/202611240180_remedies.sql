-- What follows an answer: reconsideration (行政复议), litigation (行政诉讼), complaints (投诉、举报).
create schema remedies;

-- The case itself, its state and its result stand in cases.case; here stands what only these kinds have.
create table remedies.remedy (
  case_id          bigint primary key references cases.case,
  way              text not null check (way in ('reconsideration', 'litigation_direct', 'litigation_after_review', 'complaint')),
  -- what is fought over, as request:12; null: nothing that this system has
  subject          text check (subject ~ '^[a-z_]+:[1-9][0-9]*$'),
  about            text not null check (about in ('answer', 'no_answer', 'not_proactive', 'conduct', 'other')),
  summary          text not null,
  -- the applicant of the subject himself; the name of anybody else is sealed
  same_applicant   boolean not null,
  applicant_sealed bytea,
  -- the reconsideration that a lawsuit follows
  review_id        bigint references remedies.remedy,
  -- the office that decides a complaint, where it is one of ours
  organ_unit_id    bigint references organisation.unit,
  entered_by       bigint references identity.staff,
  annulled_on      date,
  -- the limit that was set last, by which lists show what is due
  clock_name       text,
  clock_subject    text,
  check ((clock_name is null) = (clock_subject is null)),
  check (same_applicant = (applicant_sealed is null)),
  check (not same_applicant or subject is not null),
  check (review_id is null or way = 'litigation_after_review'),
  check (organ_unit_id is null or way = 'complaint')
);
create index remedy_by_subject on remedies.remedy (subject) where subject is not null;
create index remedy_by_review on remedies.remedy (review_id) where review_id is not null;
create index remedy_by_clock on remedies.remedy (clock_subject) where clock_subject is not null;
create index remedy_by_organ on remedies.remedy (organ_unit_id) where organ_unit_id is not null;

-- One row for each time that an organ deals with it: a lawsuit has more where it is appealed, sent back or tried again.
create table remedies.instance (
  id                  bigint generated always as identity primary key,
  case_id             bigint not null references remedies.remedy,
  position            integer not null check (position > 0),
  level               text not null check (level in ('review', 'first', 'second', 'retrial', 'complaint')),
  brought_by          text not null check (brought_by in ('applicant', 'unit', 'other')),
  organ               text not null check (organ <> ''),
  file_number         text not null,
  received_on         date not null,
  -- from when the organ's own limit runs, and by how much it said to have extended it
  accepted_on         date,
  organ_extended_days integer not null default 0 check (organ_extended_days >= 0),
  replied_on          date,
  decided_on          date,
  served_on           date,
  result              text,
  decision_number     text not null default '',
  note                text not null default '',
  measure             text check (measure in ('urged', 'ordered', 'criticised', 'suggested_discipline')),
  -- a decision that orders the unit to act anew
  redo_from           date,
  redo_days           integer check (redo_days > 0),
  redo_day_kind       text check (redo_day_kind in ('working', 'calendar')),
  redo_done_on        date,
  -- how many limits were set for it: a corrected order has another
  redo_turn           integer not null default 0,
  check (replied_on >= received_on),
  check (decided_on >= received_on),
  check (served_on >= decided_on),
  check ((decided_on is null) = (result is null) and (decided_on is null) = (served_on is null)),
  check (decided_on is not null or (redo_from is null and measure is null)),
  check ((redo_from is null) = (redo_days is null) and (redo_from is null) = (redo_day_kind is null)),
  check (redo_from >= decided_on),
  check (redo_done_on is null or redo_from is not null),
  unique (case_id, position)
);
create index instance_by_number on remedies.instance (file_number) where file_number <> '';

-- A result that was entered wrongly: what stood there, what stands now, and why. Rows are only added.
create table remedies.correction (
  id           bigint generated always as identity primary key,
  instance_id  bigint not null references remedies.instance,
  before       jsonb not null,
  after        jsonb not null,
  reason       text not null check (reason <> ''),
  corrected_by bigint references identity.staff,
  corrected_at timestamptz not null
);
create index correction_by_instance on remedies.correction (instance_id, id);

-- Papers of the case, for staff alone.
create table remedies.file (
  case_id   bigint not null references remedies.remedy,
  position  integer not null check (position > 0),
  kind      text not null check (kind in ('notice', 'reply', 'decision', 'other')),
  name      text not null check (name <> ''),
  file_hash bytea not null references media.file,
  added_by  bigint references identity.staff,
  added_on  date not null,
  primary key (case_id, position)
);

-- The city's own version of a limit, from a day on; limits that run are not changed by it.
create table remedies.limit_setting (
  clock    text not null,
  from_on  date not null,
  days     integer not null check (days between 1 and 366),
  day_kind text not null check (day_kind in ('working', 'calendar')),
  cites    text not null check (cites <> ''),
  primary key (clock, from_on)
);
