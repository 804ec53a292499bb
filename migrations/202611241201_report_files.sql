-- The files of a frozen edition, made once and kept as they were made.
create table reports.edition_file (
  report_id bigint not null,
  number    integer not null,
  format    text not null check (format in ('pdf', 'docx')),
  file_hash bytea not null references media.file,
  made_at   timestamptz not null,
  primary key (report_id, number, format),
  foreign key (report_id, number) references reports.edition (report_id, number)
);
create trigger refuse_change before update or delete on reports.edition_file
  for each row execute function reports.refuse_change();
create trigger refuse_truncate before truncate on reports.edition_file
  for each statement execute function reports.refuse_change();
