-- The narrow search table: what is public, by words. Bodies stay with their records.
create schema search;

create table search.entry (
  source    text not null,
  source_id bigint not null,
  unit_id   bigint not null references organisation.unit,
  shown_on  date not null,
  words     tsvector not null,
  primary key (source, source_id)
);
create index entry_words on search.entry using gin (words) with (fastupdate = on, gin_pending_list_limit = 16384);
create index entry_newest on search.entry (shown_on desc, source_id desc);
