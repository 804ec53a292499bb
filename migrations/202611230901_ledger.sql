-- The append-only record of every state change. UPDATE, DELETE and TRUNCATE are refused for everybody,
-- the owner of the table included, and the time is the database's own.
create schema ledger;

create table ledger.entry (
  id         bigint generated always as identity primary key,
  at         timestamptz not null default clock_timestamp(),
  actor_kind text not null check (actor_kind in ('staff', 'public', 'operator', 'system')),
  staff_id   bigint,
  unit_id    bigint,
  verb       text not null check (verb ~ '^[a-z_]+\.[a-z_]+$'),
  subject    text not null check (subject ~ '^[a-z_]+:[^ ]+$'),
  detail     jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
  check ((actor_kind = 'staff') = (staff_id is not null))
);
create index entry_by_subject on ledger.entry (subject, id);
create index entry_by_unit on ledger.entry (unit_id, id);

create function ledger.stamp() returns trigger language plpgsql as $$
begin
  new.at := clock_timestamp();
  return new;
end $$;
create trigger stamp before insert on ledger.entry for each row execute function ledger.stamp();

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: % is refused', tg_op using errcode = 'restrict_violation';
end $$;
create trigger refuse_change before update or delete on ledger.entry
  for each row execute function ledger.refuse_change();
create trigger refuse_truncate before truncate on ledger.entry
  for each statement execute function ledger.refuse_change();
