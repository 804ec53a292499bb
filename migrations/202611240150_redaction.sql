-- 区分处理 (条例 第三十七条): files with words and areas taken out. The originals stay inside; what goes out is made anew.
create schema redaction;

create table redaction.original (
  id        bigint generated always as identity primary key,
  -- The case for which the file was found: request:12.
  subject   text not null check (subject ~ '^[a-z_]+:[1-9][0-9]*$'),
  unit_id   bigint not null references organisation.unit,
  name      text not null check (name <> ''),
  file_hash bytea not null references media.file,
  format    text not null check (format in ('pdf', 'png', 'jpeg', 'text')),
  -- Width and height of each page as it is shown, in points or, of a picture, in pixels.
  pages     jsonb not null,
  -- The words of a file that is released as words.
  body      text check ((format = 'text') = (body is not null)),
  revision  integer not null default 0,
  added_by  bigint references identity.staff,
  added_at  timestamptz not null
);
create index original_by_subject on redaction.original (subject, id);

-- What is taken out: an area of a page in hundredths of its units, or a part of a text in UTF-16 units.
create table redaction.mark (
  id          bigint generated always as identity primary key,
  original_id bigint not null references redaction.original on delete cascade,
  page        integer not null check (page > 0),
  x           integer,
  y           integer,
  width       integer check (width > 0),
  height      integer check (height > 0),
  range_start integer check (range_start >= 0),
  range_end   integer,
  reason      text not null check (reason <> ''),
  marked_by   bigint references identity.staff,
  marked_at   timestamptz not null,
  check (range_end > range_start),
  check (num_nonnulls(x, y, width, height) in (0, 4)),
  check (num_nonnulls(range_start, range_end) in (0, 2)),
  check ((x is null) <> (range_start is null))
);
create index mark_by_original on redaction.mark (original_id, page, id);

-- Words that may stand nowhere in what is released; they are personal data themselves.
create table redaction.word (
  id          bigint generated always as identity primary key,
  original_id bigint not null references redaction.original on delete cascade,
  word_sealed bytea not null,
  reason      text not null check (reason <> ''),
  added_by    bigint references identity.staff,
  added_at    timestamptz not null
);
create index word_by_original on redaction.word (original_id, id);

create table redaction.release (
  id           bigint generated always as identity primary key,
  original_id  bigint not null references redaction.original,
  -- Of the marks that it was made with; the same marks are not released twice.
  revision     integer not null,
  name         text not null check (name <> ''),
  file_hash    bytea not null references media.file,
  marks        jsonb not null,
  marks_digest bytea not null check (length(marks_digest) = 32),
  -- What the program saw when it read the new file again.
  verification jsonb not null,
  released_by  bigint references identity.staff,
  released_at  timestamptz not null,
  unique (original_id, revision)
);

create function redaction.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what was released is not changed: % is refused', tg_op using errcode = 'restrict_violation';
end $$;
create trigger release_stays before update or delete on redaction.release
  for each row execute function redaction.refuse_change();
