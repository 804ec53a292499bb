-- The periodic clean-up (清理): each unit says of each of its normative documents whether it stays.
create schema normative;

create table normative.cleanup (
  id        bigint generated always as identity primary key,
  unit_id   bigint not null references organisation.unit,
  title     text not null check (title <> ''),
  basis     text not null check (basis <> ''),
  due_on    date not null,
  opened_on date not null,
  closed_on date,
  -- said by who closes a round in which not all have confirmed
  closing_note text not null default ''
);

create table normative.cleanup_unit (
  cleanup_id   bigint not null references normative.cleanup,
  unit_id      bigint not null references organisation.unit,
  confirmed_by bigint references identity.staff,
  confirmed_on date,
  primary key (cleanup_id, unit_id),
  check ((confirmed_by is null) = (confirmed_on is null))
);

create table normative.cleanup_item (
  cleanup_id  bigint not null references normative.cleanup,
  document_id bigint not null references documents.document,
  unit_id     bigint not null references organisation.unit,
  decision    text check (decision in ('keep', 'amend', 'repeal', 'void')),
  reason      text not null default '',
  decided_by  bigint references identity.staff,
  applied_on  date,
  primary key (cleanup_id, document_id),
  check (decision is null or decision = 'keep' or reason <> ''),
  check (applied_on is null or decision in ('repeal', 'void'))
);
create index cleanup_item_by_unit on normative.cleanup_item (cleanup_id, unit_id, document_id);
create index cleanup_item_to_amend on normative.cleanup_item (unit_id) where decision = 'amend';
