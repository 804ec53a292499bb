-- The whole procedure of a disclosure request: what each step keeps.

-- several things asked for in one form are cases of their own under one cover: the first of them
alter table requests.request
  add column cover_id bigint references requests.request,
  add column origin text not null default '',
  add column helped boolean not null default false,
  add column reuse_wanted boolean not null default false,
  drop constraint request_receipt_way_check,
  add constraint request_receipt_way_check
    check (receipt_way in ('in_person', 'post_signed', 'post_ordinary', 'online', 'email', 'fax')),
  add check (cover_id <> case_id);
create index request_cover on requests.request (cover_id) where cover_id is not null;

-- the same person is known again by a keyed hash of the number, also when the number itself is gone
alter table requests.applicant
  add column identity_key text,
  add column identity_erased_on date,
  alter column identity_sealed drop not null,
  add check ((identity_sealed is null) = (identity_erased_on is not null));
create index applicant_same on requests.applicant (identity_key) where identity_key is not null;

-- copies of identity papers: sealed, apart, and gone when their time is over
create table requests.identity_paper (
  id bigint primary key generated always as identity,
  case_id bigint not null references requests.request,
  name_sealed bytea not null,
  media_type text not null,
  content_sealed bytea not null,
  added_at timestamptz not null default now()
);
create index identity_paper_case on requests.identity_paper (case_id);

create table requests.attachment (
  case_id bigint not null references requests.request,
  position integer not null,
  name text not null check (name <> '' and name !~ '[/\\]'),
  file_hash bytea not null references media.file,
  primary key (case_id, position)
);

-- 第三十条: one notice only
create table requests.correction (
  case_id bigint primary key references requests.request,
  missing text not null check (missing <> ''),
  asked_on date not null,
  due_on date not null,
  received_on date,
  reply text not null default '',
  check (due_on > asked_on),
  check (received_on >= asked_on)
);

-- 第三十五条
create table requests.reasons (
  case_id bigint primary key references requests.request,
  why text not null check (why <> ''),
  asked_on date not null,
  due_on date not null,
  received_on date,
  reply text not null default '',
  reasonable boolean,
  passed_on date,
  check (due_on > asked_on),
  check (received_on >= asked_on),
  check ((received_on is null) = (reasonable is null)),
  check (received_on is null or passed_on is null)
);

create table requests.delay (
  case_id bigint primary key references requests.request,
  days integer not null check (days > 0),
  reason text not null check (reason <> ''),
  told_on date not null
);

-- 第三十二条, 第三十四条: whom the answer concerns is asked; their names are personal data
create table requests.opinion (
  id bigint primary key generated always as identity,
  case_id bigint not null references requests.request,
  kind text not null check (kind in ('third_party', 'joint_maker', 'other_organ')),
  addressee_sealed bytea not null,
  question text not null check (question <> ''),
  sent_on date not null,
  delivered_on date,
  limit_on date,
  answered_on date,
  opinion text check (opinion in ('agrees', 'agrees_in_part', 'refuses', 'silent')),
  words text not null default '',
  reasonable boolean,
  closed_on date,
  check (delivered_on >= sent_on),
  check (answered_on >= sent_on),
  check ((opinion is null) = (closed_on is null)),
  check (opinion is distinct from 'silent' or answered_on is null),
  check (opinion is null or opinion = 'silent' or answered_on is not null)
);
create index opinion_case on requests.opinion (case_id, id);

-- 第三十三条: one only
create table requests.extension (
  case_id bigint primary key references requests.request,
  days integer not null check (days between 1 and 20),
  reason text not null check (reason <> ''),
  agreed_by bigint not null references identity.staff,
  told_on date not null
);

