-- What a published sheet's limits were counted by, and the files of it, made once and kept as they were made.
alter table siteyear.edition add column calendar text not null default '{}' check (calendar is json);
alter table siteyear.edition alter column calendar drop default;

create table siteyear.edition_file (
  sheet_id  bigint not null,
  number    integer not null,
  format    text not null check (format in ('pdf', 'docx')),
  file_hash bytea not null references media.file,
  made_at   timestamptz not null,
  primary key (sheet_id, number, format),
  foreign key (sheet_id, number) references siteyear.edition (sheet_id, number)
);
create trigger refuse_change before update or delete on siteyear.edition_file
  for each row execute function siteyear.refuse_change();
create trigger refuse_truncate before truncate on siteyear.edition_file
  for each statement execute function siteyear.refuse_change();
