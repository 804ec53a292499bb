-- Files by content: one row and one stored object for each content, whoever uses it.
create schema media;

create table media.file (
  hash       bytea primary key check (length(hash) = 32),
  size       bigint not null check (size >= 0),
  media_type text not null,
  created_at timestamptz not null default now()
);
