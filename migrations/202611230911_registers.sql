-- Registers (台账): rows of one declared shape that must be public. The shape is declared in code.
create schema registers;

create table registers.row (
  id          bigint generated always as identity primary key,
  register    text not null,
  unit_id     bigint not null references organisation.unit,
  occurred_on date not null,
  data        jsonb not null check (jsonb_typeof(data) = 'object'),
  entered_by  bigint references identity.staff,
  entered_at  timestamptz not null default now(),
  -- a row taken back keeps its place in the record with the reason
  revoked_on  date,
  revoke_reason text,
  check ((revoked_on is null) = (revoke_reason is null))
);
create index row_by_register on registers.row (register, occurred_on desc, id desc);
create index row_by_unit on registers.row (register, unit_id, occurred_on desc, id desc);
