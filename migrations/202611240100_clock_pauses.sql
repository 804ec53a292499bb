-- Limits stand still while somebody outside is asked, and each passing of a day is noted once.

create table clock.pause (
  id bigint primary key generated always as identity,
  clock_id bigint not null references clock.clock,
  -- what holds the limit: opinion:5, fee:12
  ref text not null check (ref <> ''),
  reason text not null check (reason <> ''),
  -- the first and the last day that do not count; no last day: nobody knows yet
  from_on date not null,
  to_on date,
  unique (clock_id, ref)
);

alter table clock.clock
  -- the days of the newest pause, for the light
  add column paused_from date,
  add column paused_to date,
  -- the days whose passing stands in the ledger
  add column yellow_noted date,
  add column overdue_noted date,
  add check (paused_to is null or paused_from is not null);

create index clock_passing on clock.clock (due_on) where stopped_on is null;
