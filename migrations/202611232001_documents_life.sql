-- The life of a document beyond its first publication: the day it was received, the day on which it expires by its own
-- words, what it changes, explains or takes the place of, why it was corrected, and whether the text before may be shown.
alter table documents.version
  add column received_on       date,
  add column expires_on        date,
  add column correction_reason text,
  add column hides_previous    boolean not null default false,
  add column amends            bigint[] not null default '{}',
  add column interprets        bigint[] not null default '{}',
  add column supersedes        bigint[] not null default '{}',
  add check (array_position(amends || interprets || supersedes, document_id) is null);
create index version_amends on documents.version using gin (amends) where amends <> '{}';
create index version_interprets on documents.version using gin (interprets) where interprets <> '{}';
create index version_supersedes on documents.version using gin (supersedes) where supersedes <> '{}';
create index version_expires on documents.version (expires_on) where expires_on is not null;

-- A withdrawn text stays before the public, marked, or is taken from it. An address may lead to another document.
alter table documents.document
  add column text_removed boolean not null default false,
  -- why a document of a kind that is to be explained has no explanation
  add column interpretation_waived text check (interpretation_waived <> '');
update documents.document set text_removed = true where state = 'withdrawn';
do $$
declare found record;
begin
  for found in
    select conname from pg_constraint
     where conrelid = 'documents.document'::regclass and contype = 'c'
       and (pg_get_constraintdef(oid) like '%withdrawn%' or pg_get_constraintdef(oid) like '%replaced_by_id IS NOT NULL%')
  loop
    execute format('alter table documents.document drop constraint %I', found.conname);
  end loop;
end $$;
alter table documents.document
  add check (state in ('draft', 'in_review', 'approved', 'not_public', 'published', 'withdrawn', 'repealed', 'replaced', 'expired', 'redirected')),
  add check (state not in ('published', 'withdrawn', 'repealed', 'replaced', 'expired', 'redirected') or published_version is not null),
  add check (case when state in ('withdrawn', 'repealed', 'replaced', 'redirected') then ended_on is not null
                  when state = 'expired' then true else ended_on is null end),
  add check ((state in ('withdrawn', 'repealed', 'replaced', 'expired', 'redirected')) = (end_reason is not null)),
  add check ((state in ('replaced', 'redirected')) = (replaced_by_id is not null)),
  add check (not text_removed or state in ('withdrawn', 'redirected'));
create index document_replaced_by on documents.document (replaced_by_id) where replaced_by_id is not null;

-- Emergency publication: one officer publishes and says why; a second person signs afterwards.
alter table documents.approval
  drop constraint approval_decided_by_check,
  add check (decided_by ~ '^(review|batch|emergency):[0-9]+$'),
  add column emergency_reason text check (emergency_reason <> ''),
  add column confirmed_by     bigint references identity.staff,
  add column confirmed_at     timestamptz,
  add column confirm_opinion  text check (confirm_opinion <> ''),
  add check ((decided_by like 'emergency:%') = (emergency_reason is not null)),
  add check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null) = (confirm_opinion is null)),
  add check (confirmed_by is null or decided_by like 'emergency:%'),
  -- nobody countersigns himself
  add check (confirmed_by is null or decided_by <> 'emergency:' || confirmed_by);
create index approval_unconfirmed on documents.approval (document_id) where emergency_reason is not null and confirmed_at is null;

-- The times of an approval are the server's own, and what was approved by whom never changes.
create function documents.guard_approval() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'an approval is kept' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'INSERT' then
    new.decided_at := now();
    new.released_at := case when new.released_at is null then null else now() end;
    new.confirmed_at := null;
    return new;
  end if;
  if (new.document_id, new.version, new.content_hash, new.decided_by, new.decided_at, new.emergency_reason)
     is distinct from
     (old.document_id, old.version, old.content_hash, old.decided_by, old.decided_at, old.emergency_reason)
     or (old.confirmed_by is not null and (new.confirmed_by, new.confirm_opinion) is distinct from (old.confirmed_by, old.confirm_opinion)) then
    raise exception 'what was approved is not changed afterwards' using errcode = 'restrict_violation';
  end if;
  new.released_at := case when old.released_at is not null then old.released_at when new.released_at is null then null else now() end;
  new.confirmed_at := case when old.confirmed_at is not null then old.confirmed_at when new.confirmed_by is null then null else now() end;
  return new;
end $$;
create trigger guard before insert or update or delete on documents.approval
  for each row execute function documents.guard_approval();

-- A file keeps its address through the versions of its document; a picture of the text is a file as well.
alter table documents.attachment add column lineage bigint;
alter table documents.attachment add column picture boolean not null default false;
alter table documents.attachment disable trigger refuse_change;
update documents.attachment a set lineage = f.first
  from (select id, min(id) over (partition by document_id, name) as first,
               row_number() over (partition by document_id, version, name order by position) as place
          from documents.attachment) f
 where f.id = a.id and f.place = 1;
update documents.attachment set lineage = id where lineage is null;
alter table documents.attachment enable trigger refuse_change;
alter table documents.attachment alter column lineage set not null;
create unique index attachment_lineage on documents.attachment (lineage, version);
create function documents.begin_lineage() returns trigger language plpgsql as $$
begin
  if new.lineage is null then new.lineage := new.id; end if;
  return new;
end $$;
create trigger begin_lineage before insert on documents.attachment
  for each row execute function documents.begin_lineage();

-- Everybody who wrote in a version; none of them may sign it.
create table documents.author (
  document_id bigint not null,
  version     integer not null,
  staff_id    bigint not null references identity.staff,
  primary key (document_id, version, staff_id),
  foreign key (document_id, version) references documents.version (document_id, version) on delete cascade
);
insert into documents.author (document_id, version, staff_id)
select v.document_id, v.version, v.edited_by from documents.version v
  join documents.document d on d.id = v.document_id and d.version = v.version
 where v.edited_by is not null and d.state in ('draft', 'in_review');