-- 国办函〔2020〕109号
create table requests.fee (
  case_id bigint primary key references requests.request,
  basis text not null check (basis in ('items', 'pages')),
  quantity integer not null check (quantity > 0),
  before integer not null default 0 check (before >= 0),
  amount_fen bigint not null check (amount_fen > 0),
  told_on date not null,
  pay_by date not null,
  paid_on date,
  paid_fen bigint,
  check (pay_by > told_on),
  check (paid_on >= told_on),
  check ((paid_on is null) = (paid_fen is null))
);

create table requests.ending (
  case_id bigint primary key references requests.request,
  why text not null check (why in ('not_corrected', 'not_paid', 'withdrawn')),
  words text not null default '',
  ended_on date not null,
  ended_by bigint references identity.staff
);

-- an answer is proposed by one person and signed by another; a second round is one that was ordered (重新答复)
alter table requests.answer_file drop constraint answer_file_case_id_fkey;
alter table requests.delivery drop constraint delivery_case_id_fkey;
alter table requests.answer
  add column round integer not null default 1 check (round > 0),
  add column form text,
  add column details jsonb not null default '{}',
  add column withheld text[] not null default '{}',
  add column corrects boolean not null default false,
  add column signed_by bigint references identity.staff,
  add column signed_on date,
  add column returned text not null default '',
  drop constraint answer_pkey,
  add primary key (case_id, round),
  add check (signed_by <> answered_by),
  add check (signed_on >= answered_on);
alter table requests.answer_file
  add column round integer not null default 1,
  drop constraint answer_file_pkey,
  add primary key (case_id, round, position),
  -- files are gathered before the answer is written
  add foreign key (case_id) references requests.request;
alter table requests.delivery
  add column round integer not null default 1,
  drop constraint delivery_pkey,
  add primary key (case_id, round),
  add foreign key (case_id, round) references requests.answer (case_id, round);

create table requests.redo (
  case_id bigint not null references requests.request,
  round integer not null check (round > 1),
  ordered_by text not null check (ordered_by in ('reconsideration', 'litigation', 'superior', 'own')),
  reason text not null check (reason <> ''),
  ordered_on date not null,
  due_on date,
  primary key (case_id, round)
);

create table requests.outcome_change (
  id bigint primary key generated always as identity,
  case_id bigint not null references requests.request,
  from_outcome text not null,
  to_outcome text not null,
  reason text not null check (reason <> ''),
  changed_on date not null,
  changed_by bigint not null references identity.staff,
  check (from_outcome <> to_outcome)
);
create index outcome_change_case on requests.outcome_change (case_id);

create table requests.transfer (
  id bigint primary key generated always as identity,
  case_id bigint not null references requests.request,
  from_unit bigint not null references organisation.unit,
  to_unit bigint not null references organisation.unit,
  reason text not null check (reason <> ''),
  transferred_on date not null,
  check (from_unit <> to_unit)
);
create index transfer_case on requests.transfer (case_id);

create table requests.discard (
  case_id bigint primary key references requests.request,
  why text not null check (why in ('applicant_withdrew', 'sent_twice', 'not_a_request')),
  words text not null default '',
  discarded_on date not null
);

create table requests.poll (
  case_id bigint primary key references requests.request,
  satisfied text not null check (satisfied in ('yes', 'mostly', 'no')),
  words text not null default '',
  given_at timestamptz not null
);

create table requests.publication (
  case_id bigint not null references requests.request,
  document_id bigint not null,
  made_by bigint not null references identity.staff,
  made_on date not null,
  primary key (case_id, document_id)
);

-- what the law leaves to the city; the newest version that has begun is in force
create table requests.policy (
  from_on date primary key,
  body jsonb not null,
  set_by bigint references identity.staff,
  set_at timestamptz not null default now()
);

-- what was signed stays as it was signed
create function requests.keep_signed() returns trigger language plpgsql as $$
begin
  raise exception 'a signed answer is not changed (case %)', old.case_id using errcode = 'restrict_violation';
end $$;
create trigger keep_signed before update or delete on requests.answer
  for each row when (old.signed_by is not null) execute function requests.keep_signed();
