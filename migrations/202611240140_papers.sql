-- Letters of the offices: the words that a unit gave its templates, and what was issued from them.
create schema papers;

-- A version is in force from when it was written until the next; a reset has no words of its own.
create table papers.template_version (
  id        bigint generated always as identity primary key,
  unit_id   bigint not null references organisation.unit,
  template  text not null check (template <> ''),
  number    int not null check (number > 0),
  reset     boolean not null,
  title     text,
  body      text,
  edited_by bigint references identity.staff,
  edited_at timestamptz not null,
  unique (unit_id, template, number),
  check (reset = (title is null)),
  check (reset = (body is null))
);

-- The word of a unit in its letters' numbers, where it is not its short name.
create table papers.unit_word (
  unit_id bigint primary key references organisation.unit,
  word    text not null check (word <> '')
);

-- The last number of each series; the row is held until the letter is kept, so that none is left out.
create table papers.series (
  unit_id bigint not null references organisation.unit,
  word    text not null check (word <> ''),
  year    int not null,
  last    int not null check (last > 0),
  primary key (unit_id, word, year)
);

-- A letter as it went out. Its text and its recipient are personal data: they stand here and in its files, nowhere else.
create table papers.paper (
  id           bigint generated always as identity primary key,
  subject      text not null check (subject <> ''),
  unit_id      bigint not null references organisation.unit,
  template     text not null,
  -- null: the words declared by the program, told apart by their hash
  version_id   bigint references papers.template_version,
  default_hash bytea check (length(default_hash) = 32),
  series       text,
  year         int,
  serial       int,
  number       text,
  title        text not null check (title <> ''),
  recipient    text not null check (recipient <> ''),
  text         text not null check (text <> ''),
  pdf_hash     bytea not null references media.file,
  docx_hash    bytea not null references media.file,
  pages        int not null check (pages > 0),
  -- whether the file keeps to PDF/A: one with a character that no font has does not
  archival     boolean not null,
  issued_on    date not null,
  issued_by    bigint references identity.staff,
  unique (unit_id, series, year, serial),
  check ((version_id is null) <> (default_hash is null)),
  check (num_nulls(series, year, serial, number) in (0, 4))
);
create index paper_by_subject on papers.paper (subject, id);

create function papers.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a letter that was issued, and the words it was issued from, stay as they are'
    using errcode = 'restrict_violation';
end $$;
create trigger refuse_change before update or delete on papers.template_version
  for each row execute function papers.refuse_change();
create trigger refuse_truncate before truncate on papers.template_version
  for each statement execute function papers.refuse_change();
create trigger refuse_change before update or delete on papers.paper
  for each row execute function papers.refuse_change();
create trigger refuse_truncate before truncate on papers.paper
  for each statement execute function papers.refuse_change();
