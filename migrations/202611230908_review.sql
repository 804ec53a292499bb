-- Review (审核): a chain of steps that something passes before it is decided.
create schema review;

-- A unit's own chain, by role in order; the first is always the drafter's proposal. Without a row the default holds.
create table review.chain (
  unit_id bigint primary key references organisation.unit,
  steps   text[] not null check (cardinality(steps) between 2 and 6 and steps[1] = 'drafter')
);

create table review.process (
  id          bigint generated always as identity primary key,
  subject     text not null check (subject ~ '^[a-z_]+:[0-9]+$'),
  version     integer not null,
  content_hash bytea not null,
  title       text not null,
  unit_id     bigint not null references organisation.unit,
  drafter_id  bigint not null references identity.staff,
  chain       text[] not null check (cardinality(chain) between 2 and 6),
  -- how many steps are signed; the drafter's proposal is the first
  signed      integer not null default 0 check (signed between 0 and cardinality(chain)),
  state       text not null default 'open' check (state in ('open', 'approved', 'returned')),
  opened_at   timestamptz not null default now(),
  closed_at   timestamptz,
  check ((state = 'open') = (closed_at is null)),
  check (state <> 'approved' or signed = cardinality(chain)),
  unique (id, drafter_id)
);
create unique index process_open on review.process (subject) where state = 'open';
create index process_waiting on review.process (unit_id, opened_at) where state = 'open';
create index process_by_subject on review.process (subject, id);

create table review.signature (
  process_id bigint not null,
  step       integer not null check (step > 0),
  role       text not null,
  staff_id   bigint not null references identity.staff,
  drafter_id bigint not null,
  decision   text not null check (decision in ('proposed', 'approved', 'returned')),
  attribute  text not null,
  opinion    text not null check (opinion <> ''),
  signed_at  timestamptz not null default now(),
  primary key (process_id, step),
  unique (process_id, staff_id),
  foreign key (process_id, drafter_id) references review.process (id, drafter_id),
  -- nobody approves what he drafted
  check ((step = 1) = (staff_id = drafter_id)),
  check ((step = 1) = (decision = 'proposed'))
);

-- One decision by a named officer for many documents brought in at once.
create table review.batch (
  id         bigint generated always as identity primary key,
  unit_id    bigint not null references organisation.unit,
  officer_id bigint not null references identity.staff,
  ground     text not null check (ground <> ''),
  decided_at timestamptz not null default now()
);
