-- What every kind of case needs around its procedure: who has it, who stands in, whom else is asked, what is said of it.
create schema casework;

-- Who has a case now (承办人); who had it before stands in the ledger.
create table casework.assignment (
  case_id     bigint primary key references cases.case,
  staff_id    bigint not null references identity.staff,
  since_on    date not null,
  -- nobody: the program gave it
  assigned_by bigint references identity.staff,
  note        text not null default ''
);
create index assignment_by_staff on casework.assignment (staff_id);
create index assignment_by_giver on casework.assignment (assigned_by);

create view casework.v_assignment as
  select a.case_id, a.staff_id, p.name as staff_name, a.since_on
    from casework.assignment a join identity.staff p on p.id = a.staff_id;

-- Who stands in for somebody absent (代办); without a last day until it is ended.
create table casework.deputy (
  id         bigint generated always as identity primary key,
  from_staff bigint not null references identity.staff,
  to_staff   bigint not null references identity.staff,
  from_on    date not null,
  to_on      date,
  reason     text not null check (reason <> ''),
  entered_by bigint references identity.staff,
  check (from_staff <> to_staff),
  check (to_on >= from_on),
  -- one at a time
  exclude using gist (int8range(from_staff, from_staff, '[]') with &&, daterange(from_on, to_on, '[]') with &&)
);
create index deputy_by_to on casework.deputy (to_staff, from_on);
create index deputy_by_enterer on casework.deputy (entered_by);

-- Everybody absent on a day with whoever stands in for them; a deputy who is absent too is followed to their own.
create function casework.standing_in(on_day date) returns table (from_staff bigint, to_staff bigint)
language sql stable as $$
  with recursive away as (
    select d.from_staff, d.to_staff from casework.deputy d
     where d.from_on <= on_day and (d.to_on is null or d.to_on >= on_day)
  ), followed as (
    select a.from_staff, a.to_staff from away a
    union
    select f.from_staff, a.to_staff from followed f join away a on a.from_staff = f.to_staff
  )
  select f.from_staff, f.to_staff from followed f
   where not exists (select from away a where a.from_staff = f.to_staff)
$$;

-- Who answers for each assigned case on a day; `deputising` where it is somebody else's.
create function casework.responsible(on_day date)
returns table (case_id bigint, staff_id bigint, staff_name text, assigned_id bigint, assigned_name text, deputising boolean)
language sql stable as $$
  select a.case_id, p.id, p.name, own.id, own.name, p.id <> own.id
    from casework.assignment a
    left join casework.standing_in(on_day) s on s.from_staff = a.staff_id
    join identity.staff own on own.id = a.staff_id
    join identity.staff p on p.id = coalesce(s.to_staff, a.staff_id)
$$;

-- The same today, by the calendar of the office.
create view casework.v_responsible as
  select * from casework.responsible((now() at time zone 'Asia/Shanghai')::date);

-- How long another unit is given by default, and at most: the city's own rule, from a day on.
create table casework.cohandling_limit (
  from_on   date primary key,
  days      integer not null check (days > 0),
  most_days integer not null check (most_days <= 366),
  cites     text not null check (cites <> ''),
  check (days <= most_days)
);

-- Another unit is asked for its part in a case (会办).
create table casework.cohandling (
  id             bigint generated always as identity primary key,
  case_id        bigint not null references cases.case,
  asking_unit_id bigint not null references organisation.unit,
  -- who is asked
  unit_id        bigint not null references organisation.unit,
  question       text not null check (question <> ''),
  working_days   integer not null check (working_days between 1 and 366),
  asked_by       bigint not null references identity.staff,
  asked_on       date not null,
  state          text not null default 'asked' check (state in ('asked', 'answered', 'recalled')),
  reply          text check (reply <> ''),
  replied_by     bigint references identity.staff,
  replied_on     date,
  recalled_by    bigint references identity.staff,
  recalled_on    date,
  check (unit_id <> asking_unit_id),
  check ((state = 'answered') = (reply is not null) and (reply is null) = (replied_by is null) and (reply is null) = (replied_on is null)),
  check ((state = 'recalled') = (recalled_on is not null) and (recalled_on is null) = (recalled_by is null)),
  check (replied_on >= asked_on and recalled_on >= asked_on)
);
create unique index cohandling_open on casework.cohandling (case_id, unit_id) where state = 'asked';
create index cohandling_by_case on casework.cohandling (case_id, id);
create index cohandling_waiting on casework.cohandling (unit_id, id) where state = 'asked';
create index cohandling_by_unit on casework.cohandling (unit_id, id desc);
create index cohandling_by_asking_unit on casework.cohandling (asking_unit_id, id desc);

create table casework.cohandling_file (
  cohandling_id bigint not null references casework.cohandling,
  position      integer not null check (position > 0),
  -- sent with the question, or with the reply
  side          text not null check (side in ('question', 'reply')),
  name          text not null check (name <> ''),
  file_hash     bytea not null references media.file,
  primary key (cohandling_id, position)
);
create index cohandling_file_by_hash on casework.cohandling_file (file_hash);

-- What colleagues say to each other of a case. Only this module reads it, for its own pages: it never leaves the unit.
create table casework.note (
  id         bigint generated always as identity primary key,
  case_id    bigint not null references cases.case,
  staff_id   bigint not null references identity.staff,
  text       text not null check (text <> ''),
  written_at timestamptz not null,
  struck_at  timestamptz,
  check (struck_at >= written_at)
);
create index note_by_case on casework.note (case_id, id);
create index note_by_staff on casework.note (staff_id);

create function casework.guard_note() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'a note is never deleted'; end if;
  if old.struck_at is not null or new.struck_at is null
     or (new.id, new.case_id, new.staff_id, new.text, new.written_at)
        is distinct from (old.id, old.case_id, old.staff_id, old.text, old.written_at) then
    raise exception 'a note may be struck out, once, and nothing else';
  end if;
  return new;
end $$;
create trigger guard before update or delete on casework.note for each row execute function casework.guard_note();

create table casework.mention (
  note_id  bigint not null references casework.note,
  staff_id bigint not null references identity.staff,
  primary key (note_id, staff_id)
);
create index mention_by_staff on casework.mention (staff_id);

-- A list as somebody likes to see it: the address's query under a name; shared with a unit, or their own.
create table casework.saved_view (
  id       bigint generated always as identity primary key,
  staff_id bigint not null references identity.staff,
  unit_id  bigint references organisation.unit,
  list     text not null check (list ~ '^[a-z][a-z_]{0,39}$'),
  name     text not null check (name <> ''),
  search   text not null check (length(search) <= 2000),
  position integer not null check (position > 0),
  unique (staff_id, list, name)
);
create index saved_view_by_unit on casework.saved_view (unit_id, list);

-- For the tables of open cases by unit and by person, and of limits that ended in a year.
create index case_open on cases.case (kind, unit_id, state, id) where concluded_on is null;
create index clock_ended on clock.clock (name, stopped_on, unit_id, result) where stopped_on is not null;
